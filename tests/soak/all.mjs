// @ts-check
import { spawnSync } from 'node:child_process';

/*
 * Everything that takes long, one after the other (`npm run test:soak`): the server killed twenty times under
 * a writer, two schedulers with two hundred recipients and a mail server that fails a third of the time, sixty
 * lives of a plan that nobody has written, and an annual adjustment that is killed a hundred times while it is
 * adopted. Ends with 1 where one of them did not hold.
 */

/** @type {[what: string, args: string[], env: Record<string, string>][]} */
const all = [
	['drafts under twenty kills', ['tests/soak/drafts.mjs'], {}],
	[
		'two schedulers, 200 recipients',
		['node_modules/vitest/vitest.mjs', 'run', 'tests/mail/two-schedulers.test.ts'],
		{ FRAMDRIFT_RECIPIENTS: '200' }
	],
	['sixty lives of a plan', ['tests/soak/lives.mjs'], {}],
	[
		'an adoption under a hundred kills',
		['node_modules/vitest/vitest.mjs', 'run', 'tests/commands/adoption-crash.test.ts'],
		{ FRAMDRIFT_KILLS: '100' }
	]
];

const failed = all.filter(([what, args, env]) => {
	console.log(`${what} …`);
	const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } });
	return status !== 0;
});
for (const [what] of failed) console.error(`${what}: failed`);
process.exitCode = failed.length > 0 ? 1 : 0;
