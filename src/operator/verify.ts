import { createHash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { roundKey } from '$lib/domain/round';
import type { Database } from '$lib/server/database/database';
import { review, round } from '$lib/server/database/schema';
import { Failure, type Command } from './command';
import { counted } from './refusal';
import { withCurrentDatabase } from './storage';

export const verify: Command = {
	usage: '',
	summary: 'check the database’s structure, its references and every review’s seal',
	async run({ print }) {
		await withCurrentDatabase(async (database) => {
			const seals = await faultsOfSeals(database);
			const faults = [...(await faultsOfStorage(database)), ...seals.faults];
			if (faults.length > 0) throw new Failure(`The database has ${counted(faults.length)}.`, faults);
			print(`The database is whole; ${seals.checked} reviews are as they were sealed.`);
		});
	}
};

/** What SQLite finds: damaged pages and indexes, references that lead nowhere. */
export async function faultsOfStorage({ read }: Database): Promise<string[]> {
	const integrity = await read.all<{ integrity_check: string }>(sql`PRAGMA integrity_check`);
	const references = await read.all<{ table: string; rowid: number; parent: string }>(
		sql`PRAGMA foreign_key_check`
	);
	return [
		...integrity.map((one) => one.integrity_check).filter((said) => said !== 'ok'),
		...references.map((one) => `${one.table}, row ${one.rowid}: refers to no row of ${one.parent}`)
	];
}

/** Reviews whose content is no longer what was sealed (domain.md §4 rule 4). */
async function faultsOfSeals({ read }: Database): Promise<{ checked: number; faults: string[] }> {
	const reviews = await read
		.select({
			year: round.year,
			kind: round.kind,
			version: review.version,
			content: review.content,
			sha256: review.sha256
		})
		.from(review)
		.innerJoin(round, eq(round.id, review.roundId));
	const faults = reviews
		.filter((one) => createHash('sha256').update(one.content).digest('hex') !== one.sha256)
		.map((one) => `review ${roundKey(one)}, version ${one.version}: its content does not match its seal`);
	return { checked: reviews.length, faults };
}
