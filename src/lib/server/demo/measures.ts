import { eq } from 'drizzle-orm';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import { ok } from '$lib/domain/result';
import type { DemoMeasure, DemoValueTies } from '$lib/forms/demo-file';
import { decision } from '../database/schema';
import { editMeasure, setMilestones } from '../measures/commands';
import { setMeasureValues } from '../measures/value-ties';
import { changeLifecycleByDecision } from '../workflows/change-lifecycle';
import { at, editOf, type DemoPlan } from './demo-plan';

/** Schedules a measure's dates and milestones on `plannedOn`, and each milestone on the day it is done. */
export function schedulePlanning(
	demo: DemoPlan,
	{ measure, startsOn, deadline, deadlineWords, milestones }: DemoMeasure,
	plannedOn: CalendarDate
): void {
	const { ssu } = demo.actors;
	demo.schedule(at(plannedOn), ssu, async (context) => {
		const { details, target } = await demo.currentMeasure(measure);
		return editMeasure(context, target, editOf(details, { startsOn, deadline, deadlineWords }));
	});
	const doneLater = milestones.flatMap(({ doneOn }) => (doneOn && doneOn > plannedOn ? [doneOn] : []));
	for (const day of new Set([plannedOn, ...doneLater]))
		demo.schedule(at(day), ssu, async (context) => {
			const { target } = await demo.currentMeasure(measure);
			const doneBy = (doneOn: CalendarDate | null) => (doneOn && doneOn <= day ? doneOn : null);
			const known = milestones.map((one) => ({ ...one, doneOn: doneBy(one.doneOn) }));
			return setMilestones(context, target, known);
		});
}

/** Schedules a measure's new deadline and new lifecycle, where it has them. */
export function scheduleChanges(demo: DemoPlan, { measure, newDeadline, newLifecycle }: DemoMeasure): void {
	const { ssu } = demo.actors;
	if (newDeadline) {
		const { on, deadline, deadlineWords, reason } = newDeadline;
		demo.schedule(at(on), ssu, async (context) => {
			const { details, target } = await demo.currentMeasure(measure);
			return editMeasure(context, target, { ...editOf(details, { deadline, deadlineWords }), reason });
		});
	}
	if (newLifecycle) {
		const { on, lifecycle, reason, decision: title } = newLifecycle;
		demo.schedule(at(on), ssu, async (context) => {
			const { details, target } = await demo.currentMeasure(measure);
			if (details.lifecycle === lifecycle) return ok();
			const [found] = await demo.db.read
				.select({ id: decision.id })
				.from(decision)
				.where(eq(decision.title, title ?? ''));
			return changeLifecycleByDecision(context, target, {
				to: lifecycle,
				reason,
				decisionId: found?.id ?? null
			});
		});
	}
}

/** Schedules the table in which SSU ties measures to core values. */
export function scheduleValueTies(demo: DemoPlan, { on, measures }: DemoValueTies): void {
	demo.schedule(at(on), demo.actors.ssu, async (context) => {
		const rows = [];
		for (const [measure, values] of Object.entries(measures))
			rows.push({ ...(await demo.currentMeasure(measure)).target, values });
		return setMeasureValues(context, demo.id, { rows });
	});
}
