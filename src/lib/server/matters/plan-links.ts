import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Actor } from '$lib/domain/permission';
import { ok, refuseInvalid, type Result } from '$lib/domain/result';
import type { Queryable } from '../database/database';
import { body, focusArea, measure } from '../database/schema';
import { readableAmong } from '../decisions/queries';
import { partnershipOf } from '../plans/queries';

/** The partnership of a matter, and the plan whose measures and areas are meant. */
export interface MatterPlace {
	partnershipId: number;
	planId: number | null;
}

/** A matter's links as people write them: a slug, codes and numbers. */
interface WrittenLinks {
	body: string | null;
	measures: readonly string[];
	areas: readonly number[];
	/** Ids of decisions that the actor may read. */
	decisions?: readonly number[];
}

/** Ids of what a matter is linked to. */
export interface LinkedIds {
	measureIds: readonly string[];
	areaIds: readonly number[];
	decisionIds?: readonly number[];
}

interface ResolvedLinks {
	bodyId: number | null;
	measureIds: string[];
	areaIds: number[];
	decisionIds: number[];
}

/** Returns the ids of a matter's links; refused with `invalid` for an unknown measure, area, body or decision. */
export async function resolveMatterLinks(
	read: Queryable,
	{ partnershipId, planId, actor }: MatterPlace & { actor: Actor },
	{ body: slug, measures, areas, decisions = [] }: WrittenLinks
): Promise<Result<ResolvedLinks>> {
	const own = planId !== null && (await partnershipOf(read, planId))?.id === partnershipId ? planId : null;
	const measureIds = await measureIdsOf(read, own, measures);
	if (!measureIds) return refuseInvalid({ field: 'measures', code: 'unknown-measure' });
	const areaIds = await areaIdsOf(read, own, areas);
	if (!areaIds) return refuseInvalid({ field: 'areas[]', code: 'unknown' });
	const bodyId = slug === null ? null : await bodyIdOf(read, partnershipId, slug);
	if (slug !== null && bodyId === null) return refuseInvalid({ field: 'body', code: 'unknown' });
	const decisionIds = [...new Set(decisions)];
	const readable = await readableAmong(read, { partnershipId, actor }, decisionIds);
	const unknown = decisions.findIndex((id) => !readable.includes(id));
	if (unknown >= 0) return refuseInvalid({ field: `decision${unknown + 1}`, code: 'unknown' });
	return ok({ bodyId, measureIds, areaIds, decisionIds });
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
