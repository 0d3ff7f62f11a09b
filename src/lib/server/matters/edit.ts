import { and, asc, eq, inArray } from 'drizzle-orm';
import type { WrittenForm } from '$lib/domain/localized';
import { isClosedMatter } from '$lib/domain/matter/matter';
import type { WebLink } from '$lib/domain/measure/web-link';
import type { Actor } from '$lib/domain/permission';
import { ok, refuse, type Result } from '$lib/domain/result';
import { denial } from '../authorization';
import type { Context } from '../context';
import type { Queryable, Transaction } from '../database/database';
import { appendEvent, changedFields } from '../database/event-log';
import { focusArea, matter, matterArea, matterDecision, matterMeasure, measure } from '../database/schema';
import { readableAmong } from '../decisions/queries';
import { resolveMatterLinks, type MatterPlace } from './plan-links';
import { matterById, senderPersonId } from './queries';

/** Fields of a matter that can be edited. */
export interface MatterEdit {
	title: string;
	text: string;
	lang: WrittenForm;
	concerns: string;
	wish: string;
	treatedAtHome: boolean | null;
	/** Codes of measures in the plan of the page. */
	measures: readonly string[];
	/** Numbers of its areas. */
	areas: readonly number[];
	links: WebLink[] | null;
	/** Ids of earlier decisions that the actor may read. */
	decisions?: readonly number[];
}

/**
 * Loads what an actor edits of a matter, with its version; null if it is unknown. Links to other plans, and to
 * decisions that the actor may not read, are left out.
 */
export async function editedMatter(
	read: Queryable,
	{ partnershipId, planId, id }: MatterPlace & { id: number },
	actor: Actor
): Promise<{ version: number; values: MatterEdit } | null> {
	const found = await matterById(read, partnershipId, id);
	if (!found) return null;
	const { title, text, lang, concerns, wish, treatedAtHome, links, version } = found;
	const linked = await linksToPlan(read, id, planId ?? 0);
	const measures = linked.measures.map(({ code }) => code ?? '').filter(Boolean);
	const areas = linked.areas.map(({ number }) => number);
	const texts = { title, text, lang, concerns, wish, treatedAtHome, links };
	const decisions = await linkedDecisions(read, { partnershipId, actor }, id);
	return { version, values: { ...texts, measures, areas, decisions } };
}

/** True if the actor may edit a matter: the secretariat, and its sender until it is triaged. */
export async function mayEditMatter(
	read: Queryable,
	{ actor }: Pick<Context, 'actor'>,
	{ partnershipId, id }: { partnershipId: number; id: number }
): Promise<boolean> {
	const found = await matterById(read, partnershipId, id);
	if (!found || isClosedMatter(found.state)) return false;
	return (await editDenial(read, actor, found)) === null;
}

/**
 * Saves a matter's texts and links to the plan. Refuses a closed matter, an older version and unknown links; saves
 * nothing if nothing has changed.
 */
export async function editMatter(
	{ db, actor, now }: Context,
	target: MatterPlace & { id: number; version: number },
	values: MatterEdit
): Promise<Result> {
	return db.write(async (tx) => {
		const found = await matterById(tx, target.partnershipId, target.id);
		const denied = await editDenial(tx, actor, {
			state: found?.state ?? 'treated',
			...{ id: target.id, partnershipId: target.partnershipId }
		});
		if (denied) return denied;
		const before = await editedMatter(tx, target, actor);
		if (!found || !before) return refuse({ code: 'not-found' });
		if (found.version !== target.version) return refuse({ code: 'stale', current: before.values });
		if (isClosedMatter(found.state)) return refuse({ code: 'wrong-state', state: found.state });
		const links = await resolveMatterLinks(tx, { ...target, actor }, { ...values, body: null });
		if (!links.ok) return links;
		const decisions =
			values.decisions === undefined
				? (before.values.decisions ?? [])
				: links.value.decisionIds.toSorted((a, b) => a - b);
		const changed = changedFields<Record<string, unknown>>({ ...before.values }, { ...values, decisions });
		if (!changed) return ok();
		const { measures: _measures, areas: _areas, decisions: _decisions, ...columns } = values;
		await tx
			.update(matter)
			.set({ ...columns, version: found.version + 1 })
			.where(eq(matter.id, found.id));
		await replaceLinks(tx, { matterId: found.id, planId: target.planId ?? 0 }, links.value);
		await replaceDecisions(tx, found.id, { before: before.values.decisions ?? [], after: decisions });
		await appendEvent(tx, actor, now, {
			...{ planId: null, verb: 'edit-matter', noun: 'matter', nounId: found.id, ...changed }
		});
		return ok();
	});
}

