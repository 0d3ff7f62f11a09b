import { eq } from 'drizzle-orm';
import { dayIn, type CalendarDate } from '$lib/domain/calendar';
import { latestReading } from '$lib/domain/indicator';
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

/** A reading as a report gives it. */
export interface ReportedReading {
	indicator: number;
	on: CalendarDate;
	/** "same" where it shows what it showed last time. */
	value: number | 'same';
}

/**
 * Takes the readings of a report, in the report's own turn and before anything else of it is written.
 * A day that has a reading is corrected: a report may be saved again.
 *
 * @param indicators the measure's
 * @returns what is wrong, each under its field's name in the form; then nothing is written
 */
export async function takeReadings(
	given: Given,
	tx: Turn,
	of: Of,
	indicators: readonly Indicator[],
	reported: readonly ReportedReading[]
): Promise<Fault[]> {
	const byId = new Map(indicators.map((one) => [one.id, one]));
	const faults: Fault[] = [];
	const taken: { indicator: Indicator; input: ReadingInput }[] = [];
	for (const { indicator: id, on, value } of reported) {
		const indicator = byId.get(id);
		const shown = value === 'same' ? latestReading(indicator?.readings ?? [])?.value : value;
		const input = { on, value: shown ?? Number.NaN, source: indicator?.source ?? '' };
		const code = indicator ? faultOfReading(given, indicator, input) : 'indicator-ended';
		if (code === 'in-future') faults.push({ field: `readingOn.${id}`, code });
		else if (code) faults.push({ field: `reading.${id}`, code });
		else if (indicator) taken.push({ indicator, input });
	}
	if (faults.length > 0) return faults;
	for (const { indicator, input } of taken) await writeReading(given, tx, of, indicator, input);
	return [];
}
