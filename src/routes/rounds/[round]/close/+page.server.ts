import { redirect } from '@sveltejs/kit';
import {
	closingCautions,
	isEvaluationApproved,
	missingAtClose,
	type RoundEntry
} from '$lib/domain/evaluation/evaluation-progress';
import { refuse } from '$lib/domain/result';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { acceptsReports } from '$lib/domain/round/round';
import { toConflict } from '$lib/forms/form-state';
import { closeRoundForm } from '$lib/forms/round';
import { link } from '$lib/i18n/link';
import { areasOf } from '$lib/server/plans/queries';
import { reportingEntries } from '$lib/server/rounds/queries';
import { handleForm } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
import { closeRound } from '$lib/server/workflows/close-round';
import { requireRound, roundConflict } from '../round.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads the effects of closing the round. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'round.close');
	const { plan, round, key } = await requireRound(event);
	if (!acceptsReports(round.state)) redirect(303, link(`/rounds/${key}`));
	const entries = await reportingEntries(event.locals.db.read, plan.id, round.id);
	const areas = await areasOf(event.locals.db.read, plan.id);
	const { version, year, kind, reportBy, readBy } = round;
	return {
		round: { key, version, year, kind, reportBy, readBy },
		cautions: closingCautions({ reportBy, readBy, today: toOsloDate(event.locals.now) }, entries),
		approved: entries.filter(isEvaluationApproved).length,
		asked: entries.length,
		...missingAtClose(entries),
		areas: areas.map(({ bodyName, ...area }) => ({ ...area, body: bodyName })),
		without: unapproved(entries)
	};
};

export const actions = {
	default: async (event) => {
		requirePermission(event, 'round.close');
		const { plan, round, target } = await requireRound(event);
		let listChanged = false;
		return handleForm(event, {
			guard: 'round.close',
			shape: closeRoundForm,
			run: async ({ version, without }) => {
				// Asks again if the list of missing evaluations changed after it was shown.
				const entries = await reportingEntries(event.locals.db.read, plan.id, round.id);
				listChanged = acceptsReports(round.state) && unapproved(entries) !== without;
				return listChanged
					? refuse({ code: 'stale', current: null })
					: closeRound(event.locals, { ...target, version });
			},
			done: link(`/reviews/${target.round}`),
			conflictCodes: ['wrong-state'],
			conflict: () => (listChanged ? toConflict(null, round.version, null) : roundConflict(event, () => null))
		});
	}
} satisfies Actions;

/** Returns the measures without an approved evaluation and their stage, as one text. */
function unapproved(entries: readonly RoundEntry[]): string {
	return entries
		.filter((entry) => !isEvaluationApproved(entry))
		.map(({ code, state }) => `${code} ${state ?? 'unopened'}`)
		.join(', ');
}
