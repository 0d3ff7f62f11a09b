import { eq } from 'drizzle-orm';
import { toOsloDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import {
	latestReading,
	type ReadingGap,
	type ReadingValue,
	type ReportedReading
} from '$lib/domain/indicator';
import type { ValidationError } from '$lib/domain/result';
import type { Localized } from '$lib/domain/localized';
import type { Actor } from '$lib/domain/permission';
import type { Transaction } from './database';
import type { NewEvent } from './event-log';
import { indicatorReading } from './schema';

/** The actor who enters a reading, and the time. */
interface ReadingContext {
	actor: Actor;
	now: Date;
}

/** The fields of an indicator that its readings need. */
interface Indicator {
	id: number;
	name: Localized;
	unit: Localized;
	source: string | null;
	endedOn: CalendarDate | null;
	readings: readonly (ReadingInput & { id: number })[];
}

/** A reading's value, day and source. */
export interface ReadingInput {
	on: CalendarDate;
	value: ReadingValue;
	source: string;
}

/** Returns why a reading is rejected; null if it is valid. */
export function readingFault(
	{ now }: Pick<ReadingContext, 'now'>,
	indicator: Indicator,
	input: ReadingInput
) {
	if (indicator.endedOn !== null) return 'indicator-ended';
	if (input.on > toOsloDate(now)) return 'in-future';
	if (typeof input.value === 'number' && !Number.isFinite(input.value)) return 'not-a-number';
	return null;
}

/** Returns the columns that store a value or the reason why there is none. */
export function readingColumns(value: ReadingValue): { value: number | null; gap: ReadingGap | null } {
	return typeof value === 'number' ? { value, gap: null } : { value: null, gap: value };
}

/** Returns the value of stored columns, or the reason why there is none. */
export function readingValue({ value, gap }: ReturnType<typeof readingColumns>): ReadingValue {
	return gap ?? value ?? Number.NaN;
}

/** The measure that a reading's event belongs to. */
interface ReadingMeasure {
	planId: number;
	measureId: string;
}

/**
 * Writes a reading in the transaction of a command that has checked permission and validity. Updates the
 * reading of the same day.
 *
 * @returns the event to record once all rows are written; null if the reading is unchanged
 */
async function writeReading(
	{ actor, now }: ReadingContext,
	tx: Transaction,
	{ planId, measureId, indicator, input }: ReadingMeasure & CheckedReading
): Promise<NewEvent | null> {
	const before = indicator.readings.find(({ on }) => on === input.on) ?? null;
	if (before?.value === input.value && before.source === input.source) return null;
	const values = { ...input, ...readingColumns(input.value), by: actor.name, at: now.toISOString() };
	if (before) await tx.update(indicatorReading).set(values).where(eq(indicatorReading.id, before.id));
	else await tx.insert(indicatorReading).values({ ...values, indicatorId: indicator.id });
	return {
		planId,
		verb: before ? 'correct-reading' : 'add-reading',
		noun: 'measure',
		nounId: measureId,
		before: before ? { reading: readingEventData(indicator, before) } : {},
		after: { reading: readingEventData(indicator, input) }
	};
}

/** Returns the event data of a reading. */
export function readingEventData(indicator: Indicator, { on, value, source }: ReadingInput) {
	return { of: indicator.name, unit: indicator.unit, on, value, source };
}

interface CheckedReading {
	indicator: Indicator;
	input: ReadingInput;
}

/** Valid readings, and the errors of the others by form field name. */
export interface CheckedReadings {
	good: CheckedReading[];
	faults: ValidationError[];
}

/**
 * Checks the readings of an evaluation before any of it is written.
 *
 * @param indicators the measure's
 */
export function checkReadings(
	context: Pick<ReadingContext, 'now'>,
	indicators: readonly Indicator[],
	reported: readonly ReportedReading[]
): CheckedReadings {
	const byId = new Map(indicators.map((one) => [one.id, one]));
	const checked: CheckedReadings = { good: [], faults: [] };
	for (const { indicator: id, on, value } of reported) {
		const indicator = byId.get(id);
		const shown = value === 'same' ? latestReading(indicator?.readings ?? [])?.value : value;
		const input = { on, value: shown ?? Number.NaN, source: indicator?.source ?? '' };
		const code = indicator ? readingFault(context, indicator, input) : 'indicator-ended';
		if (code === 'in-future') checked.faults.push({ field: `readingOn.${id}`, code });
		else if (code) checked.faults.push({ field: `reading.${id}`, code });
		else if (indicator) checked.good.push({ indicator, input });
	}
	return checked;
}

/** Writes readings as `writeReading` does. Returns the events to record once all rows are written. */
export async function writeReadings(
	context: ReadingContext,
	tx: Transaction,
	{ readings, ...measure }: ReadingMeasure & { readings: readonly CheckedReading[] }
): Promise<NewEvent[]> {
	const events: NewEvent[] = [];
	for (const reading of readings) {
		const event = await writeReading(context, tx, { ...measure, ...reading });
		if (event) events.push(event);
	}
	return events;
}
