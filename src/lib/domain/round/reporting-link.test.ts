import { describe, expect, it } from 'vitest';
import {
	checkReportingLink,
	linkPeriodEnd,
	reportingLinkExpiry,
	type ReportingLinkTerms
} from './reporting-link';

/** A Friday, with five working days of grace: the Friday after. */
const round = { state: 'open', reportBy: '2026-12-11', graceDays: 5 } as const;
const open: ReportingLinkTerms = { revoked: false, disabled: false, period: { round } };

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
		['2026-11-20', { period: { round: { ...round, state: 'reading' } } }, null],
		['2026-11-20', { period: { round: { ...round, state: 'closed' } } }, 'round-closed'],
		['2026-11-20', { period: { round: { ...round, state: 'planned' } } }, 'round-closed'],
		['2026-12-19', { revoked: true }, 'revoked'],
		['2026-11-20', { disabled: true }, 'revoked'],
		['2026-12-11', { period: { round: { ...round, graceDays: 0 } } }, null],
		['2026-12-12', { period: { round: { ...round, graceDays: 0 } } }, 'too-late']
	] satisfies [string, Partial<ReportingLinkTerms>, string | null][])(
		'%s, %j: %s',
		(day, terms, expected) => {
			expect(checkReportingLink({ ...open, ...terms }, day)).toBe(expected);
		}
	);

	const period = { startsOn: '2026-11-01', endsOn: '2026-11-30' };
	it.each([
		['2026-10-31', {}, 'too-early'],
		['2026-11-01', {}, null],
		['2026-11-30', {}, null],
		['2026-12-01', {}, 'too-late'],
		['2026-11-15', { revoked: true }, 'revoked'],
		['2026-10-31', { disabled: true }, 'revoked'],
		['2026-11-15', { period: { startsOn: '2026-11-15', endsOn: '2026-11-15' } }, null]
	] satisfies [string, Partial<ReportingLinkTerms>, string | null][])(
		'outside rounds, %s, %j: %s',
		(day, terms, expected) => {
			expect(checkReportingLink({ ...open, period, ...terms }, day)).toBe(expected);
		}
	);

	it('ends with its period', () => {
		expect(linkPeriodEnd(period)).toBe('2026-11-30');
		expect(linkPeriodEnd({ round })).toBe('2026-12-18');
	});
});
