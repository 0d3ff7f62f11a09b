import type { RequestEvent } from '@sveltejs/kit';
import { emptyForm } from '$lib/forms/invitation';
import { recusalForm } from '$lib/forms/meeting';
import { link } from '$lib/i18n/link';
import { handleForm, showNamed } from '$lib/server/http/form-action';
import { approveAgendaItem, recordRecusal } from '$lib/server/meetings/recuse';
import { requireMeetingFor, targetOf } from './meeting.server';

type MeetingEvent = RequestEvent<{ id: string }>;

/** Records who left the item of `?item=`, and goes to the address of the meeting's item. */
export async function recuse(event: MeetingEvent, at: (id: number, item: number) => string, name = 'recuse') {
	const guard = () => requireMeetingFor(event, 'meeting.write');
	const itemId = itemIdOf(event);
	const target = { ...targetOf((await guard()).found), itemId };
	return handleForm(event, {
		guard,
		shape: recusalForm,
		run: ({ recusalReason: reason, replacement: replacementId, ...values }) =>
			recordRecusal(event.locals, target, { ...values, reason, replacementId }),
		done: at(target.id, itemId),
		show: showNamed(name)
	});
}

/** Records a recusal while a circulation is out. */
export function recuseInCirculation(event: MeetingEvent) {
	return recuse(event, (id) => `${link(`/meetings/${id}`)}?saved#answers`, `recuse-${itemIdOf(event)}`);
}

/** Approves the item of `?item=`, for the replacement of a recused leader. */
export async function approveItem(event: MeetingEvent) {
	const itemId = itemIdOf(event);
	const guard = () => requireMeetingFor(event, 'meeting.approve', itemId);
	const target = { ...targetOf((await guard()).found), itemId };
	return handleForm(event, {
		guard,
		shape: emptyForm,
		run: () => approveAgendaItem(event.locals, target),
		done: `${link(`/meetings/${target.id}`)}?saved#approvals`,
		show: showNamed('approveItem')
	});
}

function itemIdOf({ url }: MeetingEvent): number {
	return Number(url.searchParams.get('item')) || 0;
}
