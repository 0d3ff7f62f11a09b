import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { paraglideOptions } from './src/lib/i18n/paraglide-options.mjs';
import { slimMessages } from './src/lib/i18n/slim-messages-plugin.mjs';

/**
 * What every page loads, and what nearly every page shows, with all that they need: one file, which is a tenth
 * smaller than its parts.
 */
const base = {
	name: 'base',
	test: new RegExp(
		[
			'kit/src/runtime/client/client.js$',
			'generated/root.svelte$',
			'src/routes/\\+(layout|error).svelte$',
			'src/lib/i18n/(format|labels)/(date|number|localized|round|status).ts$',
			'src/lib/components/evaluation/StatusIcon.svelte$',
			'src/lib/domain/evaluation/evaluation.ts$'
		].join('|')
	)
};

export default defineConfig(({ isSsrBuild }) => ({
	plugins: [sveltekit(), paraglideVitePlugin(paraglideOptions), slimMessages],
	build: {
		target: 'es2022',
		modulePreload: {
			polyfill: false,
			// Else every page carries the list of every other page's files. Kit fetches a page when its link is hovered.
			resolveDependencies: (_file, needed) => needed.filter((file) => file.endsWith('.css'))
		},
		rolldownOptions: {
			// Rules and words do nothing by being imported: a page then carries those it uses.
			treeshake: { moduleSideEffects: [{ test: /\/src\/lib\/(domain|i18n)\//, sideEffects: false }] },
			output: isSsrBuild ? {} : { codeSplitting: { groups: [base] } }
		}
	},
	test: {
		include: ['src/**/*.test.ts', 'tests/{architecture,commands,documents,mail}/**/*.test.ts'],
		environment: 'node',
		testTimeout: 30_000
	}
}));
