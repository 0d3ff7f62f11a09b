import type { CalendarDate } from '../calendar/calendar-date';
import { acceptsReports, type RoundState } from './round';
import { graceEndDate } from '../calendar/working-days';

/** What decides how long a link to the reporting page opens. */
export interface ReportingLinkTerms {
	revoked: boolean;
	/** Who it was made for has been shut out. */
	disabled: boolean;
	round: { state: RoundState; reportBy: CalendarDate; graceDays: number };
}

/** Why a link opens nothing. `unknown` is said of what was never given, or has been replaced. */
export const reportingLinkRefusals = ['unknown', 'revoked', 'round-closed', 'too-late'] as const;
export type ReportingLinkRefusal = (typeof reportingLinkRefusals)[number];

/** The last day a link of a round opens. */
export function reportingLinkExpiry({ reportBy, graceDays }: ReportingLinkTerms['round']): CalendarDate {
	return graceEndDate(reportBy, graceDays);
}

/** Why an access is not open on a day; null where it is. */
export function checkReportingLink(
	terms: ReportingLinkTerms,
	today: CalendarDate
): Exclude<ReportingLinkRefusal, 'unknown'> | null {
	if (terms.revoked || terms.disabled) return 'revoked';
	if (!acceptsReports(terms.round.state)) return 'round-closed';
	return today > reportingLinkExpiry(terms.round) ? 'too-late' : null;
}
