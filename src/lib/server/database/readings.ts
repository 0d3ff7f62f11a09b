import { eq } from 'drizzle-orm';
import { dayIn, type CalendarDate } from '$lib/domain/calendar';
import { latestReading, type ToldReading } from '$lib/domain/indicator';
import type { Fault } from '$lib/domain/outcome';
import type { Localized } from '$lib/domain/localized';
import type { Actor } from '$lib/domain/permission';
import type { Turn } from './database';
import { record } from './history';
import { indicatorReading } from './schema';

/** Who gives a reading, and when. */
interface Given {
	actor: Actor;
	now: Date;
}

/** An indicator as far as its readings concern it. */
interface Indicator {
	id: number;
	name: Localized;
	unit: Localized;
	source: string | null;
	endedOn: CalendarDate | null;
	readings: readonly (ReadingInput & { id: number })[];
}

/** What an indicator showed on a day, and how that is known. */
export interface ReadingInput {
	on: CalendarDate;
	value: number;
	source: string;
}

/** Why a reading cannot be taken; null where it can. */
export function faultOfReading({ now }: Pick<Given, 'now'>, indicator: Indicator, input: ReadingInput) {
	if (indicator.endedOn !== null) return 'indicator-ended';
	if (input.on > dayIn(now)) return 'in-future';
	if (!Number.isFinite(input.value)) return 'not-a-number';
	return null;
}

/** The measure a reading is told of in history. */
interface Of {
	planId: number;
	measureId: string;
}

/**
 * Writes a reading in the turn of a command that has asked for authority and looked for faults: a new
 * one, or the same day's with another value. Nothing where it stands already.
 */
export async function writeReading(
	{ actor, now }: Given,
	tx: Turn,
	{ planId, measureId }: Of,
	indicator: Indicator,
	input: ReadingInput
): Promise<void> {
	const before = indicator.readings.find(({ on }) => on === input.on) ?? null;
	if (before?.value === input.value && before.source === input.source) return;
	const values = { ...input, by: actor.name, at: now.toISOString() };
	if (before) await tx.update(indicatorReading).set(values).where(eq(indicatorReading.id, before.id));
	else await tx.insert(indicatorReading).values({ ...values, indicatorId: indicator.id });
	await record(tx, actor, now, {
		planId,
		verb: before ? 'correct-reading' : 'add-reading',
		noun: 'measure',
		nounId: measureId,
		before: before ? { reading: readingFacts(indicator, before) } : {},
		after: { reading: readingFacts(indicator, input) }
	});
}

/** What history tells of a reading. */
export function readingFacts(indicator: Indicator, { on, value, source }: ReadingInput) {
	return { of: indicator.name, unit: indicator.unit, on, value, source };
}

/** Readings that can stand, and what is wrong with the others, each under its field's name in the form. */
export interface Weighed {
	good: { indicator: Indicator; input: ReadingInput }[];
	faults: Fault[];
}

/**
 * Looks at the readings of a report before anything of it is written.
 *
 * @param indicators the measure's
 */
export function weighReadings(
	given: Pick<Given, 'now'>,
	indicators: readonly Indicator[],
	told: readonly ToldReading[]
): Weighed {
	const byId = new Map(indicators.map((one) => [one.id, one]));
	const weighed: Weighed = { good: [], faults: [] };
	for (const { indicator: id, on, value } of told) {
		const indicator = byId.get(id);
		const shown = value === 'same' ? latestReading(indicator?.readings ?? [])?.value : value;
		const input = { on, value: shown ?? Number.NaN, source: indicator?.source ?? '' };
		const code = indicator ? faultOfReading(given, indicator, input) : 'indicator-ended';
		if (code === 'in-future') weighed.faults.push({ field: `readingOn.${id}`, code });
		else if (code) weighed.faults.push({ field: `reading.${id}`, code });
		else if (indicator) weighed.good.push({ indicator, input });
	}
	return weighed;
}

/** Enters the readings of a report in the report's own turn. A day that has a reading is corrected. */
export async function enterReadings(given: Given, tx: Turn, of: Of, good: Weighed['good']): Promise<void> {
	for (const { indicator, input } of good) await writeReading(given, tx, of, indicator, input);
}
