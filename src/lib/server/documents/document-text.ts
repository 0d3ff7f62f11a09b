import { inWrittenForm, type Localized } from '$lib/domain/localized';
import { getLocale } from '$lib/i18n/paraglide/runtime';
import type { ReviewContent } from '$lib/domain/review/review';
import type { ReviewSection } from '$lib/domain/review/review-text';
import type { DocumentBlock, DocumentText } from './model';

/** Returns a plan's text in the document's language if available, otherwise with the language it is in. */
export function toDocumentText(text: Localized | null | undefined): DocumentText {
	const locale = getLocale();
	const found = inWrittenForm(text, locale);
	if (!found) return { text: '' };
	return found.lang === locale ? { text: found.text } : { text: found.text, lang: found.lang };
}

/** Returns the secretariat's sealed text for a section; nothing if it wrote none. */
export function sectionText(
	{ texts }: Pick<ReviewContent, 'texts'>,
	section: ReviewSection
): DocumentBlock[] {
	const text = toDocumentText(texts?.[section]);
	return text.text === '' ? [] : [{ kind: 'text', text }];
}
