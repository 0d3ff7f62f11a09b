import { and, eq, inArray } from 'drizzle-orm';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { isFollowedUp, type DecisionKind, type Replacement } from '$lib/domain/decision/decision';
import type { WrittenForm } from '$lib/domain/localized';
import type { WebLink } from '$lib/domain/measure/web-link';
import { ok, refuse, refuseInvalid, type Refused, type Result } from '$lib/domain/result';
import { denial, runCommand } from '../authorization';
import type { Context } from '../context';
import type { Queryable, Transaction } from '../database/database';
import { appendEvent, changedFields } from '../database/event-log';
import { body, decision, decisionMeasure, measure } from '../database/schema';
import { matterById } from '../matters/queries';
import { decisionById, type Decision } from './queries';
import { queueDecisionNotice } from './reminders';
import { responsibleIds } from './responsible';

/** Values of a decision, as posted or imported. */
export interface DecisionValues {
	/** Slug of the deciding body. */
	body: string;
	decidedOn: CalendarDate;
	number: string;
	title: string;
	text: string;
	lang: WrittenForm;
	kind: DecisionKind;
	consensus: boolean | null;
	dissent: string;
	/** "body:SLUG", "partner:NUMBER" or "seat:ID". */
	responsible: string | null;
	dueOn: CalendarDate | null;
	replaces: number | null;
	replacement: Replacement | null;
	matter: number | null;
	/** Codes of measures in the current plan. */
	measures: readonly string[];
	links: WebLink[] | null;
}

export interface DecisionPlace {
	partnershipId: number;
	/** The plan whose measures are meant. */
	planId: number | null;
}

/** A decision, and the version a change is based on. */
export interface DecisionTarget extends DecisionPlace {
	id: number;
	version: number;
}

/** Records a body's decision, unpublished. Refuses what is unknown in the partnership and dates to come. */
export async function recordDecision(
	{ db, actor, now }: Context,
	place: DecisionPlace,
	values: DecisionValues
): Promise<Result<{ id: number }>> {
	return db.write(async (tx) => {
		const { partnershipId } = place;
		const bodyId = await bodyIdOf(tx, partnershipId, values.body);
		const denied = await denial(tx, actor, {
			...{ action: 'decision.record', partnershipId, responsibleBodyId: bodyId }
		});
		if (denied) return denied;
		const resolved = await resolveDecision(tx, place, { values, bodyId, now, own: null });
		if (!resolved.ok) return resolved;
		return ok({ id: await insertDecision(tx, { actor, now }, { place, values, ...resolved.value }) });
	});
}

interface NewDecision extends ResolvedDecision {
	place: Pick<DecisionPlace, 'partnershipId'>;
	/** The values its event records. */
	values: object;
	/** False for decisions of old lists: nobody is told of those. */
	notify?: boolean;
}

/** Stores a decision with its event, in the caller's transaction, and returns its id. */
export async function insertDecision(
	tx: Transaction,
	{ actor, now }: Pick<Context, 'actor' | 'now'>,
	{ place: { partnershipId }, values, columns, measureIds, notify = true }: NewDecision
): Promise<number> {
	const followUp = isFollowedUp(columns.kind) ? ('not-started' as const) : null;
	const [made] = await tx
		.insert(decision)
		.values({ ...columns, partnershipId, followUp })
		.returning({ id: decision.id });
	const { id } = made!;
	await setMeasures(tx, id, measureIds);
	await appendEvent(tx, actor, now, {
		...{ planId: null, verb: 'record-decision', noun: 'decision', nounId: id },
		after: { ...values }
	});
	if (followUp && notify) {
		const { responsibleBodyId = null, responsiblePartnerId = null, responsibleSeatId = null } = columns;
		const parties = { responsibleBodyId, responsiblePartnerId, responsibleSeatId };
		const found = { id, partnershipId, bodyId: columns.bodyId, publishedAt: null, ...parties };
		await queueDecisionNotice(tx, now, found);
	}
	return id;
}