async function editDenial(
	read: Queryable,
	actor: Context['actor'],
	{ partnershipId, id, state }: { partnershipId: number; id: number; state: string }
) {
	const isOwn = actor.personId !== null && (await senderPersonId(read, id)) === actor.personId;
	const isOpen = state === 'received' || state === 'returned';
	return denial(read, actor, {
		...{ action: isOwn && isOpen ? 'matter.register' : 'matter.triage', partnershipId }
	});
}

/** Returns a matter's links to measures and areas of a plan. */
async function linksToPlan(read: Queryable, matterId: number, planId: number) {
	const measures = await read
		.select({ id: measure.id, code: measure.code, planId: measure.planId })
		.from(matterMeasure)
		.innerJoin(measure, eq(measure.id, matterMeasure.measureId))
		.where(eq(matterMeasure.matterId, matterId))
		.orderBy(asc(measure.code));
	const areas = await read
		.select({ id: focusArea.id, number: focusArea.number, planId: focusArea.planId })
		.from(matterArea)
		.innerJoin(focusArea, eq(focusArea.id, matterArea.areaId))
		.where(eq(matterArea.matterId, matterId))
		.orderBy(asc(focusArea.number));
	return {
		measures: measures.filter((one) => one.planId === planId),
		areas: areas.filter((one) => one.planId === planId)
	};
}

async function replaceLinks(
	tx: Transaction,
	{ matterId, planId }: { matterId: number; planId: number },
	{ measureIds, areaIds }: { measureIds: string[]; areaIds: number[] }
): Promise<void> {
	const earlier = await linksToPlan(tx, matterId, planId);
	const goneMeasures = earlier.measures.map(({ id }) => id).filter((id) => !measureIds.includes(id));
	const goneAreas = earlier.areas.map(({ id }) => id).filter((id) => !areaIds.includes(id));
	await tx
		.delete(matterMeasure)
		.where(and(eq(matterMeasure.matterId, matterId), inArray(matterMeasure.measureId, goneMeasures)));
	await tx
		.delete(matterArea)
		.where(and(eq(matterArea.matterId, matterId), inArray(matterArea.areaId, goneAreas)));
	if (measureIds.length > 0)
		await tx
			.insert(matterMeasure)
			.values(measureIds.map((measureId) => ({ matterId, measureId })))
			.onConflictDoNothing();
	if (areaIds.length > 0)
		await tx
			.insert(matterArea)
			.values(areaIds.map((areaId) => ({ matterId, areaId })))
			.onConflictDoNothing();
}

/** Returns the decisions a matter is linked to that an actor may read, by id. */
async function linkedDecisions(
	read: Queryable,
	reader: { partnershipId: number; actor: Actor },
	matterId: number
): Promise<number[]> {
	const rows = await read
		.select({ id: matterDecision.decisionId })
		.from(matterDecision)
		.where(eq(matterDecision.matterId, matterId));
	const readable = await readableAmong(
		read,
		reader,
		rows.map(({ id }) => id)
	);
	return readable.toSorted((a, b) => a - b);
}

async function replaceDecisions(
	tx: Transaction,
	matterId: number,
	{ before, after }: { before: readonly number[]; after: readonly number[] }
): Promise<void> {
	const gone = before.filter((id) => !after.includes(id));
	await tx
		.delete(matterDecision)
		.where(and(eq(matterDecision.matterId, matterId), inArray(matterDecision.decisionId, gone)));
	if (after.length > 0)
		await tx
			.insert(matterDecision)
			.values(after.map((decisionId) => ({ matterId, decisionId })))
			.onConflictDoNothing();
}
