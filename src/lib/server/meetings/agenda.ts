import { eq, max, sql } from 'drizzle-orm';
import type { WrittenForm } from '$lib/domain/localized';
import { moveByOne, sameEntries, type MoveDirection } from '$lib/domain/list-order';
import { withNewItem, type AgendaItemKind } from '$lib/domain/meeting/agenda';
import { matterNumberKey } from '$lib/domain/meeting/matter-number';
import { isAgendaOpen } from '$lib/domain/meeting/meeting';
import { ok, refuse, refuseInvalid, type Result } from '$lib/domain/result';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { appendEvent, changedFields } from '../database/event-log';
import { agendaItem, circulationAnswer, matter, meeting, outcomeDraft, recusal } from '../database/schema';
import { takeAgendaStep } from '../matters/agenda-step';
import { giveMissingNumbers, numberFault } from './numbers';
import { agendaItemById, agendaOf, type Meeting } from './queries';
import { loadMeeting, type MeetingTarget } from './target';

/** An agenda item as its form gives it. */
export interface AgendaItemValues {
	number: string;
	kind: AgendaItemKind;
	title: string;
	lang: WrittenForm;
	background: string;
	assessment: string;
	proposal: string;
	closed: boolean;
	closedBasis: string;
	neutralTitle: string;
}

type OpenMeeting = Omit<MeetingTarget, 'version'>;

/** Loads a meeting whose agenda, or one item of it, the actor may change now. */
async function openAgenda(
	tx: Transaction,
	actor: Context['actor'],
	{ itemId, ...target }: OpenMeeting & { itemId?: number }
) {
	const loaded = await loadMeeting(tx, actor, { target, action: 'meeting.plan', itemId });
	if (!loaded.ok) return loaded;
	const { state } = loaded.value;
	return isAgendaOpen(state) ? loaded : refuse({ code: 'wrong-state', state });
}

/**
 * Adds an item to a meeting's agenda: with a matter given to the body, or its own text. Refuses a matter that is not
 * ready for an agenda, and a number that is used.
 */
export async function addAgendaItem(
	{ db, actor, now }: Context,
	target: OpenMeeting,
	{ matterId, ...values }: AgendaItemValues & { matterId: number | null }
): Promise<Result<{ id: number }>> {
	return db.write(async (tx) => {
		const loaded = await openAgenda(tx, actor, target);
		if (!loaded.ok) return loaded;
		const found = loaded.value;
		const [taken] = matterId === null ? [] : await tx.select().from(matter).where(eq(matter.id, matterId));
		const isOwn = taken?.partnershipId === found.partnershipId && taken.bodyId === found.bodyId;
		if (matterId !== null && !isOwn) return refuseInvalid({ field: 'matter', code: 'matter-not-ready' });
		const title = values.title || taken?.title || '';
		if (title === '') return refuseInvalid({ field: 'title', code: 'required' });
		const fault = await numberFault(tx, found, { number: values.number, own: null });
		if (fault) return refuseInvalid(fault);
		if (
			matterId !== null &&
			!(await takeAgendaStep(tx, { actor, now }, { matterId, step: 'schedule', meetingId: found.id }))
		)
			return refuseInvalid({ field: 'matter', code: 'matter-not-ready' });
		const agenda = await agendaOf(tx, found.id);
		const [last] = await tx
			.select({ position: max(agendaItem.position) })
			.from(agendaItem)
			.where(eq(agendaItem.meetingId, found.id));
		const [made] = await tx
			.insert(agendaItem)
			.values({
				...{ ...values, title, matterId, meetingId: found.id, position: (last?.position ?? -1) + 1 },
				...{ lang: values.title || !taken ? values.lang : taken.lang },
				background: values.background || (taken?.text ?? ''),
				...{ numberKey: matterNumberKey(values.number) || null, numberBodyId: found.bodyId },
				numberYear: Number(found.day.slice(0, 4))
			})
			.returning({ id: agendaItem.id });
		await saveOrder(tx, withNewItem(agenda, made!.id));
		if (found.state !== 'planned') await giveMissingNumbers(tx, found);
		await touch(tx, found);
		await appendEvent(tx, actor, now, {
			...{ planId: null, verb: 'add-agenda-item', noun: 'meeting', nounId: found.id },
			after: { item: made!.id, title, matter: matterId }
		});
		return ok({ id: made!.id });
	});
}

