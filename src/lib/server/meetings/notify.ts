import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Queryable, Transaction } from '../database/database';
import { holdsOn } from '../database/held-seats';
import { queueMail } from '../database/outbox';
import { agendaItem, meetingAttendance, person, plan, recusal, seat, seatHolder } from '../database/schema';
import type { Meeting } from './queries';

/** Occasion to write to the invited. */
export type NoticeOccasion = 'called' | 'moved' | 'cancelled' | `reminder-${number}`;

/**
 * Lists those to whom a meeting's notice goes, each once: the invited, and the alternates of its bodies. Of these, only
 * the replacements of recused seats have a part in a circulation. Three statements.
 */
export async function noticeRecipients(read: Queryable, { id, kind, bodyId, jointBodyId, day }: Meeting) {
	const isActive = isNull(person.disabledAt);
	const invited = await read
		.selectDistinct({ person })
		.from(meetingAttendance)
		.innerJoin(person, and(eq(person.id, meetingAttendance.personId), isActive))
		.where(eq(meetingAttendance.meetingId, id));
	const bodies = [bodyId, ...(jointBodyId === null ? [] : [jointBodyId])];
	const alternates = await read
		.selectDistinct({ person })
		.from(seatHolder)
		.innerJoin(seat, and(eq(seat.id, seatHolder.seatId), eq(seat.role, 'alternate')))
		.innerJoin(person, and(eq(person.id, seatHolder.personId), isActive))
		.where(and(inArray(seat.bodyId, bodies), holdsOn(day)));
	const replacing = await read
		.selectDistinct({ person })
		.from(recusal)
		.innerJoin(agendaItem, eq(agendaItem.id, recusal.agendaItemId))
		.innerJoin(person, and(eq(person.id, recusal.replacementId), isActive))
		.where(eq(agendaItem.meetingId, id));
	const ids = new Set(invited.map((one) => one.person.id));
	const replacements = replacing.filter((one) => kind === 'circulation' && !ids.has(one.person.id));
	// Alternates are informed, so they may decline; the invited have a task.
	const informed = alternates.filter(
		(one) => kind !== 'circulation' && !ids.has(one.person.id) && !one.person.declinesMail
	);
	return [
		...[...invited, ...replacements].map((one) => ({ ...one.person, isInvited: true })),
		...informed.map((one) => ({ ...one.person, isInvited: false }))
	];
}

/** An occasion to write to the invited, or to some of them by their ids. */
interface MeetingNotice {
	found: Meeting;
	occasion: NoticeOccasion;
	only?: ReadonlySet<number>;
}

/** Queues the mail of an occasion to its recipients, in the caller's transaction. */
export async function queueMeetingNotice(
	tx: Transaction,
	now: Date,
	{ found, occasion, only }: MeetingNotice
): Promise<void> {
	const [newest] = await tx
		.select({ id: plan.id })
		.from(plan)
		.where(eq(plan.partnershipId, found.partnershipId))
		.orderBy(desc(plan.id))
		.limit(1);
	const about = `${found.id}:${occasion}-${found.sequence}`;
	for (const { id: personId, name, email, writtenForm } of await noticeRecipients(tx, found)) {
		if (only && !only.has(personId)) continue;
		const recipient = { name, email, writtenForm, personId, planId: newest?.id ?? null, roundId: null };
		await queueMail(tx, now, { ...recipient, reason: 'meeting-notice', about });
	}
}
