import { and, eq } from 'drizzle-orm';
import { outcomeEditing } from '$lib/domain/meeting/meeting';
import { ok, refuse, refuseInvalid, type Result } from '$lib/domain/result';
import type { Context } from '../context';
import type { Queryable, Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import { circulationAnswer, recusal } from '../database/schema';
import { alternatesFor } from './attendance';
import { queueMeetingNotice } from './notify';
import { agendaItemById, attendanceOf, circulationAnswersOf, type Meeting } from './queries';
import { giveItemApproval, itemAuthorityOf, recusalsByItem } from './recusals';
import { loadMeeting, type MeetingTarget } from './target';

/** An item of a meeting, whatever its version. */
type ItemTarget = Omit<MeetingTarget, 'version'> & { itemId: number };

export interface RecusalValues {
	attendanceId: number;
	reason: string;
	/** Account of the replacement: another of the invited, or an alternate of the bodies. Null for none. */
	replacementId: number | null;
	/** Name of a replacement without an account. */
	replacedBy: string;
}

/**
 * Records that someone left an item to others, and who replaced them: in the meeting, until its minutes are approved,
 * and while a circulation is out, whose replacement then answers and gets the link. Refuses a second time for the same
 * item, and a replacement who is none of the meeting's, or is recused too.
 */
export async function recordRecusal(
	{ db, actor, now }: Context,
	{ itemId, ...target }: ItemTarget,
	{ replacementId, ...values }: RecusalValues
): Promise<Result> {
	return db.write(async (tx) => {
		const loaded = await loadMeeting(tx, actor, { target, action: 'meeting.write' });
		if (!loaded.ok) return loaded;
		const found = loaded.value;
		const isOut = found.kind === 'circulation' && found.state === 'called';
		if (!isOut && outcomeEditing(found.state) === 'closed')
			return refuse({ code: 'wrong-state', state: found.state });
		if (!(await agendaItemById(tx, found.id, itemId))) return refuse({ code: 'not-found' });
		const who = (await attendanceOf(tx, found.id)).find(
			({ attendance }) => attendance.id === values.attendanceId
		);
		if (!who) return refuseInvalid({ field: 'attendanceId', code: 'required' });
		if (!values.reason) return refuseInvalid({ field: 'recusalReason', code: 'required' });
		const replacement = (await replacementsFor(tx, found)).find(({ id }) => id === replacementId);
		if (replacementId !== null && !replacement)
			return refuseInvalid({ field: 'replacement', code: 'unknown' });
		const { personId, alternateId, presence } = who.attendance;
		const leaver = presence === 'alternate' ? alternateId : personId;
		const others = (await recusalsByItem(tx, found.id))(itemId);
		const isAway = replacementId === leaver || others.some((one) => one.personId === replacementId);
		if (replacementId !== null && isAway)
			return refuseInvalid({ field: 'replacement', code: 'replacement-recused' });
		const saved = { ...values, replacementId, replacedBy: replacement?.name ?? values.replacedBy };
		const [made] = await tx
			.insert(recusal)
			.values({ agendaItemId: itemId, ...saved })
			.onConflictDoNothing()
			.returning({ id: recusal.id });
		if (!made) return refuseInvalid({ field: 'attendanceId', code: 'recused-before' });
		if (isOut) await passAnswerOn(tx, now, { found, itemId, ...saved });
		await appendEvent(tx, actor, now, {
			...{ planId: null, verb: 'record-recusal', noun: 'meeting', nounId: found.id },
			after: { item: itemId, ...saved }
		});
		return ok();
	});
}

/** Lists those who may replace someone on an item: the invited, and the alternates of the bodies. Two statements. */
export async function replacementsFor(
	read: Queryable,
	found: Meeting
): Promise<{ id: number; name: string }[]> {
	const invited = (await attendanceOf(read, found.id)).flatMap(({ attendance: { personId: id, name } }) =>
		id === null ? [] : [{ id, name }]
	);
	const all = [...invited, ...(await alternatesFor(read, found))];
	return all.filter((one, index) => all.findIndex(({ id }) => id === one.id) === index);
}

/**
 * Deletes the answer that a recused seat gave to an item, and writes to its replacement; what they have answered for a
 * seat of their own counts for both.
 */
async function passAnswerOn(
	tx: Transaction,
	now: Date,
	{ found, itemId, attendanceId, replacementId }: RecusalValues & { found: Meeting; itemId: number }
): Promise<void> {
	const { agendaItemId, attendanceId: seatRow } = circulationAnswer;
	await tx.delete(circulationAnswer).where(and(eq(agendaItemId, itemId), eq(seatRow, attendanceId)));
	if (replacementId === null) return;
	const own = (await attendanceOf(tx, found.id)).find(
		({ attendance }) => attendance.personId === replacementId
	);
	const given = (await circulationAnswersOf(tx, found.id)).find(
		(one) => one.agendaItemId === itemId && one.attendanceId === own?.attendance.id
	);
	if (given) await tx.insert(circulationAnswer).values({ ...given, attendanceId });
	await queueMeetingNotice(tx, now, { found, occasion: 'called', only: new Set([replacementId]) });
}

/**
 * Approves one item of minutes that are out for remarks, by the replacement of a recused leader. It counts for the
 * next approval of the minutes, and until the item's text is changed.
 */
export async function approveAgendaItem(
	{ db, actor, now }: Context,
	{ itemId, ...target }: ItemTarget
): Promise<Result> {
	return db.write(async (tx) => {
		const loaded = await loadMeeting(tx, actor, { target, action: 'meeting.approve', itemId });
		if (!loaded.ok) return loaded;
		const { id, state } = loaded.value;
		if (state !== 'out-for-remarks') return refuse({ code: 'wrong-state', state });
		const item = await agendaItemById(tx, id, itemId);
		const isTheirs = (await itemAuthorityOf(tx, itemId, actor.personId)) === 'received';
		if (!item || !isTheirs) return refuse({ code: 'not-found' });
		await giveItemApproval(tx, itemId, now.toISOString());
		await appendEvent(tx, actor, now, {
			...{ planId: null, verb: 'approve-agenda-item', noun: 'meeting', nounId: id },
			after: { item: itemId, version: item.version }
		});
		return ok();
	});
}
