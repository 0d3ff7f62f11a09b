import { describe, expect, it } from 'vitest';
import { reportingLinkExpiry, checkReportingLink, type ReportingLinkTerms } from './reporting-link';

/** A Friday, with five working days of grace: the Friday after. */
const round = { state: 'open', reportBy: '2026-12-11', graceDays: 5 } as const;
const open: ReportingLinkTerms = { revoked: false, disabled: false, round };

describe('a reporting link', () => {
	it('is valid until the grace period in working days ends', () => {
		expect(reportingLinkExpiry(round)).toBe('2026-12-18');
		expect(reportingLinkExpiry({ ...round, reportBy: '2026-12-18' })).toBe('2026-12-28');
	});

	it.each([
		['2026-11-01', {}, null],
		['2026-12-11', {}, null],
		['2026-12-18', {}, null],
		['2026-12-19', {}, 'too-late'],
		['2026-11-20', { round: { ...round, state: 'reading' } }, null],
		['2026-11-20', { round: { ...round, state: 'closed' } }, 'round-closed'],
		['2026-11-20', { round: { ...round, state: 'planned' } }, 'round-closed'],
		['2026-12-19', { revoked: true }, 'revoked'],
		['2026-11-20', { disabled: true }, 'revoked'],
		['2026-12-11', { round: { ...round, graceDays: 0 } }, null],
		['2026-12-12', { round: { ...round, graceDays: 0 } }, 'too-late']
	] satisfies [string, Partial<ReportingLinkTerms>, string | null][])(
		'%s, %j: %s',
		(day, terms, expected) => {
			expect(checkReportingLink({ ...open, ...terms }, day)).toBe(expected);
		}
	);
});
