import { editableRoundSettings } from '$lib/domain/round/round';
import { formatDateInput } from '$lib/forms/fields/date-field';
import { takeTheirField } from '$lib/forms/form-state';
import { roundDatesForm } from '$lib/forms/round';
import { link } from '$lib/i18n/link';
import { handleForm, showText } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
import { editRound } from '$lib/server/rounds/commands';
import type { Round } from '$lib/server/rounds/queries';
import type { Actions, PageServerLoad } from './$types';
import { requireRound, roundConflict } from '../round.server';

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
	save: async (event) => {
		requirePermission(event, 'round.plan');
		const { target } = await requireRound(event);
		return handleForm(event, {
			guard: 'round.plan',
			shape: roundDatesForm,
			run: ({ version, settings }) => editRound(event.locals, { ...target, version }, settings),
			done: link(`/rounds/${target.round}?done=edit`),
			conflictCodes: ['wrong-state'],
			conflict: () => roundConflict(event, typedRound),
			take: (both, field) => takeTheirField(Object.keys(both.theirs), both, field),
			show: showText
		});
	}
} satisfies Actions;
