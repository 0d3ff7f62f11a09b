import { eq } from 'drizzle-orm';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import {
	isWithinBodyTerm,
	meetingStepsFrom,
	needsMeetingReason,
	nextMeetingState,
	noticeTiming,
	type MeetingStep
} from '$lib/domain/meeting/meeting';
import type { PermissionAction } from '$lib/domain/permission';
import { ok, refuse, refuseInvalid, type Result } from '$lib/domain/result';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import { agendaItem, meeting } from '../database/schema';
import { takeAgendaStep } from '../matters/agenda-step';
import type { MeetingTime } from './commands';
import { invite, inviteAgain } from './invite';
import { queueMeetingNotice, type NoticeOccasion } from './notify';
import { giveMissingNumbers } from './numbers';
import { agendaOf, bodiesOfMeeting, noticeDaysOf, type Meeting } from './queries';
import { loadMeeting, type MeetingTarget } from './target';

/** Steps besides approving and publishing, which freeze and show the minutes. */
type PlainStep = Exclude<MeetingStep, 'approve' | 'publish'>;

const actions: Record<PlainStep, PermissionAction> = {
	call: 'meeting.plan',
	move: 'meeting.plan',
	cancel: 'meeting.plan',
	start: 'meeting.write',
	end: 'meeting.write',
	'send-out': 'meeting.write',
	revise: 'meeting.write'
};

/** Steps that are told by mail, once the meeting is called. */
const occasions: Partial<Record<PlainStep, NoticeOccasion>> = {
	call: 'called',
	move: 'moved',
	cancel: 'cancelled'
};

export interface MeetingStepValues {
	step: PlainStep;
	reason: string;
	/** The new time of a meeting that is moved. */
	time: MeetingTime | null;
}

/**
 * Takes a step with a meeting. Calling it invites its seats by mail and gives its items numbers; moving a called one
 * invites them again; cancelling takes its matters off the agenda. Refuses a step that its state does not allow, one without the reason or time it needs,
 * and a notice without an agenda.
 */
export async function takeMeetingStep(
	{ db, actor, now }: Context,
	target: MeetingTarget,
	{ step, reason, time }: MeetingStepValues
): Promise<Result> {
	return db.write(async (tx) => {
		const loaded = await loadMeeting(tx, actor, { target, action: actions[step] });
		if (!loaded.ok) return loaded;
		const found = loaded.value;
		if (found.version !== target.version) return refuse({ code: 'stale', current: found });
		const state = nextMeetingState(found.state, step);
		if (state === null || !meetingStepsFrom(found.state, found.kind).includes(step))
			return refuseInvalid({ field: 'step', code: 'meeting-moved-on' });
		if (needsMeetingReason(step) && !reason)
			return refuseInvalid({ field: 'reason', code: 'reason-required' });
		const agenda = await agendaOf(tx, found.id);
		const fault = step === 'call' ? await callFault(tx, found, { now, reason }) : null;
		if (fault) return refuseInvalid(fault);
		if (step === 'call' && agenda.length === 0) return refuseInvalid({ field: 'step', code: 'no-agenda' });
		if (step === 'move') {
			if (!time) return refuseInvalid({ field: 'day', code: 'required' });
			const { body, jointBody } = await bodiesOfMeeting(tx, found);
			if ([body, jointBody].some((one) => one && !isWithinBodyTerm(one, time.day)))
				return refuseInvalid({ field: 'day', code: 'outside-term' });
		}

		const moved = step === 'move' ? time! : {};
		const isTold = step === 'move' || step === 'cancel';
		const at = now.toISOString();
		const changed: Meeting = {
			...{ ...found, ...moved, state, version: found.version + 1 },
			...(isTold && { sequence: found.sequence + 1 }),
			...(step === 'call' && { calledAt: at }),
			...(step === 'start' && { startedAt: at, currentItemId: agenda[0]?.id ?? null }),
			...(step === 'end' && { endedAt: at, currentItemId: null })
		};
		await tx.update(meeting).set(changed).where(eq(meeting.id, found.id));
		if (changed.day.slice(0, 4) !== found.day.slice(0, 4)) await moveToYear(tx, changed);
		if (step === 'call') await invite(tx, changed);
		if (step === 'move' && changed.state === 'called' && changed.kind !== 'circulation')
			await inviteAgain(tx, changed);
		if (changed.state === 'called') await giveMissingNumbers(tx, changed);
		if (step === 'cancel')
			for (const { matterId } of agenda)
				if (matterId !== null)
					await takeAgendaStep(
						tx,
						{ actor, now },
						{ matterId, step: 'unschedule', meetingId: found.id, reason }
					);
		const occasion = found.calledAt !== null || step === 'call' ? occasions[step] : undefined;
		if (occasion) await queueMeetingNotice(tx, now, { found: changed, occasion });
		await appendEvent(tx, actor, now, {
			...{ planId: null, verb: `${step}-meeting`, noun: 'meeting', nounId: found.id },
			before: { state: found.state, ...(step === 'move' && timeOf(found)) },
			after: { state, ...moved },
			...(reason && { reason })
		});
		return ok();
	});
}

/** Returns the fault of a notice later than the rule of the meeting's bodies allows, or null. */
async function callFault(tx: Transaction, found: Meeting, { now, reason }: { now: Date; reason: string }) {
	const timing = noticeTiming(found, { noticeDays: await noticeDaysOf(tx, found), today: toOsloDate(now) });
	if (timing === 'too-late') return { field: 'step', code: 'notice-too-late' };
	return timing === 'with-reason' && !reason ? { field: 'reason', code: 'reason-required' } : null;
}

function timeOf({ day, startsAt, endsAt, place }: Meeting): Record<string, unknown> {
	return { day, startsAt, endsAt, place };
}

/** Takes the numbers off an agenda that moves to another year, since they are unique in one. */
async function moveToYear(tx: Transaction, { id, day }: Meeting): Promise<void> {
	await tx
		.update(agendaItem)
		.set({ number: '', numberKey: null, numberYear: Number(day.slice(0, 4)) })
		.where(eq(agendaItem.meetingId, id));
}
