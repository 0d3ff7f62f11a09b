import { addDays } from '$lib/domain/calendar/calendar-date';
import type { DemoIndicator } from '$lib/forms/demo-file';
import { addReading } from '../indicators/commands';
import { addIndicator } from '../indicators/definitions';
import { at, type DemoPlan } from './demo-plan';

/** Schedules an indicator, and each of its readings five days after the day it is for. */
export function scheduleIndicator(
	demo: DemoPlan,
	{ measure, addedOn, readings, ...input }: DemoIndicator
): void {
	const { code, reporter } = demo.measure(measure);
	let indicator = 0;
	demo.schedule(at(addedOn, 7), demo.actors.ssu, async (context) => {
		const { target } = await demo.currentMeasure(measure);
		const outcome = await addIndicator(context, target, input);
		if (outcome.ok) ({ indicator } = outcome.value);
		return outcome;
	});
	for (const reading of readings)
		demo.schedule(at(addDays(reading.on, 5), 7), reporter, (context) =>
			addReading(context, { planId: demo.id, code, indicator }, { ...reading, source: input.source ?? '' })
		);
}
