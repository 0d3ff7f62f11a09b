import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import { leadingRoles } from '$lib/domain/body';
import { itemAuthority, type ItemAuthority, type ItemRecusal } from '$lib/domain/meeting/recusal';
import type { Queryable, Transaction } from '../database/database';
import { agendaItem, meetingAttendance, recusal, seat } from '../database/schema';
import { approvedByNextMeeting, type Meeting } from './queries';

/** A recusal as stored, with what the rules read of it. */
interface LoadedRecusal extends ItemRecusal {
	id: number;
	itemId: number;
	number: string;
	title: string;
	lang: string;
	replacedBy: string;
	approvedAt: string | null;
}

/** Loads the recusals of a meeting, or of one item. One statement. */
async function loadRecusals(
	read: Queryable,
	of: { meetingId: number } | { itemId: number }
): Promise<LoadedRecusal[]> {
	const { presence, personId, alternateId } = meetingAttendance;
	const rows = await read
		.select({ recusal, role: seat.role, presence, personId, alternateId, item: agendaItem })
		.from(recusal)
		.innerJoin(agendaItem, eq(agendaItem.id, recusal.agendaItemId))
		.innerJoin(meetingAttendance, eq(meetingAttendance.id, recusal.attendanceId))
		.leftJoin(seat, eq(seat.id, meetingAttendance.seatId))
		.where('itemId' in of ? eq(recusal.agendaItemId, of.itemId) : eq(agendaItem.meetingId, of.meetingId))
		.orderBy(agendaItem.position, recusal.id);
	return rows.map(({ recusal: { id, replacementId, replacedBy, approvedAt }, item, role, ...row }) => ({
		...{ id, replacementId, replacedBy, approvedAt },
		...{ itemId: item.id, number: item.number, title: item.title, lang: item.lang },
		personId: row.presence === 'alternate' ? row.alternateId : row.personId,
		leads: role !== null && leadingRoles.includes(role)
	}));
}

/** Loads the recusals of a meeting by item. One statement. */
export async function recusalsByItem(
	read: Queryable,
	meetingId: number
): Promise<(itemId: number) => readonly ItemRecusal[]> {
	const all = await loadRecusals(read, { meetingId });
	return (itemId) => all.filter((one) => one.itemId === itemId);
}

/** Returns a person's authority on an item by its recusals. One statement. */
export async function itemAuthorityOf(
	read: Queryable,
	itemId: number,
	personId: number | null
): Promise<ItemAuthority> {
	return itemAuthority(await loadRecusals(read, { itemId }), personId);
}

/** Items on which a reader's approval is needed, or waited for, before the minutes are approved. */
export interface ItemApproval {
	itemId: number;
	number: string;
	title: string;
	lang: string;
	/** The replacement who approves the item. */
	by: string;
	/** True if it is the reader's to give. */
	isOwn: boolean;
	isGiven: boolean;
}

/** Lists the items that a recused leader leaves to a replacement, for either of them. One statement. */
export async function itemApprovals(
	read: Queryable,
	meetingId: number,
	personId: number | null
): Promise<ItemApproval[]> {
	const all = await loadRecusals(read, { meetingId });
	const led = all.filter(({ leads, replacementId }) => leads && replacementId !== null);
	return led.flatMap(({ itemId, number, title, lang, replacedBy, approvedAt }) => {
		const own = itemAuthority(
			all.filter((one) => one.itemId === itemId),
			personId
		);
		if (own === undefined) return [];
		const isGiven = approvedAt !== null;
		return [{ itemId, number, title, lang, by: replacedBy, isOwn: own === 'received', isGiven }];
	});
}

/** True if minutes cannot be approved before a replacement approves an item of theirs. */
export async function isItemApprovalLeft(
	read: Queryable,
	found: Meeting,
	approvals: readonly ItemApproval[]
): Promise<boolean> {
	const isLeft = approvals.some(({ isOwn, isGiven }) => !isOwn && !isGiven);
	return isLeft && !(await approvedByNextMeeting(read, found));
}

/** Notes that the replacement approves an item as it is now, in the caller's transaction. */
export async function giveItemApproval(tx: Transaction, itemId: number, at: string): Promise<void> {
	await tx
		.update(recusal)
		.set({ approvedAt: at })
		.where(and(eq(recusal.agendaItemId, itemId), isNull(recusal.approvedAt)));
}

/** Takes the approvals of items back: their text has changed, or the minutes were approved with them. */
export async function dropItemApprovals(tx: Transaction, itemIds: readonly number[]): Promise<void> {
	await tx
		.update(recusal)
		.set({ approvedAt: null })
		.where(and(inArray(recusal.agendaItemId, [...itemIds]), isNotNull(recusal.approvedAt)));
}
