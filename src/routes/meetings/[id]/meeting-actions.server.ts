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
import { requireMeeting, requireMeetingFor, targetOf } from './meeting.server';

type MeetingEvent = RequestEvent<{ id: string }>;

/** The forms of a meeting's page. */
export const meetingActions = {
	step: async (event: MeetingEvent) => {
		const guard = () => requireMeeting(event);
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
	},
	change: async (event: MeetingEvent) => {
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
	},
	arrange: async (event: MeetingEvent) => {
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
	},
	order: async (event: MeetingEvent) => {
		const guard = () => requireMeetingFor(event, 'meeting.plan');
		const target = targetOf((await guard()).found);
		return handleForm(event, {
			guard,
			shape: agendaOrderForm,
			run: ({ order }) => orderAgenda(event.locals, target, order),
			done: `${savedAt(event)}#agenda`,
			show: showNamed('arrange')
		});
	},
	answer: async (event: MeetingEvent) => {
		const guard = () => requireMeeting(event);
		const target = targetOf((await guard()).found);
		return handleForm(event, {
			guard,
			shape: meetingAnswerForm,
			run: ({ answer }) => answerNotice(event.locals, target, answer),
			done: savedAt(event),
			show: showNamed('answer')
		});
	},
	remark: async (event: MeetingEvent) => {
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
};

function savedAt({ params }: MeetingEvent): string {
	return `${link(`/meetings/${params.id}`)}?saved`;
}
