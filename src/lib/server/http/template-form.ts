import { fail } from '@sveltejs/kit';
import { m } from '$lib/i18n/paraglide/messages';
import { mediaTypes } from '../documents/request';
import { templateLimits, type TemplateErrorDetail } from '../documents/template-limits';
import type { FilledTemplate } from './documents';
import { readUploadedFile } from './upload';

/** Fills the template that a form uploads; returns the document for the page, or why it cannot be filled, in words. */
export async function answerTemplate(
	request: Request,
	fill: (template: Uint8Array) => Promise<FilledTemplate>
) {
	const file = await readUploadedFile(request, 'template');
	if (!file || file.byteLength === 0) return fail(400, { fault: m.paper_template_missing() });
	const outcome = await fill(new Uint8Array(file));
	if (!outcome.filled) return fail(outcome.status, { fault: faultWords(outcome.fault) });
	const data = Buffer.from(outcome.bytes).toString('base64');
	return { filled: { name: outcome.name, address: `data:${mediaTypes.docx};base64,${data}` } };
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
