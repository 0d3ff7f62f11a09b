import type { CalendarDate } from './calendar';
import { takesReports, type RoundState } from './round';
import { graceEnds } from './working-days';

/** What decides how long a link to the reporting page opens. */
export interface AccessTerms {
	revoked: boolean;
	/** Who it was made for has been shut out. */
	disabled: boolean;
	round: { state: RoundState; reportBy: CalendarDate; graceDays: number };
}

/** Why a link opens nothing. `unknown` is said of what was never given, or has been replaced. */
export const accessRefusals = ['unknown', 'revoked', 'round-closed', 'too-late'] as const;
export type AccessRefusal = (typeof accessRefusals)[number];

/** The last day a link of a round opens. */
export function accessEnds({ reportBy, graceDays }: AccessTerms['round']): CalendarDate {
	return graceEnds(reportBy, graceDays);
}

/** Why an access is not open on a day; null where it is. */
export function accessRefusal(
	terms: AccessTerms,
	today: CalendarDate
): Exclude<AccessRefusal, 'unknown'> | null {
	if (terms.revoked || terms.disabled) return 'revoked';
	if (!takesReports(terms.round.state)) return 'round-closed';
	return today > accessEnds(terms.round) ? 'too-late' : null;
}