/** Fields that minutes decide; they change with a new version of the minutes only. */
const minutesFields = [
	'decidedOn',
	'number',
	'title',
	'text',
	'lang',
	'kind',
	'consensus',
	'dissent'
] as const;

/** True for a decision that is the outcome of a meeting's agenda item. */
function isOfMinutes({ agendaItemId }: Pick<Decision, 'agendaItemId'>): boolean {
	return agendaItemId !== null;
}

/**
 * Saves another version of a decision. A published one needs a reason. Refuses (`in-minutes`) a change of the text
 * that minutes have.
 */
export async function editDecision(
	{ db, actor, now }: Context,
	target: DecisionTarget,
	{ reason, ...values }: DecisionValues & { reason: string }
): Promise<Result> {
	return db.write(async (tx) => {
		const { partnershipId } = target;
		const found = await decisionById(tx, partnershipId, target.id);
		const bodyId = await bodyIdOf(tx, partnershipId, values.body, found?.bodyId);
		for (const responsibleBodyId of [found?.bodyId ?? null, bodyId]) {
			const denied = await denial(tx, actor, {
				...{ action: 'decision.record', partnershipId, responsibleBodyId }
			});
			if (denied) return denied;
		}
		if (!found) return refuse({ code: 'not-found' });
		if (found.version !== target.version) return refuse({ code: 'stale', current: found });
		if (found.publishedAt !== null && !reason)
			return refuseInvalid({ field: 'reason', code: 'reason-required' });
		const isMoved = bodyId !== found.bodyId || minutesFields.some((field) => found[field] !== values[field]);
		if (isOfMinutes(found) && isMoved) return refuseInvalid({ field: 'text', code: 'in-minutes' });
		const resolved = await resolveDecision(tx, target, { values, bodyId, now, own: found });
		if (!resolved.ok) return resolved;
		const { measureIds } = resolved.value;
		const columns = isOfMinutes(found)
			? { ...resolved.value.columns, matterId: found.matterId }
			: resolved.value.columns;
		const { followUp, closedOn } = found;
		const followed = isFollowedUp(columns.kind);
		const changed = changedFields<Record<string, unknown>>(found, columns);
		await tx
			.update(decision)
			.set({
				...columns,
				followUp: followed ? (followUp ?? 'not-started') : null,
				closedOn: followed ? closedOn : null,
				version: found.version + 1
			})
			.where(eq(decision.id, found.id));
		await setMeasures(tx, found.id, measureIds);
		await appendEvent(tx, actor, now, {
			...{ planId: null, verb: 'edit-decision', noun: 'decision', nounId: found.id },
			before: changed?.before ?? {},
			after: { ...changed?.after, measures: values.measures },
			...(reason && { reason })
		});
		return ok();
	});
}

/** Publishes decisions, so that everyone can read them and what becomes of them. */
export async function publishDecisions(
	{ db, actor, now }: Context,
	partnershipId: number,
	ids: readonly number[]
): Promise<Result> {
	return runCommand({ db, actor }, { action: 'decision.publish', partnershipId }, async (tx) => {
		const found = await tx
			.select({ id: decision.id, publishedAt: decision.publishedAt, agendaItemId: decision.agendaItemId })
			.from(decision)
			.where(and(eq(decision.partnershipId, partnershipId), inArray(decision.id, [...ids])));
		if (found.length !== ids.length || ids.length === 0) return refuse({ code: 'not-found' });
		if (found.some(({ publishedAt }) => publishedAt !== null))
			return refuse({ code: 'wrong-state', state: 'published' });
		// The outcomes of a meeting are published with its minutes.
		if (found.some(isOfMinutes)) return refuse({ code: 'wrong-state', state: 'in-minutes' });
		await tx
			.update(decision)
			.set({ publishedAt: now.toISOString() })
			.where(inArray(decision.id, [...ids]));
		for (const nounId of ids)
			await appendEvent(tx, actor, now, {
				...{ planId: null, verb: 'publish-decision', noun: 'decision', nounId },
				after: { published: true }
			});
		return ok();
	});
}

type DecisionColumns = Omit<
	typeof decision.$inferInsert,
	'id' | 'partnershipId' | 'followUp' | 'closedOn' | 'publishedAt' | 'version'
