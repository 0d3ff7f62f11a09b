import type { DemoYearDate } from '$lib/forms/demo-file';
import { partnershipOf } from '../plans/queries';
import { addYearDate } from '../year/commands';
import { at, type DemoPlan } from './demo-plan';

/** Schedules a date that the secretariat enters into the year wheel. */
export function scheduleYearDate(demo: DemoPlan, { enteredOn, ...values }: DemoYearDate): void {
	const { db, id: planId, actors } = demo;
	demo.schedule(at(enteredOn, 11), actors.secretariat, async (context) =>
		addYearDate(context, (await partnershipOf(db.read, planId))!.id, values)
	);
}
