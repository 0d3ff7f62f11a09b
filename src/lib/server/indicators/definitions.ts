import { and, eq } from 'drizzle-orm';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import type { TargetTrajectory } from '$lib/domain/indicator';
import type { Localized } from '$lib/domain/localized';
import { ok, refuseInvalid, refuse, type Result } from '$lib/domain/result';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { changedFields } from '../database/event-log';
import { indicator, indicatorTarget, plan } from '../database/schema';
import { indicatorsOfMeasure, type Indicator } from './queries';
import { runMeasureCommand, type MeasureTarget } from '../measures/run-command';

/** The definition of an indicator, without its readings. */
export interface IndicatorInput extends TargetTrajectory {
	name: Localized;
	unit: Localized;
	source: string | null;
}

/** An indicator, and the version of its measure the change is based on. */
export interface DefinitionTarget extends MeasureTarget {
	id: number;
}

/** The most indicators that a measure's page and an evaluation can show. */
const maxIndicators = 12;

/** Adds an indicator to a measure. Refuses targets outside the plan's years. */
export async function addIndicator(
	context: Context,
	target: MeasureTarget,
	input: IndicatorInput
): Promise<Result<{ version: number; indicator: number }>> {
	let made = 0;
	const outcome = await runMeasureCommand(context, target, async (tx, found, save) => {
		const faults = await validateIndicator(tx, target.planId, input);
		if (faults.length > 0) return refuseInvalid(...faults);
		const all = await indicatorsOfMeasure(tx, found.id);
		if (all.length >= maxIndicators) return refuseInvalid({ field: 'name.nb', code: 'too-many-indicators' });
		const { targets, ...own } = input;
		const [row] = await tx
			.insert(indicator)
			.values({ ...own, measureId: found.id, place: all.length + 1 })
			.returning({ id: indicator.id });
		made = row!.id;
		await writeTargets(tx, made, { before: [], after: targets });
		return save({ verb: 'add-indicator', before: {}, after: { indicator: indicatorForLog(input) } });
	});
	return outcome.ok ? ok({ ...outcome.value, indicator: made }) : outcome;
}

/** Edits an indicator's definition and targets. Its readings stay. */
export async function editIndicator(
	context: Context,
	{ id, ...target }: DefinitionTarget,
	input: IndicatorInput
): Promise<Result<{ version: number }>> {
	return runMeasureCommand(context, target, async (tx, found, save) => {
		const before = await findIndicator(tx, found.id, id);
		if (!before) return refuse({ code: 'not-found' });
		const faults = await validateIndicator(tx, target.planId, input);
		if (faults.length > 0) return refuseInvalid(...faults);
		const difference = changedFields<Record<string, unknown>>(
			{ indicator: indicatorForLog(before) },
			{ indicator: indicatorForLog(input, before.endedOn) }
		);
		if (!difference) return ok({ version: found.version });
		const { targets, ...own } = input;
		await tx.update(indicator).set(own).where(eq(indicator.id, id));
		await writeTargets(tx, id, { before: before.targets, after: targets });
		return save({ verb: 'edit-indicator', ...difference });
	});
}

/** Ends an indicator or restores it. Its readings stay. */
export async function endIndicator(
	context: Context,
	{ id, ...target }: DefinitionTarget,
	ended: boolean
): Promise<Result<{ version: number }>> {
	return runMeasureCommand(context, target, async (tx, found, save) => {
		const before = await findIndicator(tx, found.id, id);
		if (!before) return refuse({ code: 'not-found' });
		if ((before.endedOn !== null) === ended) return ok({ version: found.version });
		const endedOn = ended ? toOsloDate(context.now) : null;
		await tx.update(indicator).set({ endedOn }).where(eq(indicator.id, id));
		return save({
			verb: ended ? 'end-indicator' : 'resume-indicator',
			before: { indicator: indicatorForLog(before) },
			after: { indicator: indicatorForLog(before, endedOn) }
		});
	});
}

async function findIndicator(tx: Transaction, measureId: string, id: number): Promise<Indicator | null> {
	return (await indicatorsOfMeasure(tx, measureId)).find((one) => one.id === id) ?? null;
}

async function validateIndicator(
	tx: Transaction,
	planId: number,
	{ baseline, baselineOn, targets }: IndicatorInput
) {
	const [found] = await tx
		.select({ from: plan.fromYear, to: plan.toYear })
		.from(plan)
		.where(eq(plan.id, planId));
	const outside = targets.filter(({ year }) => !found || year < found.from || year > found.to);
	return [
		// A baseline needs a date to be drawn.
		...(baseline !== null && baselineOn === null ? [{ field: 'baselineOn', code: 'required' }] : []),
		...(baseline === null && baselineOn !== null ? [{ field: 'baseline', code: 'required' }] : []),
		...outside.map(({ year }) => ({ field: `target.${year}`, code: 'outside-plan' }))
	];
}

/** Returns an indicator's definition for the change log. */
function indicatorForLog(
	{
		name,
		unit,
		direction,
		baseline,
		baselineOn,
		source,
		targets,
		...rest
	}: IndicatorInput & {
		endedOn?: CalendarDate | null;
	},
	endedOn: CalendarDate | null = rest.endedOn ?? null
) {
	const years = targets.map(({ year, value }) => ({ year, value })).sort((a, b) => a.year - b.year);
	return { name, unit, direction, baseline, baselineOn, source, targets: years, endedOn };
}

/** Writes only the targets that were added, removed or changed. */
async function writeTargets(
	tx: Transaction,
	indicatorId: number,
	{ before, after }: Record<'before' | 'after', TargetTrajectory['targets']>
): Promise<void> {
	const was = new Map(before.map(({ year, value }) => [year, value]));
	const is = new Map(after.map(({ year, value }) => [year, value]));
	for (const [year, value] of is) {
		if (was.get(year) === value) continue;
		if (was.has(year)) await tx.update(indicatorTarget).set({ value }).where(targetOfYear(indicatorId, year));
		else await tx.insert(indicatorTarget).values({ indicatorId, year, value });
	}
	for (const year of was.keys())
		if (!is.has(year)) await tx.delete(indicatorTarget).where(targetOfYear(indicatorId, year));
}

function targetOfYear(indicatorId: number, year: number) {
	return and(eq(indicatorTarget.indicatorId, indicatorId), eq(indicatorTarget.year, year));
}
