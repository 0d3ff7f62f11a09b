import { and, eq, inArray, isNull, or } from 'drizzle-orm';
import { isFollowedUp } from '$lib/domain/decision/decision';
import { becomesDecision } from '$lib/domain/meeting/agenda';
import { matterNumberKey } from '$lib/domain/meeting/matter-number';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { appendEvent, changedFields } from '../database/event-log';
import { decision, matterMeasure, type agendaItem, type meeting } from '../database/schema';
import { insertDecision } from './commands';
import type { Decision } from './queries';
import { queueDecisionNotice } from './reminders';
import { responsibleIds } from './responsible';

type Item = typeof agendaItem.$inferSelect;
type Decided = Item & { outcomeKind: NonNullable<Item['outcomeKind']> };

/** A meeting whose minutes were approved or published, with its agenda. */
interface DecidedMeeting {
	meeting: Pick<typeof meeting.$inferSelect, 'id' | 'partnershipId' | 'bodyId' | 'day'>;
	items: readonly Item[];
	/** The reason of the revision; empty for the first version. */
	reason: string;
}

/**
 * Records the outcomes of approved minutes as the body's decisions, in the meeting's own transaction and after its
 * permission check. A decision recorded by hand under an item's number becomes the item's. A new version changes its
 * decisions; a published one keeps its text until the new version is published.
 */
export async function recordOutcomes(
	tx: Transaction,
	context: Omit<Context, 'db'>,
	{ meeting, items, reason }: DecidedMeeting
): Promise<void> {
	const known = await decisionsOf(tx, meeting, items);
	for (const item of decidedItems(items)) {
		const found = decisionOf(known, item);
		const columns = { ...textsOf(meeting, item), ...(await followUpOf(tx, meeting, item)) };
		if (found) {
			const changed = found.publishedAt === null ? columns : { agendaItemId: item.id };
			await updateDecision(tx, context, { found, columns: changed, reason });
			continue;
		}
		const { title, text, dissent, ...facts } = columns;
		await insertDecision(tx, context, {
			...{ place: meeting, columns, measureIds: await measuresOfMatter(tx, item.matterId) },
			values: { ...facts, ...(!item.closed && { title, text, dissent }), meeting: meeting.id }
		});
	}
}

/** Publishes a meeting's decisions with its minutes, in their new text; those of closed items stay unpublished. */
export async function publishOutcomes(
	tx: Transaction,
	{ actor, now }: Omit<Context, 'db'>,
	{ meeting, items, reason }: DecidedMeeting
): Promise<void> {
	const known = await decisionsOf(tx, meeting, items);
	for (const item of decidedItems(items)) {
		const found = decisionOf(known, item);
		if (!found || item.closed) continue;
		await updateDecision(tx, { actor, now }, { found, columns: textsOf(meeting, item), reason });
		if (found.publishedAt !== null) continue;
		await tx.update(decision).set({ publishedAt: now.toISOString() }).where(eq(decision.id, found.id));
		await appendEvent(tx, actor, now, {
			...{ planId: null, verb: 'publish-decision', noun: 'decision', nounId: found.id },
			after: { published: true }
		});
	}
}

function decidedItems(items: readonly Item[]): Decided[] {
	return items.flatMap((item) => {
		const { outcomeKind } = item;
		return outcomeKind !== null && becomesDecision({ ...item, outcomeKind })
			? [{ ...item, outcomeKind }]
			: [];
	});
}

interface DecisionUpdate {
	found: Decision;
	columns: Partial<typeof decision.$inferInsert>;
	reason: string;
}

/** Saves what a version of the minutes changes of a decision; records nothing if that is nothing. */
async function updateDecision(
	tx: Transaction,
	{ actor, now }: Omit<Context, 'db'>,
	{ found, columns, reason }: DecisionUpdate
): Promise<void> {
	const isFollowed = isFollowedUp(columns.kind ?? found.kind);
	const followUp = isFollowed ? (found.followUp ?? 'not-started') : null;
	const set = { ...given(found, columns), followUp, closedOn: isFollowed ? found.closedOn : null };
	const changed = changedFields<Record<string, unknown>>(found, set);
	if (!changed) return;
	const { before, after } = changed;
	await tx
		.update(decision)
		.set({ ...set, version: found.version + 1 })
		.where(eq(decision.id, found.id));
	await appendEvent(tx, actor, now, {
		...{ planId: null, verb: 'edit-decision', noun: 'decision', nounId: found.id },
		...(set.closed ? { after: { closed: true } } : { before, after }),
		...(reason && { reason })
	});
	const isAssigned = Object.keys(after).some((field) => field.startsWith('responsible'));
	if (isFollowed && isAssigned) await queueDecisionNotice(tx, now, { ...found, ...set });
}

/** Returns the columns to change. The register's own responsible and due date stay. */
function given(found: Decision, columns: DecisionUpdate['columns']): DecisionUpdate['columns'] {
	const { responsibleBodyId, responsiblePartnerId, responsibleSeatId, dueOn, ...texts } = columns;
	const hasResponsible = [
		...[found.responsibleBodyId, found.responsiblePartnerId, found.responsibleSeatId]
	].some((id) => id !== null);
	return {
		...texts,
		...(!hasResponsible && { responsibleBodyId, responsiblePartnerId, responsibleSeatId }),
		...(found.dueOn === null && { dueOn })
	};
}

/** Returns the columns of a decision that minutes decide. */
function textsOf({ bodyId, day }: DecidedMeeting['meeting'], item: Decided) {
	const { number, title, outcome: text, outcomeLang, lang, consensus, dissent, matterId, closed } = item;
	return {
		...{ bodyId, matterId, agendaItemId: item.id, decidedOn: day, number, title, text, dissent, closed },
		...{ lang: outcomeLang ?? lang, kind: item.outcomeKind, consensus: consensus !== 'disagreed' }
	};
}

/** Returns the responsible and due date of an outcome; an outcome that is not followed up has none. */
async function followUpOf(tx: Transaction, { partnershipId }: DecidedMeeting['meeting'], item: Decided) {
	if (!isFollowedUp(item.outcomeKind)) return {};
	return { ...(await responsibleIds(tx, partnershipId, item.responsible)), dueOn: item.dueOn };
}

/** Returns the decision of an item, or the one that was recorded by hand under its number. */
function decisionOf(known: readonly Decision[], { id, number, closed }: Item): Decision | undefined {
	const key = matterNumberKey(number);
	const isSame = (one: Decision) => key !== '' && matterNumberKey(one.number) === key;
	return (
		known.find(({ agendaItemId }) => agendaItemId === id) ??
		(closed ? undefined : known.find((one) => one.agendaItemId === null && isSame(one)))
	);
}

/** Loads the decisions of a meeting's items, and those its body took that day without a meeting. */
async function decisionsOf(
	tx: Transaction,
	{ bodyId, day }: DecidedMeeting['meeting'],
	items: readonly Item[]
): Promise<Decision[]> {
	const ids = items.map(({ id }) => id);
	return tx
		.select()
		.from(decision)
		.where(
			or(
				inArray(decision.agendaItemId, ids),
				and(isNull(decision.agendaItemId), eq(decision.bodyId, bodyId), eq(decision.decidedOn, day))
			)
		);
}

async function measuresOfMatter(tx: Transaction, matterId: number | null): Promise<string[]> {
	if (matterId === null) return [];
	const rows = await tx
		.select({ measureId: matterMeasure.measureId })
		.from(matterMeasure)
		.where(eq(matterMeasure.matterId, matterId));
	return rows.map(({ measureId }) => measureId);
}
