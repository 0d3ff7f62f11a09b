import { inWrittenForm, type Localized } from '$lib/domain/localized';
import { getLocale } from '$lib/i18n/paraglide/runtime';
import type { ReviewContent } from '$lib/domain/review/review';
import type { ReviewSection } from '$lib/domain/review/review-text';
import type { DocumentBlock, DocumentText } from './model';

/** A name from the plan as its reader is to see it, marked where it is in another form than the paper. */
export function toDocumentText(text: Localized | null | undefined): DocumentText {
	const locale = getLocale();
	const found = inWrittenForm(text, locale);
	if (!found) return { text: '' };
	return found.lang === locale ? { text: found.text } : { text: found.text, lang: found.lang };
}

/** What the secretariat wrote in a section, as it was frozen with the figures; nothing where it wrote none. */
export function sectionText({ texts }: ReviewContent, section: ReviewSection): DocumentBlock[] {
	const text = toDocumentText(texts?.[section]);
	return text.text === '' ? [] : [{ kind: 'text', text }];
}
