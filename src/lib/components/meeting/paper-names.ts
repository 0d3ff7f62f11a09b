import { m } from '$lib/i18n/paraglide/messages';

/** Names of a meeting's papers. */
export const meetingPaperNames = {
	notice: m.meeting_paper_notice,
	cases: m.meeting_paper_cases,
	minutes: m.meeting_minutes
};
