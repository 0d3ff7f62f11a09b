import type { Locale, Localized } from '$lib/domain/localized';
import type { MinutesContent } from '$lib/domain/meeting/minutes';

/** Papers of a meeting: its notice, its case papers and its minutes. */
export const meetingPaperKinds = ['notice', 'cases', 'minutes'] as const;
export type MeetingPaperKind = (typeof meetingPaperKinds)[number];

/** The seal of an approved version of minutes. */
interface MinutesSeal {
	version: number;
	/** SHA-256 of the content's bytes, in hex. */
	sha256: string;
	approvedAt: string;
}

/** A meeting as its reader sees it, the only source of its papers. */
export interface MeetingPaper {
	kind: MeetingPaperKind;
	partnership: Localized;
	content: MinutesContent;
	/** Null for a paper that is not of approved minutes. */
	seal: MinutesSeal | null;
}

/** Formats of the papers, by file extension. HTML is for print; a browser on the server makes the PDF of it. */
export const meetingPaperFormats = ['docx', 'html', 'pdf'] as const;

/** Input for a paper, or for the archive of a meeting. Plain data, so that it can be sent to a worker thread. */
export interface MeetingPaperRequest extends MeetingPaper {
	format: (typeof meetingPaperFormats)[number];
	locale: Locale;
}

/** Input for the archive of a meeting with approved minutes. */
export interface MeetingArchiveRequest {
	locale: Locale;
	partnership: Localized;
	/** Approved versions, newest first, with their contents byte for byte. */
	versions: (MinutesSeal & {
		/** Empty for a version whose content was deleted when a text of it was redacted. */
		text: string;
		reason: string;
		publishedAt: string | null;
		redactedAt: string | null;
	})[];
	/** Time and identity of the meeting, without names. */
	meeting: Record<string, string | number | null>;
}
