import { and, eq } from 'drizzle-orm';
import type { DemoDecision, DemoMinutesDecision } from '$lib/forms/demo-file';
import { body, decision, matter } from '../database/schema';
import { editDecision, publishDecisions, recordDecision } from '../decisions/commands';
import { editedDecision } from '../decisions/edited';
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
	scheduleEntries(demo, { entries, responsible: values.responsible ?? '' }, () => Promise.resolve(id));
}

/** Schedules what becomes of a decision of minutes: its measures once it is published, and its entries. */
export function scheduleMinutesDecision(demo: DemoPlan, given: DemoMinutesDecision): void {
	const { db, id: planId, actors } = demo;
	const { measures, decidedOn, number } = given;
	const find = async () => {
		const [found] = await db.read
			.select({ id: decision.id })
			.from(decision)
			.innerJoin(body, and(eq(body.id, decision.bodyId), eq(body.slug, given.body)))
			.where(and(eq(decision.decidedOn, decidedOn), eq(decision.number, number)));
		return found?.id ?? 0;
	};
	if (measures.length > 0)
		demo.schedule(at(given.publishedOn, 16), actors.secretariat, async (context) => {
			const { id: partnershipId } = (await partnershipOf(db.read, planId))!;
			const id = await find();
			const { version, values } = (await editedDecision(db.read, { partnershipId, id }))!;
			const edit = {
				...{ ...values, measures, matter: values.matterId, replaces: values.replacesId },
				...{ responsible: values.responsible || null, reason: 'Knyttet til tiltakene det gjelder.' }
			};
			return editDecision(context, { partnershipId, planId, id, version }, edit);
		});
	scheduleEntries(demo, given, find);
}

/** Schedules the entries of those who follow a decision up. */
function scheduleEntries(
	demo: DemoPlan,
	{ entries, responsible }: Pick<DemoMinutesDecision, 'entries' | 'responsible'>,
	find: () => Promise<number>
): void {
	const { db, id: planId, actors } = demo;
	const [kind, key = ''] = responsible.split(':');
	const author = kind === 'partner' ? actors.representativeOf(key) : actors.leaderOf(key);
	for (const { on, state, text } of entries)
		demo.schedule(at(on, 13), author, async (context) => {
			const { id: partnershipId } = (await partnershipOf(db.read, planId))!;
			const { id, version, lang } = (await decisionById(db.read, partnershipId, await find()))!;
			const entry = { state, text, lang, unchanged: state === null };
			return followUpDecision(context, { partnershipId, id, version }, entry);
		});
}
