import { and, eq } from 'drizzle-orm';
import { instantToOsloDate } from '$lib/domain/calendar/calendar-date';
import type { Verdict } from '$lib/domain/verdict';
import type { Queryable } from '../database/database';
import { areaVerdict, focusArea } from '../database/schema';

export interface VersionedVerdict extends Verdict {
	version: number;
}

/** Returns the verdicts of a round by area number. One statement. */
export async function verdictsIn(read: Queryable, roundId: number): Promise<Map<number, VersionedVerdict>> {
	const rows = await read
		.select({ verdict: areaVerdict, number: focusArea.number })
		.from(areaVerdict)
		.innerJoin(focusArea, eq(focusArea.id, areaVerdict.areaId))
		.where(eq(areaVerdict.roundId, roundId));
	return new Map(rows.map(({ verdict, number }) => [number, toVerdict(verdict)]));
}

/** Returns an area's verdict in a round, or null. */
export async function verdictOfArea(
	read: Queryable,
	roundId: number,
	areaId: number
): Promise<VersionedVerdict | null> {
	const [row] = await read
		.select()
		.from(areaVerdict)
		.where(and(eq(areaVerdict.roundId, roundId), eq(areaVerdict.areaId, areaId)));
	return row ? toVerdict(row) : null;
}

function toVerdict({
	status,
	text,
	lang,
	by,
	at,
	version
}: typeof areaVerdict.$inferSelect): VersionedVerdict {
	return { status, text, lang, by, on: instantToOsloDate(at), version };
}
