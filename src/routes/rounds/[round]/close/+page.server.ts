import { fail, redirect, type ActionFailure } from '@sveltejs/kit';
import {
	isEvaluationApproved,
	missingAtClose,
	type RoundEntry
} from '$lib/domain/evaluation/evaluation-progress';
import { acceptsReports } from '$lib/domain/round/round';
import { closeRoundForm } from '$lib/forms/round';
import { link } from '$lib/i18n/link';
import { reportingEntries } from '$lib/server/evaluations/queries';
import { parseForm } from '$lib/server/http/forms';
import { requirePermission } from '$lib/server/http/guard';
import { closeRound } from '$lib/server/rounds/commands';
import { failRound, requireRound, type RoundFailure } from '../round.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads the effects of closing the round. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'round.close');
	const { plan, round, key } = await requireRound(event);
	if (!acceptsReports(round.state)) redirect(303, link(`/rounds/${key}`));
	const entries = await reportingEntries(event.locals.db.read, plan.id, round.id);
	const { version, year, kind, meetingOn, readBy } = round;
	return {
		round: { key, version, year, kind, meetingOn, readBy },
		approved: entries.filter(isEvaluationApproved).length,
		asked: entries.length,
		...missingAtClose(entries),
		without: unapproved(entries)
	};
};

export const actions = {
	default: async (event): Promise<ActionFailure<RoundFailure>> => {
		const at = await requireRound(event);
		const form = await parseForm(event.request, closeRoundForm);
		if (!form.ok) return form.failure;
		const { version, without } = form.input;
		const { db } = event.locals;
		// Asks again if the list of missing evaluations changed after it was shown.
		const entries = await reportingEntries(db.read, at.plan.id, at.round.id);
		if (acceptsReports(at.round.state) && unapproved(entries) !== without)
			return fail(409, { values: form.values, faults: [{ field: '', code: 'stale' }], happened: null });
		const target = { planId: at.plan.id, round: at.key, version };
		const outcome = await closeRound(event.locals, target);
		if (outcome.ok) redirect(303, link(`/reviews/${at.key}`));
		return failRound(event, at, { refused: outcome.refused, values: form.values });
	}
} satisfies Actions;

/** Returns the measures without an approved evaluation and their stage, as one text. */
function unapproved(entries: readonly RoundEntry[]): string {
	return entries
		.filter((entry) => !isEvaluationApproved(entry))
		.map(({ code, state }) => `${code} ${state ?? 'unopened'}`)
		.join(', ');
}
