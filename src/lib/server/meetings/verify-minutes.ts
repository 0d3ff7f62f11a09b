import type { Queryable } from '../database/database';
import { minutes } from '../database/schema';
import { sha256 } from '../identity/hash';

/**
 * Compares every approved version of minutes with its seal (domain-rules.md §4.1). The content of a version that was
 * redacted is deleted; a later version has it with a mark.
 */
export async function verifyMinutes(
	read: Queryable
): Promise<{ checked: number; broken: { meetingId: number; version: number }[] }> {
	const rows = await read.select().from(minutes);
	const broken = rows
		.filter((one) => (one.content === '' ? one.redactedAt === null : sha256(one.content) !== one.sha256))
		.map(({ meetingId, version }) => ({ meetingId, version }));
	return { checked: rows.length, broken };
}
