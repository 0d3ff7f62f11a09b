import { existsSync } from 'node:fs';
import { readOneConfig } from '$lib/server/host-databases';
import type { Database } from '$lib/server/database/database';
import { outageCause } from '$lib/server/database/outage';
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
		try {
			await withMigratedDatabase((db) => fillEmptyDatabase(db, now, print));
		} catch (error) {
			const { DATABASE_REPLICA } = readOneConfig(process.env);
			const cause = outageCause(error);
			if (cause === null || !DATABASE_REPLICA || !existsSync(DATABASE_REPLICA)) throw error;
			print(`${cause} Pages are read from the local copy until it is back.`);
		}
	}
};

/** Processes that start together on an empty server find what the first of them has stored. */
async function fillEmptyDatabase(db: Database, now: Date, print: (line: string) => void): Promise<void> {
	const isEmpty = async () => (await loadAllPlans(db.read)).partnerships.length === 0;
	if (await isEmpty()) {
		const context = { db, actor: operator, now };
		const imported = await importPlan(context, await readPlanFile(seedPlanFile, seedPlanFile));
		if (imported.ok) print('The database was empty: it has been given the Telemark plan.');
		else if (await isEmpty()) valueOrFail(imported, seedPlanFile);
	}
	const token = await createFirstAdministrator(db, now);
	if (token === null) return;
	print('There is no administrator yet. The first one sets a password here:');
	for (const line of setupLinkLines(token)) print(line);
}
