import type { RequestEvent } from '@sveltejs/kit';
import type { Result } from '$lib/domain/result';
import {
	agendaMoveForm,
	agendaOrderForm,
	meetingAnswerForm,
	meetingChangeForm,
	meetingStepForm,
	minutesRemarkForm
} from '$lib/forms/meeting';
import { link } from '$lib/i18n/link';
import { handleForm, showNamed } from '$lib/server/http/form-action';
import { moveAgendaItem, orderAgenda } from '$lib/server/meetings/agenda';
import { addMinutesRemark, approveMinutes, publishMinutes } from '$lib/server/meetings/approve';
import { answerNotice } from '$lib/server/meetings/attendance';
import { takeMeetingStep } from '$lib/server/meetings/steps';
import { requireMeetingFor, targetOf } from './meeting.server';

type MeetingEvent = RequestEvent<{ id: string }>;

/** Takes a step. Every step is taken by some of those who may plan the meeting. */
export async function takeStep(event: MeetingEvent) {
	const guard = () => requireMeetingFor(event, 'meeting.plan');
	const target = targetOf((await guard()).found);
	return handleForm(event, {
		guard,
		shape: meetingStepForm,
		run: async ({ version, step, reason }): Promise<Result<unknown>> => {
			const at = { ...target, version };
			if (step === 'approve') return approveMinutes(event.locals, at);
			if (step === 'publish') return publishMinutes(event.locals, at);
			return takeMeetingStep(event.locals, at, { step, reason, time: null });
		},
		done: savedAt(event),
		show: showNamed('step')
	});
}

/** Moves or cancels the meeting. */
export async function moveOrCancel(event: MeetingEvent) {
	const guard = () => requireMeetingFor(event, 'meeting.plan');
	const target = targetOf((await guard()).found);
	return handleForm(event, {
		guard,
		shape: meetingChangeForm,
		run: ({ version, step, reason, ...time }) =>
			takeMeetingStep(event.locals, { ...target, version }, { step, reason, time }),
		done: savedAt(event),
		show: showNamed('change')
	});
}

/** Moves one item of the agenda. */
export async function moveItem(event: MeetingEvent) {
	const guard = () => requireMeetingFor(event, 'meeting.plan');
	const target = targetOf((await guard()).found);
	return handleForm(event, {
		guard,
		shape: agendaMoveForm,
		run: ({ up, down }) =>
			moveAgendaItem(event.locals, target, { itemId: up ?? down ?? 0, step: up === null ? 'down' : 'up' }),
		done: `${savedAt(event)}#agenda`,
		show: showNamed('arrange')
	});
}

/** Saves the whole order of the agenda. */
export async function saveOrder(event: MeetingEvent) {
	const guard = () => requireMeetingFor(event, 'meeting.plan');
	const target = targetOf((await guard()).found);
	return handleForm(event, {
		guard,
		shape: agendaOrderForm,
		run: ({ order }) => orderAgenda(event.locals, target, order),
		done: `${savedAt(event)}#agenda`,
		show: showNamed('arrange')
	});
}

/** Answers the notice for the reader. */
export async function answerMeeting(event: MeetingEvent) {
	const guard = () => requireMeetingFor(event, 'meeting.answer');
	const target = targetOf((await guard()).found);
	return handleForm(event, {
		guard,
		shape: meetingAnswerForm,
		run: (values) => answerNotice(event.locals, target, values),
		done: savedAt(event),
		show: showNamed('answer')
	});
}

/** Adds a remark on the minutes. */
export async function remarkOnMinutes(event: MeetingEvent) {
	const guard = () => requireMeetingFor(event, 'meeting.remark');
	const target = targetOf((await guard()).found);
	return handleForm(event, {
		guard,
		shape: minutesRemarkForm,
		run: ({ remark }) => addMinutesRemark(event.locals, target, remark),
		done: savedAt(event),
		show: showNamed('remark')
	});
}

function savedAt({ params }: MeetingEvent): string {
	return `${link(`/meetings/${params.id}`)}?saved`;
}
