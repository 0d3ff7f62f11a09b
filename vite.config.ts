import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { paraglideOptions } from './src/lib/i18n/paraglide-options.mjs';
import { joinedMessages } from './tests/support/joined-messages.mjs';
import { nativeHashes } from './src/bin/native-hashes.mjs';
import { scriptsAfterPaint } from './src/bin/scripts-after-paint.mjs';
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

/** Tests without a database, a process or a file of their own. */
const rules = ['src/lib/{charts,components,domain,forms,i18n,ui}/**/*.test.ts'];

/** Tests that replace modules, which other files would see in the same worker. */
const mocking = ['tests/commands/role-actions.test.ts'];

const tests = ['src/**/*.test.ts', 'tests/{architecture,commands,documents,mail,recalculation}/**/*.test.ts'];

const common = { environment: 'node', testTimeout: 60_000, unstubEnvs: true, restoreMocks: true } as const;

/** Tests of the server share their workers as well: loading the modules took a third of the run. */
const application = () => ({
	plugins: [sveltekit(), joinedMessages],
	test: {
		...common,
		globalSetup: 'tests/support/made-once.ts',
		setupFiles: ['tests/support/base-locale.ts', 'tests/support/shared-worker.ts']
	}
});

export default defineConfig(({ isSsrBuild, mode }) => ({
	// The projects of the tests have plugins of their own.
	plugins: [
		mode === 'test' ? [] : sveltekit(),
		paraglideVitePlugin(paraglideOptions),
		slimMessages,
		nativeHashes,
		scriptsAfterPaint
	],
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
		// One more than the cores of a small machine: workers wait for modules, disks and LibreOffice.
		maxWorkers: Math.max(3, availableParallelism() - 1),
		projects: [
			// Tests of rules share their workers, since they leave nothing behind.
			{
				plugins: [svelte(), joinedMessages],
				resolve: { alias: { $lib: resolve('src/lib') } },
				test: {
					...common,
					name: 'rules',
					include: rules,
					pool: 'threads',
					isolate: false,
					setupFiles: 'tests/support/base-locale.ts'
				}
			},
			{
				...application(),
				test: {
					...application().test,
					name: 'application',
					include: tests,
					exclude: [...rules, ...mocking],
					isolate: false
				}
			},
			{ ...application(), test: { ...application().test, name: 'mocking', include: mocking } }
		]
	}
}));
