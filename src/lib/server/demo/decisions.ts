import { and, eq } from 'drizzle-orm';
import type { DemoDecision } from '$lib/forms/demo-file';
import { decision, matter } from '../database/schema';
import { publishDecisions, recordDecision } from '../decisions/commands';
import { followUpDecision } from '../decisions/follow-up';
import { decisionById } from '../decisions/queries';
import { partnershipOf } from '../plans/queries';
import { at, type DemoPlan } from './demo-plan';

/** Schedules a decision: recorded the day after the meeting, published, and followed up by the responsible. */
export function scheduleDecision(
	demo: DemoPlan,
	{ publishedOn, supersedes, matter: treated, entries, ...values }: DemoDecision
): void {
	const { db, id: planId, actors } = demo;
	const { secretariat } = actors;
	let id = 0;
	const partnership = async () => (await partnershipOf(db.read, planId))!.id;
	demo.schedule(at(values.decidedOn, 15), secretariat, async (context) => {
		const partnershipId = await partnership();
		const [earlier] = await db.read
			.select({ id: decision.id })
			.from(decision)
			.where(and(eq(decision.partnershipId, partnershipId), eq(decision.title, supersedes ?? '')));
		const [of] = await db.read
			.select({ id: matter.id })
			.from(matter)
			.where(and(eq(matter.partnershipId, partnershipId), eq(matter.title, treated ?? '')));
		const replacement = earlier ? ('supersedes' as const) : null;
		const given = {
			...values,
			replaces: earlier?.id ?? null,
			replacement,
			matter: of?.id ?? null,
			links: null
		};
		const outcome = await recordDecision(context, { partnershipId, planId }, given);
		if (outcome.ok) ({ id } = outcome.value);
		return outcome;
	});
	if (publishedOn !== null)
		demo.schedule(at(publishedOn, 16), secretariat, async (context) =>
			publishDecisions(context, await partnership(), [id])
		);
	const [kind, key = ''] = (values.responsible ?? '').split(':');
	const responsible = kind === 'partner' ? actors.representativeOf(key) : actors.leaderOf(key);
	for (const { on, state, text } of entries)
		demo.schedule(at(on, 13), responsible, async (context) => {
			const partnershipId = await partnership();
			const { version } = (await decisionById(db.read, partnershipId, id))!;
			const entry = { state, text, lang: values.lang, unchanged: state === null };
			return followUpDecision(context, { partnershipId, id, version }, entry);
		});
}
