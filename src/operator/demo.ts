import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { openDatabase } from '$lib/server/database/database';
import { migrateDatabase } from '$lib/server/database/migrations';
import { checkpointLog } from '$lib/server/database/maintenance';
import { makeDemo } from '$lib/server/demo/demo';
import { parseDemoFile } from '$lib/server/demo/demo-file';
import { CommandError, type Command } from './command';
import { seedPlanFile } from './first-run';
import { readPlanFile } from './plan';

/** The history of the demo, for the plan in `seed`. */
const demoSeed = 'drizzle/seed/telemark-2025-2029-demo.json';

export const demoData: Command = {
	usage: 'FILE --plan PLAN --history HISTORY',
	summary: 'make a database of example data; DEMO_PASSWORD is its accounts’ password',
	internal: true,
	options: { plan: { type: 'string' }, history: { type: 'string' } },
	async run({ positionals: [named = ''], optionValues, resolvePath }) {
		const file = resolvePath(named);
		if (existsSync(file)) throw new CommandError(`${named} already exists.`);
		const password = process.env.DEMO_PASSWORD;
		if (!password) throw new CommandError('DEMO_PASSWORD is not set.');
		const [planName] = optionValues('plan');
		const plan = await readPlanFile(
			planName ? resolvePath(planName) : seedPlanFile,
			planName ?? seedPlanFile
		);
		const [historyName] = optionValues('history');
		const history = parseDemoFile(await readFile(historyName ? resolvePath(historyName) : demoSeed, 'utf8'));
		const database = await openDatabase({ url: `file:${file}` });
		try {
			await migrateDatabase(database);
			await makeDemo(database, { plan, history }, password);
			// The file must be whole without its log, because tests copy it.
			await checkpointLog(database);
		} finally {
			database.close();
		}
	}
};
