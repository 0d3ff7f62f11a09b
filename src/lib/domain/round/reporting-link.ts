import type { CalendarDate } from '../calendar/calendar-date';
import { acceptsReports, type RoundState } from './round';
import { graceEndDate } from '../calendar/working-days';

/** Kinds of work a link opens: all that is reported in a round, or a partner's rollout at any time. */
export type LinkWork = 'round' | 'rollout';

/** The round a link is for. */
interface LinkRound {
	state: RoundState;
	reportBy: CalendarDate;
	graceDays: number;
}

/** When a link is valid: as long as its round accepts reports, or from one day to another, both included. */
export type LinkPeriod = { round: LinkRound } | { startsOn: CalendarDate; endsOn: CalendarDate };

/** Data that decides how long a reporting link is valid. */
export interface ReportingLinkTerms {
	revoked: boolean;
	/** True if its recipient's access has been blocked. */
	disabled: boolean;
	period: LinkPeriod;
}

/** Reasons a reporting link is refused. "unknown" covers links never issued or replaced. */
export const reportingLinkRefusals = ['unknown', 'revoked', 'round-closed', 'too-early', 'too-late'] as const;
export type ReportingLinkRefusal = (typeof reportingLinkRefusals)[number];

/** Returns the last day a round's reporting links are valid. */
export function reportingLinkExpiry({ reportBy, graceDays }: Omit<LinkRound, 'state'>): CalendarDate {
	return graceEndDate(reportBy, graceDays);
}

/** Returns the last day of a link's period. */
export function linkPeriodEnd(period: LinkPeriod): CalendarDate {
	return 'round' in period ? reportingLinkExpiry(period.round) : period.endsOn;
}

/** Returns the reason a reporting link is refused on a date; null if it is valid. */
export function checkReportingLink(
	{ revoked, disabled, period }: ReportingLinkTerms,
	today: CalendarDate
): Exclude<ReportingLinkRefusal, 'unknown'> | null {
	if (revoked || disabled) return 'revoked';
	if ('round' in period && !acceptsReports(period.round.state)) return 'round-closed';
	if ('startsOn' in period && today < period.startsOn) return 'too-early';
	return today > linkPeriodEnd(period) ? 'too-late' : null;
}
