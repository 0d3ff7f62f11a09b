import { fail } from '@sveltejs/kit';
import { m } from '$lib/i18n/paraglide/messages';
import { requirePermission } from '$lib/server/http/guard';
import { fillReviewTemplate } from '$lib/server/http/documents';
import { requireReview } from '$lib/server/http/review';
import { templatePlaceholders, placeholderLabels } from '$lib/server/documents/placeholders';
import { mediaTypes } from '$lib/server/documents/request';
import { templateLimits, type TemplateErrorDetail } from '$lib/server/documents/template-limits';
import type { Actions, PageServerLoad } from './$types';

/** Loads the form for filling a member's own Word template with the review. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'review.read');
	const { review } = await requireReview(event);
	return {
		key: event.params.round,
		version: review.version,
		round: review.content.round,
		slots: templatePlaceholders.map((slot) => ({
			name: placeholderLabels[slot].name(),
			what: placeholderLabels[slot].what()
		}))
	};
};

export const actions: Actions = {
	default: async (event) => {
		requirePermission(event, 'review.read');
		const file = await fileIn(event.request);
		if (!file) return fail(400, { fault: m.paper_template_missing() });
		const outcome = await fillReviewTemplate(event, new Uint8Array(await file.arrayBuffer()));
		if (!outcome.filled) return fail(outcome.status, { fault: faultWords(outcome.fault) });
		const data = Buffer.from(outcome.bytes).toString('base64');
		return { filled: { name: outcome.name, address: `data:${mediaTypes.docx};base64,${data}` } };
	}
};

/** Returns the uploaded file; null without one, or if the body is not a form. */
async function fileIn(request: Request): Promise<File | null> {
	try {
		const file = (await request.formData()).get('template');
		return file instanceof File && file.size > 0 ? file : null;
	} catch (error) {
		if (error instanceof TypeError) return null;
		throw error;
	}
}

function faultWords(fault: TemplateErrorDetail): string {
	switch (fault.code) {
		case 'too-large':
			return m.paper_template_too_large();
		case 'too-deep':
			return m.paper_template_too_deep({ most: templateLimits.depth });
		case 'too-many-slots':
			return m.paper_template_too_many_slots({ most: templateLimits.slots });
		case 'too-slow':
			return m.paper_template_too_slow();
		case 'no-slots':
			return m.paper_template_no_slots();
		case 'macros':
			return m.paper_template_macros();
		case 'not-word':
			return m.paper_template_not_word();
		case 'unknown':
			return m.paper_template_unknown({ names: fault.names.map((name) => `{{${name}}}`).join(', ') });
	}
}
