import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, isCalendarDate } from '../calendar/calendar-date';
import { publicHolidays, workingDaysBetween } from '../calendar/working-days';
import { findOrderBreaks, type LeveledMeeting } from './meeting-order';
import { bodyMeetings, isLead, layOutYear, usualPartnershipMeetings, type YearTemplate } from './year-layout';

const years = Array.from({ length: 30 }, (_, index) => 2024 + index);
const lead = fc.integer({ min: 10, max: 20 });

/** Working days counted day by day, as the law lists them: the product's own counting is not used. */
function isOpen(day: string): boolean {
	const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
	return weekday > 0 && weekday < 6 && !publicHolidays(Number(day.slice(0, 4))).includes(day);
}

function openDays(from: string, to: string): number {
	let count = 0;
	for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isOpen(day)) count++;
	return count;
}

function asMeetings(template: YearTemplate): LeveledMeeting[] {
	return layOutYear(template).map(({ level, day }) => ({ level, day, bodyId: 1 }));
}

describe('a year laid out from the partnership’s meetings', () => {
	it('keeps the order on working days for thirty years', () => {
		fc.assert(
			fc.property(fc.constantFrom(...years), lead, lead, (year, ssuLead, fsuLead) => {
				const partnershipMeetings = usualPartnershipMeetings(year);
				const laid = layOutYear({ partnershipMeetings, ssuLead, fsuLead });
				expect(laid).toHaveLength(6);
				for (const { day } of laid) expect(isOpen(day) && isCalendarDate(day), day).toBe(true);
				for (const towards of partnershipMeetings) {
					const [fsu, ssu, own] = laid.filter((one) => one.towards === towards);
					expect([fsu!.level, ssu!.level, own!.level]).toEqual(['fsu', 'ssu', 'partnership-meeting']);
					expect(openDays(fsu!.day, ssu!.day)).toBe(fsuLead);
					expect(openDays(ssu!.day, own!.day)).toBe(ssuLead);
				}
				const days = laid.map(({ day }) => day);
				expect(days).toEqual(days.toSorted());
			}),
			{ numRuns: 300 }
		);
	});

	it('lies within three to seven weeks of each partnership meeting in every year, leap years too', () => {
		for (const year of years) {
			const [winter, summer] = usualPartnershipMeetings(year);
			expect([winter!.slice(0, 7), summer!.slice(0, 7)]).toEqual([`${year}-02`, `${year}-06`]);
			const laid = layOutYear({ partnershipMeetings: [winter!, summer!], ssuLead: 15, fsuLead: 15 });
			for (const { level, day, towards } of laid.filter((one) => one.level !== 'partnership-meeting'))
				expect(daysBetween(day, towards), day).toBeGreaterThanOrEqual(level === 'ssu' ? 21 : 42);
		}
	});

	it('gives every body of a level its meetings, and others none', () => {
		const template = { partnershipMeetings: usualPartnershipMeetings(2027), ssuLead: 15, fsuLead: 10 };
		const bodies = (['fsu', 'ssu', 'fsu', 'secretariat', 'partnership-meeting'] as const).map((kind, id) => ({
			...{ kind, id }
		}));
		const all = bodyMeetings(template, bodies).map(({ body }) => body.id);
		expect(all.slice(0, 4)).toEqual([0, 2, 1, 4]);
		expect(all).toHaveLength(8);
	});

	it('gives a year without order breaks', () => {
		fc.assert(
			fc.property(fc.constantFrom(...years), lead, lead, (year, ssuLead, fsuLead) => {
				const meetings = asMeetings({
					partnershipMeetings: usualPartnershipMeetings(year),
					...{ ssuLead, fsuLead }
				});
				expect(findOrderBreaks(meetings, '2000-01-01')).toEqual([]);
			})
		);
	});

	it.each([
		['a lead under two weeks', { ssuLead: 9 }],
		['a lead over four weeks', { fsuLead: 21 }],
		['half a day', { fsuLead: 10.5 }],
		['a meeting on a Sunday', { partnershipMeetings: ['2027-02-14'] }],
		['a meeting on the first of May', { partnershipMeetings: ['2028-05-01'] }]
	])('is refused for %s', (_what, wrong) => {
		const template = { partnershipMeetings: ['2027-02-11'], ssuLead: 15, fsuLead: 15, ...wrong };
		expect(() => layOutYear(template)).toThrow(RangeError);
	});

	it('takes a lead of two to four weeks', () => {
		expect([9, 10, 15, 20, 21].map(isLead)).toEqual([false, true, true, true, false]);
	});
});

const meeting = (level: LeveledMeeting['level'], day: string, bodyId = 1): LeveledMeeting => ({
	...{ level, day, bodyId }
});

describe('the order of meetings', () => {
	const ssu = meeting('ssu', '2027-01-21');
	it.each<[string, LeveledMeeting[], (string | number | null)[][]]>([
		['fourteen days without holidays between', [meeting('fsu', '2027-01-07'), ssu], []],
		['nine working days', [meeting('fsu', '2027-01-08'), ssu], [['too-near', '2027-01-08', 9]]],
		['the same day', [meeting('fsu', '2027-01-21'), ssu], [['too-near', '2027-01-21', 0]]],
		['21 working days', [meeting('fsu', '2026-12-21'), ssu], [['too-far', '2026-12-21', 21]]],
		['no meeting of that level at all', [ssu], []],
		[
			'none since the meeting before',
			[meeting('fsu', '2027-01-07'), ssu, meeting('ssu', '2027-03-18')],
			[['none-before', null, null]]
		],
		[
			'one body of two too near',
			[meeting('fsu', '2027-01-07', 1), meeting('fsu', '2027-01-14', 2), ssu],
			[['too-near', '2027-01-14', 5]]
		],
		[
			'an earlier meeting of the same body beside one in time',
			[meeting('fsu', '2026-11-02'), meeting('fsu', '2027-01-07'), ssu],
			[]
		]
	])('is told for %s before SSU', (_what, meetings, told) => {
		const found = findOrderBreaks(meetings, '2027-01-01');
		expect(found.map(({ verdict, last, gap }) => [verdict, last, gap])).toEqual(told);
	});

	it('is told for the year’s own meetings only', () => {
		const meetings = [meeting('fsu', '2026-05-04'), meeting('ssu', '2026-05-05'), ssu];
		expect(findOrderBreaks(meetings, '2027-01-01').map(({ meeting: { day } }) => day)).toEqual([
			'2027-01-21'
		]);
	});

	it('counts as the calendar does', () => {
		expect(workingDaysBetween('2027-01-07', '2027-01-21')).toBe(openDays('2027-01-07', '2027-01-21'));
	});
});
