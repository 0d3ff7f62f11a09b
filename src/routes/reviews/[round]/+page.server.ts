import { error } from '@sveltejs/kit';
import { roundStepForm } from '$lib/forms/round';
import { link } from '$lib/i18n/link';
import { handleForm } from '$lib/server/http/form-action';
import { planOf } from '$lib/server/http/plan';
import { publishReview } from '$lib/server/reviews/commands';
import { requirePermission } from '$lib/server/http/guard';
import { installedChromium } from '$lib/server/http/pdf';
import { findCorrections } from '$lib/domain/review/review-correction';
import { mayDo } from '$lib/domain/permission';
import { reviewToCompareWith } from '$lib/domain/review/review';
import { requireReview } from '$lib/server/http/review';
import { reviewByKey, reviewEntries } from '$lib/server/reviews/queries';
import type { Actions, PageServerLoad } from './$types';

/** Loads a closed round's review, rendered from its sealed content only. */
export const load: PageServerLoad = async (event) => {
	const { plan, review, publishedOnly } = await requireReview(event);
	const { text: _text, ...frozen } = review;
	const key = event.params.round;
	const all = await reviewEntries(event.locals.db.read, plan.id);
	const shown = all.filter((one) => one.publishedAt || !publishedOnly);
	if (!frozen.intact) error(500, 'broken-seal');
	const versions = shown.filter((one) => one.key === key).map((one) => one.version);
	// The previous version depends on the reader: the public sees published ones only.
	const earlier = versions.find((one) => one < frozen.version);
	const first =
		earlier === undefined
			? null
			: await reviewByKey(event.locals.db.read, plan.id, key, { version: earlier, publishedOnly });
	return {
		key,
		review: frozen,
		versions,
		corrected: first && { since: first.version, changes: findCorrections(first.content, frozen.content) },
		beside: reviewToCompareWith(
			shown.map((one) => one.key),
			key
		),
		/** True if the server makes PDFs. */
		pdf: (await installedChromium()) !== null,
		/** True if the reader can open the round; not in snapshots. */
		mayRead: !event.locals.asked && mayDo(event.locals.actor, 'round.read'),
		published: event.url.searchParams.get('done') === 'publish',
		mayPublish: !event.locals.asked && mayDo(event.locals.actor, 'review.publish')
	};
};

export const actions: Actions = {
	publish: (event) => {
		requirePermission(event, 'review.publish');
		const plan = planOf(event) ?? error(404, { message: 'not-found' });
		const key = event.params.round;
		return handleForm(event, {
			guard: 'review.publish',
			shape: roundStepForm,
			run: ({ version }) => publishReview(event.locals, plan.id, key, version),
			done: link(`/reviews/${key}?done=publish`)
		});
	}
};
