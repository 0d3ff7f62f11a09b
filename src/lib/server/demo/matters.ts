import type { DemoMatter } from '$lib/forms/demo-file';
import { registerMatter } from '../matters/commands';
import { matterById } from '../matters/queries';
import { triageMatter } from '../matters/steps';
import { partnershipOf } from '../plans/queries';
import { at, type DemoPlan } from './demo-plan';

/** Schedules a matter: its arrival, and what the secretariat decided. */
export function scheduleMatter(demo: DemoPlan, { by, on, decisions, ...values }: DemoMatter): void {
	const { db, id: planId, actors } = demo;
	let id = 0;
	const partnership = async () => (await partnershipOf(db.read, planId))!.id;
	demo.schedule(at(on), actors.leaderOf(by), async (context) => {
		const outcome = await registerMatter(context, { partnershipId: await partnership(), planId }, values);
		if (outcome.ok) ({ id } = outcome.value);
		return outcome;
	});
	for (const { on: day, ...decision } of decisions)
		demo.schedule(at(day, 12), actors.secretariat, async (context) => {
			const partnershipId = await partnership();
			const version = (await matterById(db.read, partnershipId, id))?.version ?? 0;
			return triageMatter(context, { partnershipId, id, version }, { ...decision, target: null });
		});
}
