import { and, eq, inArray, isNull } from 'drizzle-orm';
import { inWrittenForm, type Localized } from '$lib/domain/localized';
import { areaOfCode, measureCodePattern, nextMeasureCode } from '$lib/domain/measure/measure';
import type { ValidationError } from '$lib/domain/result';
import { createSlug } from '$lib/domain/slug';
import type { Queryable } from '../database/database';
import { evaluation, focusArea, measure } from '../database/schema';
import { runningRound } from '../rounds/queries';

/** The area and code of a measure: area null is across the areas, code null is the next free one. */
export interface CodeRequest {
	area: number | null;
	code: string | null;
}

export type FocusAreaRow = typeof focusArea.$inferSelect;

export type CodeAllocation =
	{ ok: true; area: FocusAreaRow | null; code: string } | { ok: false; faults: ValidationError[] };

/**
 * Checks that the area has not ended and finds a free code in it.
 *
 * @param own a code that may be reused, because it is the measure's own
 * @param taken codes allocated to others in the same transaction
 */
export async function allocateCode(
	read: Queryable,
	planId: number,
	{ area: number, code }: CodeRequest,
	{ own, taken = [], at = '' }: { own?: string; taken?: readonly string[]; at?: string } = {}
): Promise<CodeAllocation> {
	const fault = (name: string, why: string): CodeAllocation => ({
		ok: false,
		faults: [{ field: `${at}${name}`, code: why }]
	});
	const [area] =
		number === null
			? [null]
			: await read
					.select()
					.from(focusArea)
					.where(and(eq(focusArea.planId, planId), eq(focusArea.number, number), isNull(focusArea.endedOn)));
	if (area === undefined) return fault('area', 'unknown');
	const rows = await read.select({ code: measure.code }).from(measure).where(eq(measure.planId, planId));
	const others = [...rows.map((one) => one.code).filter((one) => one !== own), ...taken];
	if (code === null)
		return { ok: true, area, code: nextMeasureCode(number, [...others, ...(own ? [own] : [])]) };
	if (!measureCodePattern.test(code)) return fault('code', 'not-a-code');
	if (areaOfCode(code) !== number) return fault('code', 'code-of-other-area');
	return others.includes(code) ? fault('code', 'taken') : { ok: true, area, code };
}

/**
 * Returns the given measures with an evaluation in the running round. They cannot change until it closes,
 * because the evaluation describes them.
 */
export async function reportedInRunningRound(
	read: Queryable,
	planId: number,
	ids: readonly string[]
): Promise<string[]> {
	const round = await runningRound(read, planId);
	if (!round) return [];
	const rows = await read
		.select({ id: evaluation.measureId })
		.from(evaluation)
		.where(and(eq(evaluation.roundId, round.id), inArray(evaluation.measureId, [...ids])));
	return rows.map((one) => one.id);
}

/** Returns a readable id that no measure of any plan has. */
export async function generateMeasureId(
	read: Queryable,
	title: Localized,
	taken: readonly string[] = []
): Promise<string> {
	const rows = await read.select({ id: measure.id }).from(measure);
	return createSlug(
		inWrittenForm(title, 'nb')?.text ?? '',
		new Set([...rows.map((one) => one.id), ...taken])
	);
}
