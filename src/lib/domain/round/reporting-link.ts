import type { CalendarDate } from '../calendar/calendar-date';
import { acceptsReports, type RoundState } from './round';
import { graceEndDate } from '../calendar/working-days';

/** Data that decides how long a reporting link is valid. */
export interface ReportingLinkTerms {
	revoked: boolean;
	/** True if its recipient's access has been blocked. */
	disabled: boolean;
	round: { state: RoundState; reportBy: CalendarDate; graceDays: number };
}

/** Reasons a reporting link is refused. "unknown" covers links never issued or replaced. */
export const reportingLinkRefusals = ['unknown', 'revoked', 'round-closed', 'too-late'] as const;
export type ReportingLinkRefusal = (typeof reportingLinkRefusals)[number];

/** Returns the last day a round's reporting links are valid. */
export function reportingLinkExpiry({ reportBy, graceDays }: ReportingLinkTerms['round']): CalendarDate {
	return graceEndDate(reportBy, graceDays);
}

/** Returns the reason a reporting link is refused on a date; null if it is valid. */
export function checkReportingLink(
	terms: ReportingLinkTerms,
	today: CalendarDate
): Exclude<ReportingLinkRefusal, 'unknown'> | null {
	if (terms.revoked || terms.disabled) return 'revoked';
	if (!acceptsReports(terms.round.state)) return 'round-closed';
	return today > reportingLinkExpiry(terms.round) ? 'too-late' : null;
}
