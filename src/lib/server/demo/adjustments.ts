import type { DemoAdjustment } from '$lib/forms/demo-file';
import { saveAddition } from '../adjustments/additions';
import { adoptAdjustment } from '../workflows/adopt-adjustment';
import { openAdjustment, decideItem } from '../adjustments/commands';
import { at, editOf, type DemoPlan } from './demo-plan';

/** Schedules a year's adjustment, to its adoption where it is adopted. */
export function scheduleAdjustment(demo: DemoPlan, adjustment: DemoAdjustment): void {
	const { ssu } = demo.actors;
	const { opensOn, settledOn, adopted } = adjustment;
	const target = { planId: demo.id, year: adjustment.year };
	demo.schedule(at(opensOn, 8), ssu, (context) => openAdjustment(context, target));
	for (const { measure, texts, ...settlement } of adjustment.items)
		demo.schedule(at(settledOn, 8), ssu, async (context) => {
			const {
				details,
				target: { code }
			} = await demo.currentMeasure(measure);
			const outcome = texts && { madeFrom: details.version, edit: editOf(details, texts) };
			return decideItem(context, { ...target, code, version: null }, { ...settlement, outcome });
		});
	for (const { area, reason, ...texts } of adjustment.additions)
		demo.schedule(at(settledOn, 8), ssu, (context) => {
			const edit = { ...texts, ...emptyEdit };
			return saveAddition(context, target, { area, code: null, edit, reason });
		});
	if (adopted)
		demo.schedule(at(adopted.on, 8), ssu, (context) => adoptAdjustment(context, target, adopted.decision));
}

const emptyEdit = { targetGroup: null, expectedEffect: null, contact: null, body: null, deadlineWords: null };
