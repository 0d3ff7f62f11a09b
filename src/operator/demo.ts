import { existsSync } from 'node:fs';
import { openDatabase } from '$lib/server/database/database';
import { migrateDatabase } from '$lib/server/database/migrations';
import { checkpointLog } from '$lib/server/database/maintenance';
import { makeDemo } from '$lib/server/demo/demo';
import { CommandError, type Command } from './command';
import { seedPlanFile } from './first-run';
import { loadPlanFile } from './plan';

export const demoData: Command = {
	usage: 'FILE --plan PLAN',
	summary: 'make a database of example data; DEMO_PASSWORD is its accounts’ password',
	internal: true,
	options: { plan: { type: 'string' } },
	async run({ positionals: [named = ''], all, path }) {
		const file = path(named);
		if (existsSync(file)) throw new CommandError(`${named} is there already.`);
		const password = process.env.DEMO_PASSWORD;
		if (!password) throw new CommandError('DEMO_PASSWORD is not set.');
		const [plan] = all('plan');
		const database = await openDatabase({ url: `file:${file}` });
		try {
			await migrateDatabase(database);
			await makeDemo(
				database,
				await loadPlanFile(plan ? path(plan) : seedPlanFile, plan ?? seedPlanFile),
				password
			);
			// All of it into the one file, so that it can be copied.
			await checkpointLog(database);
		} finally {
			database.close();
		}
	}
};
