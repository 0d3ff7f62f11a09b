import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { paraglide } from './src/lib/i18n/compile.mjs';

export default defineConfig({
	plugins: [sveltekit(), paraglideVitePlugin(paraglide)],
	build: { target: 'es2022' },
	test: {
		include: ['src/**/*.test.ts', 'tests/{architecture,commands,documents,mail}/**/*.test.ts'],
		environment: 'node',
		testTimeout: 30_000
	}
});
