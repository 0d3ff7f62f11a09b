import { existsSync } from 'node:fs';
import { openDatabase } from '$lib/server/database/database';
import { migrateDatabase } from '$lib/server/database/migrations';
import { foldLog } from '$lib/server/database/storage';
import { makeDemo } from '$lib/server/demo/demo';
import { Failure, type Command } from './command';
import { seed } from './first-run';
import { planFrom } from './plan';

export const demoData: Command = {
	usage: 'FILE --plan PLAN',
	summary: 'make a database of example data; DEMO_PASSWORD is its accounts’ password',
	internal: true,
	options: { plan: { type: 'string' } },
	async run({ positionals: [named = ''], all, path }) {
		const file = path(named);
		if (existsSync(file)) throw new Failure(`${named} is there already.`);
		const password = process.env.DEMO_PASSWORD;
		if (!password) throw new Failure('DEMO_PASSWORD is not set.');
		const [plan] = all('plan');
		const database = await openDatabase({ url: `file:${file}` });
		try {
			await migrateDatabase(database);
			await makeDemo(database, await planFrom(plan ? path(plan) : seed, plan ?? seed), password);
			// All of it into the one file, so that it can be copied.
			await foldLog(database);
		} finally {
			database.close();
		}
	}
};
