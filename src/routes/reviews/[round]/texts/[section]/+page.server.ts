import { error } from '@sveltejs/kit';
import { parseReviewSection } from '$lib/domain/review/review-text';
import { takeTheirField, toConflict } from '$lib/forms/form-state';
import { reviewTextForm } from '$lib/forms/review-text';
import { link } from '$lib/i18n/link';
import { handleForm, showText } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import { latestEvent } from '$lib/server/database/event-log';
import { writeReviewText } from '$lib/server/reviews/commands';
import { latestReviews, reviewTextsIn } from '$lib/server/reviews/queries';
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
	default: (event) => {
		requirePermission(event, 'review.write');
		const { round: key, section } = event.params;
		const plan = planOf(event) ?? error(404, 'not-found');
		return handleForm(event, {
			guard: 'review.write',
			shape: reviewTextForm,
			run: ({ version, 'text.nb': nb, 'text.nn': nn }) =>
				writeReviewText(event.locals, { planId: plan.id, round: key, section, version }, { nb, nn }),
			done: link(`/reviews/${key}/texts?saved=${encodeURIComponent(section)}`),
			conflict: async () => {
				const { read } = event.locals.db;
				const round = (await roundByKey(read, plan.id, key)) ?? error(404, 'not-found');
				const written = [...(await reviewTextsIn(read, round.id))].find(([name]) => name === section)?.[1];
				const theirs = { 'text.nb': written?.text.nb ?? '', 'text.nn': written?.text.nn ?? '' };
				const about = { noun: 'review', nounId: `${key}/${section}` } as const;
				return toConflict(
					theirs,
					written?.version ?? null,
					await latestEvent(read, { planId: plan.id, ...about })
				);
			},
			take: (both, field) => takeTheirField(Object.keys(both.theirs), both, field),
			show: showText
		});
	}
};