/** Saves an item's number, title and case paper. Refuses a used number, and a closed item without its basis. */
export async function editAgendaItem(
	{ db, actor, now }: Context,
	{ itemId, ...target }: MeetingTarget & { itemId: number },
	values: AgendaItemValues
): Promise<Result> {
	return db.write(async (tx) => {
		const loaded = await openAgenda(tx, actor, { ...target, itemId });
		if (!loaded.ok) return loaded;
		const item = await agendaItemById(tx, target.id, itemId);
		if (!item) return refuse({ code: 'not-found' });
		if (item.version !== target.version) return refuse({ code: 'stale', current: item });
		if (values.title === '') return refuseInvalid({ field: 'title', code: 'required' });
		if (values.number === '' && loaded.value.state !== 'planned')
			return refuseInvalid({ field: 'number', code: 'required' });
		const fault = await numberFault(tx, loaded.value, { number: values.number, own: item.numberKey });
		if (fault) return refuseInvalid(fault);
		const changed = changedFields<Record<string, unknown>>({ ...item }, { ...values });
		if (!changed) return ok();
		await tx
			.update(agendaItem)
			.set({ ...values, numberKey: matterNumberKey(values.number) || null, version: item.version + 1 })
			.where(eq(agendaItem.id, itemId));
		// Nobody has agreed to another proposal than the one that was read.
		if ('proposal' in changed.after)
			await tx.delete(circulationAnswer).where(eq(circulationAnswer.agendaItemId, itemId));
		await appendEvent(tx, actor, now, {
			...{ planId: null, verb: 'edit-agenda-item', noun: 'meeting', nounId: target.id },
			before: { item: itemId, ...changed.before },
			after: { item: itemId, ...changed.after }
		});
		return ok();
	});
}

/** Moves an item one place; the whole order is saved by `orderAgenda`. */
export async function moveAgendaItem(
	context: Context,
	target: OpenMeeting,
	{ itemId, step }: { itemId: number; step: MoveDirection }
): Promise<Result> {
	const { db, actor, now } = context;
	return db.write(async (tx) => {
		const loaded = await openAgenda(tx, actor, target);
		if (!loaded.ok) return loaded;
		const ids = (await agendaOf(tx, target.id)).map(({ id }) => String(id));
		if (!ids.includes(String(itemId))) return refuse({ code: 'not-found' });
		return reorder(
			tx,
			{ actor, now },
			{ meeting: loaded.value, order: moveByOne(ids, String(itemId), step).map(Number) }
		);
	});
}

/** Saves the order of an agenda. Refuses one of other items than it has, because somebody changed it. */
export async function orderAgenda(
	{ db, actor, now }: Context,
	target: OpenMeeting,
	order: readonly number[]
): Promise<Result> {
	return db.write(async (tx) => {
		const loaded = await openAgenda(tx, actor, target);
		if (!loaded.ok) return loaded;
		const ids = (await agendaOf(tx, target.id)).map(({ id }) => String(id));
		if (!sameEntries(ids, order.map(String))) return refuseInvalid({ field: '', code: 'stale' });
		return reorder(tx, { actor, now }, { meeting: loaded.value, order });
	});
}

async function reorder(
	tx: Transaction,
	{ actor, now }: Omit<Context, 'db'>,
	{ meeting: found, order }: { meeting: Meeting; order: readonly number[] }
): Promise<Result> {
	await saveOrder(tx, order);
	await touch(tx, found);
	await appendEvent(tx, actor, now, {
		...{ planId: null, verb: 'order-agenda', noun: 'meeting', nounId: found.id },
		after: { order }
	});
	return ok();
}

/** Takes an item off the agenda; its matter waits for another one. Refuses an item that has an outcome. */
export async function removeAgendaItem(
	{ db, actor, now }: Context,
	target: OpenMeeting,
	{ itemId, reason }: { itemId: number; reason: string }
): Promise<Result> {
	return db.write(async (tx) => {
		const loaded = await openAgenda(tx, actor, { ...target, itemId });
		if (!loaded.ok) return loaded;
		const found = loaded.value;
		const item = await agendaItemById(tx, target.id, itemId);
		if (!item) return refuse({ code: 'not-found' });
		if (item.outcomeKind !== null) return refuse({ code: 'wrong-state', state: found.state });
		if (!reason && found.state !== 'planned')
			return refuseInvalid({ field: 'reason', code: 'reason-required' });
		const { matterId } = item;
		if (matterId !== null)
			await takeAgendaStep(tx, { actor, now }, { matterId, step: 'unschedule', meetingId: found.id, reason });
		await tx.delete(outcomeDraft).where(eq(outcomeDraft.agendaItemId, itemId));
		await tx.delete(recusal).where(eq(recusal.agendaItemId, itemId));
		await tx.delete(circulationAnswer).where(eq(circulationAnswer.agendaItemId, itemId));
		await tx.delete(agendaItem).where(eq(agendaItem.id, itemId));
		await touch(tx, found);
		await appendEvent(tx, actor, now, {
			...{ planId: null, verb: 'remove-agenda-item', noun: 'meeting', nounId: found.id },
			before: { item: itemId, title: item.title, matter: matterId },
			...(reason && { reason })
		});
		return ok();
	});
}

async function saveOrder(tx: Transaction, ids: readonly number[]): Promise<void> {
	for (const [position, id] of ids.entries())
		await tx.update(agendaItem).set({ position }).where(eq(agendaItem.id, id));
}

/** Raises the meeting's version, so that a step taken from an older page is refused. */
async function touch(tx: Transaction, { id }: Meeting): Promise<void> {
	await tx
		.update(meeting)
		.set({ version: sql`${meeting.version} + 1` })
		.where(eq(meeting.id, id));
}
