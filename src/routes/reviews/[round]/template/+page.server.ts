import { requirePermission } from '$lib/server/http/guard';
import { fillReviewTemplate } from '$lib/server/http/documents';
import { requireReview } from '$lib/server/http/review';
import { placeholderWords, templatePlaceholders } from '$lib/server/documents/placeholders';
import { answerTemplate } from '$lib/server/http/template-form';
import type { Actions, PageServerLoad } from './$types';

/** Loads the form for filling a member's own Word template with the review. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'review.read');
	const { review } = await requireReview(event);
	return {
		key: event.params.round,
		version: review.version,
		round: review.content.round,
		slots: placeholderWords(templatePlaceholders)
	};
};

export const actions: Actions = {
	default: async (event) => {
		requirePermission(event, 'review.read');
		return answerTemplate(event.request, (template) => fillReviewTemplate(event, template));
	}
};
