import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { openDatabase } from '$lib/server/database/database';
import { migrateDatabase } from '$lib/server/database/migrations';
import { foldLog } from '$lib/server/database/storage';
import { makeDemo } from '$lib/server/demo/demo';
import { parseDemoFile } from '$lib/server/demo/demo-file';
import { Failure, type Command } from './command';
import { seed } from './first-run';
import { readPlanFile } from './plan';

/** The history of the demo, for the plan in `seed`. */
const demoSeed = 'drizzle/seed/telemark-2025-2029-demo.json';

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
		const [planName] = all('plan');
		const plan = await readPlanFile(planName ? path(planName) : seed, planName ?? seed);
		const history = parseDemoFile(await readFile(demoSeed, 'utf8'));
		const database = await openDatabase({ url: `file:${file}` });
		try {
			await migrateDatabase(database);
			await makeDemo(database, { plan, history }, password);
			// The file must be whole without its log, because tests copy it.
			await foldLog(database);
		} finally {
			database.close();
		}
	}
};
