import type { Locale } from '$lib/domain/localized';
import type { SealedReview } from './review-document';

/** The kinds of paper a review is written as, by the endings of their files. */
export const documentFormats = ['docx', 'pptx', 'xlsx', 'zip'] as const;
export type DocumentFormat = (typeof documentFormats)[number];

/** What a paper is made of. Plain data, so that it can be handed to another thread. */
export interface DocumentRequest {
	format: DocumentFormat;
	locale: Locale;
	/** An organisation's own document to write it into, for Word. */
	template?: Uint8Array;
	review: Omit<SealedReview, 'content'> & {
		/** The content as it was sealed, byte for byte. */
		text: string;
	};
}

export const mediaTypes: Record<DocumentFormat, string> = {
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	zip: 'application/zip'
};
