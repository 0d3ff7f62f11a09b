import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { WrittenForm } from '$lib/domain/localized';
import type { WebLink } from '$lib/domain/measure/web-link';
import { ok, refuseInvalid, type Result } from '$lib/domain/result';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import type { Queryable, Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import * as schema from '../database/schema';
import { partnershipOf } from '../plans/queries';

const { body, focusArea, matter, matterArea, matterMeasure, matterSender, measure } = schema;

export interface MatterValues {
	title: string;
	text: string;
	lang: WrittenForm;
	organisation: string;
	concerns: string;
	wish: string;
	treatedAtHome: boolean | null;
	/** Slug of the body the sender wishes for. */
	body: string | null;
	/** Codes of measures in the current plan. */
	measures: readonly string[];
	/** Numbers of its areas. */
	areas: readonly number[];
	links: WebLink[] | null;
}

interface MatterPlace {
	partnershipId: number;
	/** The plan whose measures and areas are meant. */
	planId: number | null;
}

/** Registers a matter, sent in by the actor. Refuses measures, areas and bodies that are unknown. */
export async function registerMatter(
	{ db, actor, now }: Context,
	{ partnershipId, planId }: MatterPlace,
	{ organisation, body: slug, measures, areas, ...texts }: MatterValues
): Promise<Result<{ id: number }>> {
	return runCommand({ db, actor }, { action: 'matter.register', partnershipId }, async (tx) => {
		const own = planId !== null && (await partnershipOf(tx, planId))?.id === partnershipId ? planId : null;
		const measureIds = await measureIdsOf(tx, own, measures);
		if (!measureIds) return refuseInvalid({ field: 'measures', code: 'unknown-measure' });
		const areaIds = await areaIdsOf(tx, own, areas);
		if (!areaIds) return refuseInvalid({ field: 'areas[]', code: 'unknown' });
		const bodyId = slug === null ? null : await bodyIdOf(tx, partnershipId, slug);
		if (slug !== null && bodyId === null) return refuseInvalid({ field: 'body', code: 'unknown' });
		const id = await insertMatter(
			tx,
			{ ...texts, partnershipId, bodyId, origin: 'form', receivedAt: now.toISOString() },
			{ measureIds, areaIds }
		);
		await tx
			.insert(matterSender)
			.values({ matterId: id, personId: actor.personId, name: actor.name, organisation });
		await appendEvent(tx, actor, now, {
			...{ planId: null, verb: 'register-matter', noun: 'matter', nounId: id },
			after: { ...texts, body: slug, measures, areas }
		});
		return ok({ id });
	});
}

type NewMatter = Omit<typeof matter.$inferInsert, 'id' | 'state' | 'version'>;

/** Stores a received matter with its links to the plan, and returns its id. */
export async function insertMatter(
	tx: Transaction,
	values: NewMatter,
	{ measureIds, areaIds }: { measureIds: readonly string[]; areaIds: readonly number[] }
): Promise<number> {
	const [made] = await tx
		.insert(matter)
		.values({ ...values, state: 'received' })
		.returning({ id: matter.id });
	const matterId = made!.id;
	if (measureIds.length > 0)
		await tx.insert(matterMeasure).values(measureIds.map((measureId) => ({ matterId, measureId })));
	if (areaIds.length > 0) await tx.insert(matterArea).values(areaIds.map((areaId) => ({ matterId, areaId })));
	return matterId;
}

/** Returns the ids of a plan's measures by their codes; null if one is unknown. */
async function measureIdsOf(
	read: Queryable,
	planId: number | null,
	codes: readonly string[]
): Promise<string[] | null> {
	if (codes.length === 0) return [];
	if (planId === null) return null;
	const rows = await read
		.select({ id: measure.id })
		.from(measure)
		.where(and(eq(measure.planId, planId), inArray(measure.code, [...codes])));
	return rows.length === codes.length ? rows.map(({ id }) => id) : null;
}

async function areaIdsOf(
	read: Queryable,
	planId: number | null,
	numbers: readonly number[]
): Promise<number[] | null> {
	const wanted = [...new Set(numbers)];
	if (wanted.length === 0) return [];
	if (planId === null) return null;
	const rows = await read
		.select({ id: focusArea.id })
		.from(focusArea)
		.where(and(eq(focusArea.planId, planId), inArray(focusArea.number, wanted), isNull(focusArea.endedOn)));
	return rows.length === wanted.length ? rows.map(({ id }) => id) : null;
}

/** Returns the id of a partnership's body that has not ended, or null. */
export async function bodyIdOf(read: Queryable, partnershipId: number, slug: string): Promise<number | null> {
	const [found] = await read
		.select({ id: body.id })
		.from(body)
		.where(and(eq(body.partnershipId, partnershipId), eq(body.slug, slug), isNull(body.endedOn)));
	return found?.id ?? null;
}
