import { ok } from '$lib/domain/result';
import type { DemoRollout } from '$lib/forms/demo-file';
import { confirmRollout, setIntroducedAtHome, reportRollout } from '../rollout/commands';
import { at, type DemoPlan } from './demo-plan';

/** Schedules the introduction of a measure partner by partner, each reported by its own representative. */
export function scheduleRollout(demo: DemoPlan, { measure, decidedOn, partners }: DemoRollout): void {
	demo.schedule(at(decidedOn, 7), demo.actors.ssu, async (context) => {
		const { details, target } = await demo.currentMeasure(measure);
		return details.introducedAtHome ? ok() : setIntroducedAtHome(context, target, true);
	});
	for (const partner of partners) schedulePartner(demo, { measure, decidedOn }, partner);
}

function schedulePartner(
	demo: DemoPlan,
	{ measure, decidedOn }: Pick<DemoRollout, 'measure' | 'decidedOn'>,
	{ partner, steps, note, lang, confirmedOn }: DemoRollout['partners'][number]
): void {
	const representative = demo.actors.representativeOf(partner);
	const target = { planId: demo.id, measure: demo.measure(measure).code, partner };
	let version: number | null = null;
	for (const step of steps)
		demo.schedule(at(step.on < decidedOn ? decidedOn : step.on, 8), representative, async (context) => {
			const input = { state: step.state, since: step.on, note: step === steps.at(-1) ? note : '', lang };
			const outcome = await reportRollout(context, { ...target, version }, input);
			if (outcome.ok) ({ version } = outcome.value);
			return outcome;
		});
	if (confirmedOn)
		demo.schedule(at(confirmedOn, 9), representative, (context) =>
			confirmRollout(context, { ...target, version })
		);
}