>;

interface ResolvedDecision {
	columns: DecisionColumns;
	measureIds: readonly string[];
}

interface Unresolved {
	values: DecisionValues;
	bodyId: number | null;
	now: Date;
	/** The saved decision; null for a new one. */
	own: Decision | null;
}

/** Returns a decision's columns, with ids for what its values name, or the refusal of what is unknown. */
export async function resolveDecision(
	tx: Queryable,
	{ partnershipId, planId }: DecisionPlace,
	{ values, bodyId, now, own }: Unresolved
): Promise<{ ok: true; value: ResolvedDecision } | Refused> {
	const { body: _, responsible, replaces, replacement, matter, measures, ...texts } = values;
	if (bodyId === null) return refuseInvalid({ field: 'body', code: 'unknown' });
	if (texts.decidedOn > toOsloDate(now)) return refuseInvalid({ field: 'decidedOn', code: 'in-future' });
	if (texts.dueOn !== null && texts.dueOn < texts.decidedOn)
		return refuseInvalid({ field: 'dueOn', code: 'due-before-decided' });
	if (texts.consensus === false && !texts.dissent)
		return refuseInvalid({ field: 'dissent', code: 'dissent-required' });
	const place = await responsibleIds(tx, partnershipId, responsible);
	if (!place) return refuseInvalid({ field: 'responsible', code: 'unknown' });
	const measureIds = await measureIdsOf(tx, planId, measures);
	if (!measureIds) return refuseInvalid({ field: 'measures', code: 'unknown-measure' });
	if (matter !== null && !(await matterById(tx, partnershipId, matter)))
		return refuseInvalid({ field: 'matter', code: 'unknown' });
	if ((replaces === null) !== (replacement === null))
		return refuseInvalid({ field: replaces === null ? 'replaces' : 'replacement', code: 'required' });
	const earlier = replaces === null ? null : await decisionById(tx, partnershipId, replaces);
	if (replaces !== null && !earlier) return refuseInvalid({ field: 'replaces', code: 'unknown' });
	if (earlier && (earlier.decidedOn > texts.decidedOn || (await follows(tx, earlier, own))))
		return refuseInvalid({ field: 'replaces', code: 'not-earlier' });
	const ids = { bodyId, matterId: matter, replacesId: replaces, replacement };
	return { ok: true, value: { columns: { ...texts, ...ids, ...place }, measureIds } };
}

/** True if a decision is another one or replaces it, directly or through others. */
async function follows(read: Queryable, later: Decision, own: Decision | null): Promise<boolean> {
	const seen = new Set<number>();
	let at: Decision | null = own && later;
	while (at && !seen.has(at.id)) {
		if (at.id === own?.id) return true;
		seen.add(at.id);
		at = at.replacesId === null ? null : await decisionById(read, at.partnershipId, at.replacesId);
	}
	return false;
}

/** Returns the id of the partnership's body; one that has ended only if the decision is already its own. */
async function bodyIdOf(read: Queryable, partnershipId: number, slug: string, own?: number) {
	const [found] = await read
		.select({ id: body.id, endedOn: body.endedOn })
		.from(body)
		.where(and(eq(body.partnershipId, partnershipId), eq(body.slug, slug)));
	return found && (found.endedOn === null || found.id === own) ? found.id : null;
}

async function measureIdsOf(read: Queryable, planId: number | null, codes: readonly string[]) {
	if (codes.length === 0) return [];
	if (planId === null) return null;
	const rows = await read
		.select({ id: measure.id })
		.from(measure)
		.where(and(eq(measure.planId, planId), inArray(measure.code, [...codes])));
	return rows.length === codes.length ? rows.map(({ id }) => id) : null;
}

async function setMeasures(tx: Transaction, decisionId: number, measureIds: readonly string[]) {
	await tx.delete(decisionMeasure).where(eq(decisionMeasure.decisionId, decisionId));
	if (measureIds.length > 0)
		await tx.insert(decisionMeasure).values(measureIds.map((measureId) => ({ decisionId, measureId })));
}
