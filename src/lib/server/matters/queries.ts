import { and, asc, count, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Instant } from '$lib/domain/calendar/calendar-date';
import type { Localized } from '$lib/domain/localized';
import type { MatterState } from '$lib/domain/matter/matter';
import type { Queryable } from '../database/database';
import {
	body,
	event,
	focusArea,
	matter,
	matterArea,
	matterMeasure,
	matterSender,
	measure,
	plan
} from '../database/schema';

export type Matter = typeof matter.$inferSelect;

/** A matter as lists show it. */
interface ListedMatter {
	id: number;
	title: string;
	lang: Matter['lang'];
	origin: Matter['origin'];
	state: MatterState;
	receivedAt: Instant;
	body: Localized | null;
	bodySlug: string | null;
}

/** One page of a partnership's matters; all states if `state` is null. */
interface MatterSelection {
	partnershipId: number;
	state: MatterState | null;
	page: number;
	pageSize: number;
}

/** Loads one page of matters, those to be triaged first, then the newest. One statement. */
export async function listMatters(
	read: Queryable,
	{ partnershipId, state, page, pageSize }: MatterSelection
): Promise<ListedMatter[]> {
	return read
		.select({
			id: matter.id,
			title: matter.title,
			lang: matter.lang,
			origin: matter.origin,
			state: matter.state,
			receivedAt: matter.receivedAt,
			body: body.name,
			bodySlug: body.slug
		})
		.from(matter)
		.leftJoin(body, eq(body.id, matter.bodyId))
		.where(and(eq(matter.partnershipId, partnershipId), state === null ? undefined : eq(matter.state, state)))
		.orderBy(desc(sql`${matter.state} = 'received'`), desc(matter.receivedAt), desc(matter.id))
		.limit(pageSize)
		.offset((page - 1) * pageSize);
}

/** Returns how many matters a partnership has in each state it has any in. */
export async function countMatters(
	read: Queryable,
	partnershipId: number
): Promise<Partial<Record<MatterState, number>>> {
	const rows = await read
		.select({ state: matter.state, count: count() })
		.from(matter)
		.where(eq(matter.partnershipId, partnershipId))
		.groupBy(matter.state);
	return Object.fromEntries(rows.map((row) => [row.state, row.count]));
}

/** Returns a matter of a partnership, or null. */
export async function matterById(read: Queryable, partnershipId: number, id: number): Promise<Matter | null> {
	const [found] = await read
		.select()
		.from(matter)
		.where(and(eq(matter.id, id), eq(matter.partnershipId, partnershipId)));
	return found ?? null;
}

/** Returns the account of a matter's sender; null if there is none. */
export async function senderPersonId(read: Queryable, matterId: number): Promise<number | null> {
	const [sender] = await read
		.select({ personId: matterSender.personId })
		.from(matterSender)
		.where(eq(matterSender.matterId, matterId));
	return sender?.personId ?? null;
}

/** Returns the body that treats a matter, or null. */
export async function treatingBody(read: Queryable, bodyId: number | null) {
	if (bodyId === null) return null;
	const [found] = await read
		.select({ slug: body.slug, name: body.name })
		.from(body)
		.where(eq(body.id, bodyId));
	return found ?? null;
}

/** Loads what a matter's page shows besides the matter: sender, body, links to the plan and merged matters. */
export async function matterDetails(read: Queryable, { id, bodyId, mergedIntoId }: Matter) {
	const [sender] = await read
		.select({ name: matterSender.name, organisation: matterSender.organisation })
		.from(matterSender)
		.where(eq(matterSender.matterId, id));
	const measures = await read
		.select({ code: measure.code, title: measure.title, plan: plan.slug })
		.from(matterMeasure)
		.innerJoin(measure, eq(measure.id, matterMeasure.measureId))
		.innerJoin(plan, eq(plan.id, measure.planId))
		.where(eq(matterMeasure.matterId, id))
		.orderBy(asc(measure.code));
	const areas = await read
		.select({ number: focusArea.number, name: focusArea.name, plan: plan.slug })
		.from(matterArea)
		.innerJoin(focusArea, eq(focusArea.id, matterArea.areaId))
		.innerJoin(plan, eq(plan.id, focusArea.planId))
		.where(eq(matterArea.matterId, id))
		.orderBy(asc(focusArea.number));
	const related = await read
		.select({ id: matter.id, title: matter.title, lang: matter.lang, mergedIntoId: matter.mergedIntoId })
		.from(matter)
		.where(
			mergedIntoId === null
				? eq(matter.mergedIntoId, id)
				: sql`${matter.mergedIntoId} = ${id} or ${matter.id} = ${mergedIntoId}`
		)
		.orderBy(asc(matter.id));
	return {
		sender: sender ?? null,
		body: await treatingBody(read, bodyId),
		measures,
		areas,
		mergedInto: related.find((one) => one.id === mergedIntoId) ?? null,
		merged: related.filter((one) => one.mergedIntoId === id)
	};
}

/** Returns a matter's events, oldest first. */
export async function matterHistory(read: Queryable, id: number) {
	return read
		.select({
			seq: event.seq,
			at: event.at,
			by: event.by,
			verb: event.verb,
			after: event.after,
			reason: event.reason
		})
		.from(event)
		.where(and(eq(event.noun, 'matter'), eq(event.nounId, String(id))))
		.orderBy(asc(event.seq));
}

/** Returns a matter's version and its last step, as the values of the form and with its author. */
export async function latestStep(
	read: Queryable,
	{ partnershipId, id }: { partnershipId: number; id: number }
) {
	const found = await matterById(read, partnershipId, id);
	const change = (await matterHistory(read, id)).at(-1);
	const text = (value: unknown) =>
		typeof value === 'string' || typeof value === 'number' ? String(value) : '';
	return {
		version: found?.version ?? null,
		values: {
			step: change?.verb.replace(/-matter$/, '') ?? '',
			body: text(change?.after?.body),
			target: text(change?.after?.target),
			reason: change?.reason ?? text(change?.after?.answer)
		},
		change
	};
}

/** Returns the matters into which another can be merged, newest first. */
export async function mergeTargets(
	read: Queryable,
	{ partnershipId, id }: Pick<Matter, 'partnershipId' | 'id'>
) {
	return read
		.select({ id: matter.id, title: matter.title })
		.from(matter)
		.where(
			and(
				eq(matter.partnershipId, partnershipId),
				inArray(matter.state, ['received', 'returned', 'triaged', 'on-agenda', 'postponed']),
				sql`${matter.id} <> ${id}`
			)
		)
		.orderBy(desc(matter.id))
		.limit(200);
}
