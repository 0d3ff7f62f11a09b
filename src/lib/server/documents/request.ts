import type { Locale } from '$lib/domain/localized';
import type { SealedReview } from './review-document';

/** Formats of a review's documents, by file extension. */
export const documentFormats = ['docx', 'pptx', 'xlsx', 'zip'] as const;
export type DocumentFormat = (typeof documentFormats)[number];
/** Formats of a review's papers: a PDF is printed from the page that is written for it. */
export type PaperFormat = DocumentFormat | 'pdf';

/** Input for a document. Plain data, so that it can be sent to a worker thread. */
export interface DocumentRequest {
	format: PaperFormat;
	locale: Locale;
	/** False to leave out the tables of the charts; PDF only. */
	tables?: boolean;
	/** Word template to fill. */
	template?: Uint8Array;
	review: Omit<SealedReview, 'content'> & {
		/** The content as it was sealed, byte for byte. */
		text: string;
	};
}

export const mediaTypes: Record<PaperFormat, string> = {
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	zip: 'application/zip',
	pdf: 'application/pdf'
};
