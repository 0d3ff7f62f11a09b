import { importPlan } from '$lib/server/plan-file/import';
import { loadAllPlans } from '$lib/server/plans/queries';
import { createFirstAdministrator } from '$lib/server/people/commands';
import { operator } from './actor';
import type { Command } from './command';
import { setupLinkLines } from './setup-link';
import { readPlanFile } from './plan';
import { valueOrFail } from './command-result';
import { withMigratedDatabase } from './configured-database';

/** The plan file of a new installation. */
export const seedPlanFile = 'drizzle/seed/telemark-2025-2029.json';

export const firstRun: Command = {
	usage: '',
	summary: 'bring the database up to date; give an empty one its plan and its first administrator',
	internal: true,
	async run({ print, now }) {
		await withMigratedDatabase(async (db) => {
			if ((await loadAllPlans(db.read)).partnerships.length === 0) {
				valueOrFail(
					await importPlan({ db, actor: operator, now }, await readPlanFile(seedPlanFile, seedPlanFile)),
					seedPlanFile
				);
				print('The database was empty: it has been given the Telemark plan.');
			}
			const token = await createFirstAdministrator(db, now);
			if (token === null) return;
			print('There is no administrator yet. The first one sets a password here:');
			for (const line of setupLinkLines(token)) print(line);
		});
	}
};
