import { error, fail, redirect, type ActionFailure } from '@sveltejs/kit';
import { editableRoundSettings } from '$lib/domain/round/round';
import { formatDateInput } from '$lib/forms/fields/date-field';
import { roundDatesForm, useCurrentRoundFieldForm } from '$lib/forms/round';
import { link } from '$lib/i18n/link';
import { parseForm } from '$lib/server/http/forms';
import { requirePermission } from '$lib/server/http/guard';
import { editRound } from '$lib/server/rounds/commands';
import { roundHistory, type Round } from '$lib/server/rounds/queries';
import type { Actions, PageServerLoad } from './$types';
import { failRound, requireRound, type RoundFailure } from '../round.server';

/** Loads the settings of a round that can still be changed. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'round.plan');
	const { round, key } = await requireRound(event);
	const { year, kind, state, version } = round;
	return {
		round: { key, year, kind, state, version },
		settable: editableRoundSettings(state),
		values: typedRound(round)
	};
};

/** Returns the settings of a round as form values. */
function typedRound({ opensOn, reportBy, readBy, meetingOn, graceDays, instruction }: Round) {
	return {
		opensOn: formatDateInput(opensOn),
		reportBy: formatDateInput(reportBy),
		readBy: formatDateInput(readBy),
		meetingOn: formatDateInput(meetingOn),
		graceDays: String(graceDays),
		'instruction.nb': instruction?.nb ?? '',
		'instruction.nn': instruction?.nn ?? ''
	};
}

export const actions = {
	save: async (event): Promise<ActionFailure<RoundFailure>> => {
		requirePermission(event, 'round.plan');
		const at = await requireRound(event);
		const form = await parseForm(event.request, roundDatesForm);
		if (!form.ok) return form.failure;
		const { version, settings } = form.input;
		const target = { planId: at.plan.id, round: at.key, version };
		const outcome = await editRound(event.locals, target, settings);
		if (outcome.ok) redirect(303, link(`/rounds/${at.key}?done=edit`));
		return failRound(event, at, { refused: outcome.refused, values: form.values });
	},
	/** Takes over the saved value of one field, without saving. */
	take: async (event): Promise<ActionFailure<RoundFailure>> => {
		requirePermission(event, 'round.plan');
		const { plan, round, key } = await requireRound(event);
		const form = await parseForm(event.request, useCurrentRoundFieldForm);
		if (!form.ok) error(400, 'unreadable');
		const { take: _take, ...values } = form.values;
		const stands = typedRound(round);
		const [happened = null] = await roundHistory(event.locals.db.read, plan.id, key);
		return fail(409, {
			values: { ...values, [form.input.take]: stands[form.input.take] },
			faults: [],
			happened
		});
	}
} satisfies Actions;
