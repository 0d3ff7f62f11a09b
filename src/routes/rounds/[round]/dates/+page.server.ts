import { redirect, type ActionFailure } from '@sveltejs/kit';
import { settable } from '$lib/domain/round';
import { typedDate } from '$lib/forms/date';
import { roundDatesForm } from '$lib/forms/round';
import { link } from '$lib/i18n/link';
import { parseForm } from '$lib/server/http/forms';
import { demand } from '$lib/server/http/guard';
import { editRound } from '$lib/server/rounds/commands';
import type { Actions, PageServerLoad } from './$types';
import { refuse, roundAt, type NotTaken } from '../round.server';

/** What can still be set of a round. */
export const load: PageServerLoad = async (event) => {
	demand(event, 'round.plan');
	const { round, key } = await roundAt(event);
	const { year, kind, state, version, graceDays, instruction } = round;
	const { opensOn, reportBy, readBy, meetingOn } = round;
	return {
		round: { key, year, kind, state, version },
		settable: settable(state),
		values: {
			opensOn: typedDate(opensOn),
			reportBy: typedDate(reportBy),
			readBy: typedDate(readBy),
			meetingOn: typedDate(meetingOn),
			graceDays: String(graceDays),
			'instruction.nb': instruction?.nb ?? '',
			'instruction.nn': instruction?.nn ?? ''
		}
	};
};

export const actions: Actions = {
	default: async (event): Promise<ActionFailure<NotTaken>> => {
		demand(event, 'round.plan');
		const at = await roundAt(event);
		const form = await parseForm(event.request, roundDatesForm);
		if (!form.ok) return form.failure;
		const { version, settings } = form.input;
		const target = { planId: at.plan.id, round: at.key, version };
		const outcome = await editRound(event.locals, target, settings);
		if (outcome.ok) redirect(303, link(`/rounds/${at.key}?done=edit`));
		return refuse(event, at, outcome.refused, form.values);
	}
};
