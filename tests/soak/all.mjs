// @ts-check
import { spawnSync } from 'node:child_process';

/*
 * Everything that takes long, one after the other (`npm run test:soak`): the server killed twenty times under
 * a writer, two schedulers with two hundred recipients and a mail server that fails a third of the time, sixty
 * lives of a plan that nobody has written, an annual adjustment that is killed a hundred times while it is adopted,
 * the pages of a plan of 340 measures, properties with all their examples, every journey in both languages and without scripts, and every page by axe. Ends with 1 where one of them did not hold.
 */

/** The test files whose size depends on `effort`. */
const examples = [
	'src/lib/server/plans/next-period.test.ts',
	'src/lib/server/search/queries.test.ts',
	'src/lib/server/workbooks/round-trip.test.ts',
	'tests/commands/plan-file.test.ts',
	'tests/commands/concurrent-processes.test.ts',
	'tests/commands/outcome-crash.test.ts',
	'tests/commands/log-torture.test.ts',
	'tests/commands/operator-outage.test.ts',
	'tests/commands/replica-links.test.ts',
	'tests/commands/hostile-workbooks.test.ts',
	'tests/commands/import-journeys.test.ts',
	'tests/documents/escaping.test.ts',
	'tests/documents/figures.test.ts',
	'tests/documents/structure.test.ts',
	'tests/recalculation/figures-and-sentences.test.ts'
];

/** @type {[what: string, args: string[], env: Record<string, string>][]} */
const all = [
	['drafts under twenty kills', ['tests/soak/drafts.mjs'], {}],
	['a thousand readers beside eighteen reporters', ['tests/soak/readers.mjs'], {}],
	[
		'two schedulers, 200 recipients',
		['node_modules/vitest/vitest.mjs', 'run', 'tests/mail/two-schedulers.test.ts'],
		{ FRAMDRIFT_RECIPIENTS: '200' }
	],
	['sixty lives of a plan', ['tests/soak/lives.mjs'], {}],
	['pages of 340 measures, at most ten screens long', ['tests/soak/long-pages.mjs'], {}],
	[
		'an adoption under a hundred kills',
		['node_modules/vitest/vitest.mjs', 'run', 'tests/commands/adoption-crash.test.ts'],
		{ FRAMDRIFT_KILLS: '100' }
	],
	[
		'properties with all their examples, and papers of 400 measures',
		['node_modules/vitest/vitest.mjs', 'run', ...examples],
		{ FRAMDRIFT_SOAK: '1' }
	],
	[
		'ten thousand hostile bodies, and three thousand encoded addresses',
		[
			...['node_modules/playwright/cli.js', 'test', '--config=tests/playwright.config.ts'],
			...['hostile-bodies', 'encoded-addresses']
		],
		{ FRAMDRIFT_SOAK: '1' }
	],
	[
		'ten thousand operations on three processes under kills, and hosts in namespaces of one server',
		[
			...['node_modules/playwright/cli.js', 'test', '--config=tests/playwright.config.ts'],
			...['processes-under-kills', 'host-databases']
		],
		{ FRAMDRIFT_SOAK: '1' }
	],
	[
		'every journey in both languages, with and without scripts',
		['node_modules/playwright/cli.js', 'test', '--config=tests/playwright.config.ts', '--grep=@soak'],
		{ FRAMDRIFT_SOAK: '1' }
	],
	[
		'every page by axe in three languages, on desktop and phone',
		['node_modules/playwright/cli.js', 'test', '--config=tests/playwright.config.ts', 'accessibility'],
		{ FRAMDRIFT_SOAK: '1' }
	]
];

const failed = all.filter(([what, args, env]) => {
	console.log(`${what} …`);
	const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } });
	return status !== 0;
});
for (const [what] of failed) console.error(`${what}: failed`);
process.exitCode = failed.length > 0 ? 1 : 0;
