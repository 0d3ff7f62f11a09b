import { eq } from 'drizzle-orm';
import type { ReadingValue } from '$lib/domain/indicator';
import { ok, refuseInvalid, refuse, type ValidationError, type Result } from '$lib/domain/result';
import { denial } from '../authorization';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import { indicatorReading } from '../database/schema';
import { measureByCode, type Measure } from '../measures/queries';
import { indicatorsOfMeasure, type Indicator } from './queries';
import {
	readingColumns,
	readingFault,
	readingEventData,
	writeReadings,
	type ReadingInput
} from '../database/readings';

/** An indicator of a measure. */
export interface IndicatorTarget {
	planId: number;
	/** The measure's code. */
	code: string;
	indicator: number;
}

/** Adds an indicator's reading for a day. Refuses a day that already has one. */
export async function addReading(
	context: Context,
	target: IndicatorTarget,
	input: ReadingInput
): Promise<Result> {
	return runReadingCommand(context, target, async (tx, measure, found) => {
		const code = readingFault(context, found, input) ?? dayTakenError(found, input);
		if (code) return refuseInvalid({ field: code === 'not-a-number' ? 'value' : 'on', code });
		await recordReadings(context, tx, {
			planId: target.planId,
			measureId: measure.id,
			readings: [{ indicator: found, input }]
		});
		return ok();
	});
}

/**
 * Corrects a reading's value, day or note. History keeps the previous one.
 *
 * @param was the value being corrected; a different stored value is `stale`
 */
export async function correctReading(
	context: Context,
	target: IndicatorTarget & { reading: number; was: ReadingValue },
	input: ReadingInput
): Promise<Result> {
	return runReadingCommand(context, target, async (tx, measure, found) => {
		const before = found.readings.find(({ id }) => id === target.reading);
		if (!before) return refuse({ code: 'not-found' });
		if (before.value !== target.was) return refuse({ code: 'stale', current: before });
		const moved = before.on === input.on ? null : dayTakenError(found, input);
		const code = readingFault(context, found, input) ?? moved;
		if (code) return refuseInvalid({ field: code === 'not-a-number' ? 'value' : 'on', code });
		const { on, value, source } = before;
		if (on === input.on && value === input.value && source === input.source) return ok();
		const { actor, now } = context;
		await tx
			.update(indicatorReading)
			.set({ ...input, ...readingColumns(input.value), by: actor.name, at: now.toISOString() })
			.where(eq(indicatorReading.id, before.id));
		await appendEvent(tx, actor, now, {
			planId: target.planId,
			verb: 'correct-reading',
			noun: 'measure',
			nounId: measure.id,
			before: { reading: readingEventData(found, before) },
			after: { reading: readingEventData(found, input) }
		});
		return ok();
	});
}

/**
 * Imports readings for many indicators, all or none. Identical readings are skipped; a different value on the
 * same day is an error.
 *
 * @returns refuses (`refuseInvalid`) with an error for each bad row, its field the row number
 */
export async function importReadings(
	context: Context,
	target: IndicatorTarget,
	rows: readonly (ReadingInput & { row: number })[]
): Promise<Result<{ added: number; left: number }>> {
	return runReadingCommand(context, target, async (tx, measure, found) => {
		const stands = new Map(found.readings.map((one) => [one.on, one]));
		const fresh = rows.filter(({ on, value }) => stands.get(on)?.value !== value);
		const faults: ValidationError[] = fresh.flatMap((row) => {
			const code = readingFault(context, found, row) ?? dayTakenError(found, row);
			return code ? [{ field: String(row.row), code }] : [];
		});
		if (faults.length > 0) return refuseInvalid(...faults);
		await recordReadings(context, tx, {
			planId: target.planId,
			measureId: measure.id,
			readings: fresh.map(({ row: _row, ...input }) => ({ indicator: found, input }))
		});
		return ok({ added: fresh.length, left: rows.length - fresh.length });
	});
}

/** Writes readings, then records their events. */
async function recordReadings(
	context: Context,
	tx: Transaction,
	readings: Parameters<typeof writeReadings>[2]
): Promise<void> {
	const events = await writeReadings(context, tx, readings);
	for (const event of events) await appendEvent(tx, context.actor, context.now, event);
}

function dayTakenError(found: Indicator, { on }: ReadingInput): 'day-taken' | null {
	return found.readings.some((one) => one.on === on) ? 'day-taken' : null;
}

/** Loads the measure and indicator, checks permission, then runs `apply` in one transaction. */
async function runReadingCommand<T>(
	{ db, actor }: Context,
	{ planId, code, indicator }: IndicatorTarget,
	apply: (tx: Transaction, measure: Measure, found: Indicator) => Promise<Result<T>>
): Promise<Result<T>> {
	return db.write(async (tx) => {
		const measure = await measureByCode(tx, planId, code);
		if (!measure) return refuse({ code: 'not-found' });
		const subject = { planId: measure.planId, responsibleBodyId: measure.bodyId };
		const denied = await denial(tx, actor, { ...subject, action: 'indicator.report' });
		if (denied) return denied;
		const found = (await indicatorsOfMeasure(tx, measure.id)).find(({ id }) => id === indicator);
		if (!found) return refuse({ code: 'not-found' });
		return apply(tx, measure, found);
	});
}
