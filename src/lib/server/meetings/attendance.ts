import { and, eq, inArray, sql } from 'drizzle-orm';
import type { MeetingAnswer, Presence } from '$lib/domain/meeting/attendance';
import { outcomeEditing } from '$lib/domain/meeting/meeting';
import { ok, refuse, refuseInvalid, type Result } from '$lib/domain/result';
import { denial } from '../authorization';
import type { Context } from '../context';
import type { Queryable } from '../database/database';
import { appendEvent, changedFields } from '../database/event-log';
import { meeting, meetingAttendance, person, seat, seatHolder } from '../database/schema';
import { holdsOn } from '../database/held-seats';
import { attendanceOf, meetingById, type Meeting } from './queries';
import { loadMeeting, type MeetingTarget } from './target';

/** Recorded attendance of one who was invited. */
export interface AttendanceValues {
	id: number;
	presence: Presence | null;
	/** The alternate's account; null for none. */
	alternateId: number | null;
	title: string;
	arrivedAt: string | null;
	leftAt: string | null;
	note: string;
}

/** Lists the alternates of a meeting's bodies on its day. One statement. */
export async function alternatesFor(read: Queryable, { bodyId, jointBodyId, day }: Meeting) {
	const bodies = [bodyId, ...(jointBodyId === null ? [] : [jointBodyId])];
	return read
		.selectDistinct({ id: person.id, name: person.name })
		.from(seatHolder)
		.innerJoin(seat, and(eq(seat.id, seatHolder.seatId), eq(seat.role, 'alternate')))
		.innerJoin(person, eq(person.id, seatHolder.personId))
		.where(and(inArray(seat.bodyId, bodies), holdsOn(day)));
}

/**
 * Records the attendance of a meeting: at will while it is in progress, then with a reason until approval. Refuses
 * an alternate who is none of the body's.
 */
export async function recordAttendance(
	{ db, actor, now }: Context,
	target: MeetingTarget,
	{ rows, reason }: { rows: readonly AttendanceValues[]; reason: string }
): Promise<Result> {
	return db.write(async (tx) => {
		const loaded = await loadMeeting(tx, actor, { target, action: 'meeting.write' });
		if (!loaded.ok) return loaded;
		const found = loaded.value;
		const editing = outcomeEditing(found.state);
		if (editing === 'closed') return refuse({ code: 'wrong-state', state: found.state });
		if (found.version !== target.version) return refuse({ code: 'stale', current: found });
		if (editing === 'with-reason' && !reason)
			return refuseInvalid({ field: 'reason', code: 'reason-required' });
		const invited = await attendanceOf(tx, found.id);
		const alternates = await alternatesFor(tx, found);
		const changes: Record<string, unknown>[] = [];
		for (const { id, ...values } of rows) {
			const before = invited.find(({ attendance }) => attendance.id === id)?.attendance;
			if (!before) return refuse({ code: 'not-found' });
			const alternate = alternates.find((one) => one.id === values.alternateId);
			if (values.presence === 'alternate' && !alternate)
				return refuseInvalid({ field: `alternate.${id}`, code: 'required' });
			const isReplaced = values.presence === 'alternate';
			const after = {
				...values,
				alternateId: isReplaced ? alternate!.id : null,
				alternateName: isReplaced ? alternate!.name : ''
			};
			const changed = changedFields<Record<string, unknown>>({ ...before }, after);
			if (!changed) continue;
			changes.push({ id, ...changed.after });
			await tx
				.update(meetingAttendance)
				.set({ ...after, version: before.version + 1 })
				.where(eq(meetingAttendance.id, id));
		}
		if (changes.length === 0) return ok();
		await tx
			.update(meeting)
			.set({ version: sql`${meeting.version} + 1` })
			.where(eq(meeting.id, found.id));
		await appendEvent(tx, actor, now, {
			...{ planId: null, verb: 'record-attendance', noun: 'meeting', nounId: found.id },
			after: { attendance: changes },
			...(reason && { reason })
		});
		return ok();
	});
}

/** Answers a notice, for the invited person themselves or by their link; refused once the meeting has begun. */
export async function answerNotice(
	{ db, actor, now }: Context,
	{ partnershipId, id }: Omit<MeetingTarget, 'version'>,
	{ answer, note }: { answer: MeetingAnswer; note: string }
): Promise<Result> {
	return db.write(async (tx) => {
		const denied = await denial(tx, actor, { action: 'meeting.answer', partnershipId, meetingId: id });
		if (denied) return denied;
		const found = await meetingById(tx, partnershipId, id);
		const invitedId = actor.personId ?? actor.meetingLink?.invitedId ?? null;
		const own = (await attendanceOf(tx, id)).filter(
			({ attendance }) => invitedId !== null && attendance.personId === invitedId
		);
		if (!found || own.length === 0) return refuse({ code: 'not-found' });
		if (found.state !== 'called') return refuse({ code: 'wrong-state', state: found.state });
		for (const { attendance } of own)
			await tx
				.update(meetingAttendance)
				.set({ answer, answerNote: note, answeredAt: now.toISOString(), version: attendance.version + 1 })
				.where(eq(meetingAttendance.id, attendance.id));
		await appendEvent(tx, actor, now, {
			...{ planId: null, verb: 'answer-notice', noun: 'meeting', nounId: id },
			after: { answer, attendance: own.map(({ attendance }) => attendance.id) }
		});
		return ok();
	});
}
