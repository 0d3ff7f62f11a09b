import { checkHistory } from '$lib/server/database/check-history';
import type { Database } from '$lib/server/database/database';
import { checkIntegrity } from '$lib/server/database/maintenance';
import { verifyMinutes } from '$lib/server/meetings/verify-minutes';
import { verifySeals } from '$lib/server/reviews/verify-seals';
import { CommandError, type Command } from './command';
import { faultCount } from './command-result';
import { withCurrentDatabase } from './configured-database';

export const verify: Command = {
	usage: '',
	summary:
		'check the database’s structure, its references, its event log and the seals of reviews and minutes',
	async run({ print }) {
		await withCurrentDatabase(async (database) => {
			const { faults, reviews } = await verifyDatabase(database);
			if (faults.length > 0) throw new CommandError(`The database has ${faultCount(faults.length)}.`, faults);
			print(`The database is whole; ${reviews} reviews are as they were sealed.`);
		});
	}
};

/** Checks a database of this version; returns its faults, one sentence each, and its number of reviews. */
export async function verifyDatabase(database: Database): Promise<{ faults: string[]; reviews: number }> {
	const { checked, broken } = await verifySeals(database.read);
	const minutes = await verifyMinutes(database.read);
	const faults = [
		...(await checkIntegrity(database)),
		...(await checkHistory(database.read)),
		...broken.map(
			({ round, version }) => `review ${round}, version ${version}: its content does not match its seal`
		),
		...minutes.broken.map(
			({ meetingId, version }) =>
				`minutes of meeting ${meetingId}, version ${version}: their content does not match their seal`
		)
	];
	return { faults, reviews: checked };
}
