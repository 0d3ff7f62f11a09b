import { importPlan } from '$lib/server/plans/commands';
import { plansHere } from '$lib/server/plans/queries';
import { makeFirstAdministrator } from '$lib/server/people/commands';
import { operator } from './actor';
import type { Command } from './command';
import { setupLink } from './link';
import { readPlanFile } from './plan';
import { valueOrFail } from './refusal';
import { withMigratedDatabase } from './storage';

/** The plan file of a new installation. */
export const seed = 'drizzle/seed/telemark-2025-2029.json';

export const firstRun: Command = {
	usage: '',
	summary: 'bring the database up to date; give an empty one its plan and its first administrator',
	internal: true,
	async run({ print, now }) {
		await withMigratedDatabase(async (db) => {
			if ((await plansHere(db.read)).partnerships.length === 0) {
				valueOrFail(await importPlan({ db, actor: operator, now }, await readPlanFile(seed, seed)), seed);
				print('The database was empty: it has been given the Telemark plan.');
			}
			const token = await makeFirstAdministrator(db, now);
			if (token === null) return;
			print('There is no administrator yet. The first one sets a password here:');
			for (const line of setupLink(token)) print(line);
		});
	}
};
