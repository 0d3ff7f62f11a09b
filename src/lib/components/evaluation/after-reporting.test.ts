import { afterEach, describe, expect, it } from 'vitest';
import { locales } from '$lib/domain/localized';
import { formatDay } from '$lib/i18n/format';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import { saidTwice } from '../../../../tests/support/said-twice';
import { afterReportingText } from './evaluation-labels';

afterEach(() => overwriteGetLocale(() => 'nb'));

const days = { readBy: '2026-12-11', meetingOn: '2027-01-15' };

describe.each(locales)('the receipt of a report in %s', (locale) => {
	it.each([
		['2026-12-11', [days.readBy, days.meetingOn]],
		['2026-12-12', [days.meetingOn]],
		['2027-01-15', [days.meetingOn]],
		['2027-01-16', []]
	])('names the days to come, and no day that is past, on %s', (today, named) => {
		overwriteGetLocale(() => locale);
		const text = afterReportingText(days, today);
		expect(Object.values(days).filter((day) => text.includes(formatDay(day)))).toEqual(named);
		expect(text.match(/\d{4}/g) ?? []).toHaveLength(named.length);
		expect(saidTwice(text)).toEqual([]);
	});
});
