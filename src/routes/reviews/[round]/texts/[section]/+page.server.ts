import { error, fail, redirect, type ActionFailure } from '@sveltejs/kit';
import { parseReviewSection } from '$lib/domain/review/review-text';
import { reviewTextForm } from '$lib/forms/review-text';
import { link } from '$lib/i18n/link';
import { parseForm, rejectForm, type RejectedForm } from '$lib/server/http/forms';
import { throwRefusal, requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import { writeReviewText } from '$lib/server/reviews/commands';
import { latestReviews, reviewTextsIn, type ReviewTextVersion } from '$lib/server/reviews/queries';
import { roundByKey } from '$lib/server/rounds/queries';
import { requireUpcomingReview } from '../texts.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads a section's text, with its figures and the previous text. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'review.write');
	const { plan, key, content, written } = await requireUpcomingReview(event);
	const section = parseReviewSection(event.params.section, content.areas);
	if (!section) error(404, 'not-found');
	const past = (await latestReviews(event.locals.db.read, plan.id, false)).at(-1);
	const before = past?.content.texts?.[section];
	return {
		key,
		section,
		content,
		written: written.get(section) ?? null,
		before: past && before ? { round: past.name, text: before } : null
	};
};

export const actions: Actions = {
	default: async (event): Promise<NotWritten> => {
		requirePermission(event, 'review.write');
		const { db } = event.locals;
		const { round: key, section } = event.params;
		const plan = planOf(event);
		if (!plan) error(404, 'not-found');
		const form = await parseForm(event.request, reviewTextForm);
		if (!form.ok) return form.failure;
		const { version, ...texts } = form.input;
		const target = { planId: plan.id, round: key, section, version };
		const text = { nb: texts['text.nb'], nn: texts['text.nn'] };
		const outcome = await writeReviewText(event.locals, target, text);
		if (outcome.ok) redirect(303, link(`/reviews/${key}/texts?saved=${encodeURIComponent(section)}`));
		if (outcome.refused.code === 'invalid') return rejectForm(400, form.values, outcome.refused.faults);
		if (outcome.refused.code !== 'stale') throwRefusal(event, outcome.refused);
		const round = await roundByKey(db.read, plan.id, key);
		const current =
			round && [...(await reviewTextsIn(db.read, round.id))].find(([name]) => name === section)?.[1];
		return fail(409, {
			values: form.values,
			faults: [{ field: '', code: 'stale' }],
			current: current ?? null
		});
	}
};

/** Failure of saving a text; with the current one after a conflict. */
type NotWritten = ActionFailure<RejectedForm & { current?: ReviewTextVersion | null }>;
