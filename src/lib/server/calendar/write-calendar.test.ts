import fc from 'fast-check';
import { sync, type VEvent } from 'node-ical';
import { describe, expect, it } from 'vitest';
import { addDays, toOsloDate } from '$lib/domain/calendar/calendar-date';
import { writeCalendar, type CalendarEntry } from './write-calendar';

const now = new Date('2026-11-21T12:00:00Z');

function readBack(entries: CalendarEntry[]): VEvent[] {
	const parsed = sync.parseICS(writeCalendar({ name: 'Årshjul', entries, now }));
	return Object.values(parsed).filter((part): part is VEvent => part?.type === 'VEVENT');
}

const entry = { uid: 'a@b', title: 'SSU' } satisfies Partial<CalendarEntry>;
const isoDay = (offset: number) => addDays('2024-01-01', offset);

describe('a calendar file', () => {
	it.each([
		['in winter', '2027-01-21', '12:00', '2027-01-21T11:00:00.000Z'],
		['in summer', '2027-06-10', '12:00', '2027-06-10T10:00:00.000Z'],
		['before the clocks go forward', '2027-03-28', '01:30', '2027-03-28T00:30:00.000Z'],
		['after the clocks go forward', '2027-03-28', '03:30', '2027-03-28T01:30:00.000Z'],
		['after the clocks go back', '2027-10-31', '04:00', '2027-10-31T03:00:00.000Z']
	])('gives a time of the day %s as its instant', (_what, day, startsAt, instant) => {
		const [read] = readBack([{ ...entry, day, startsAt }]);
		expect(read!.start.toISOString()).toBe(instant);
		expect(read!.end!.getTime() - read!.start.getTime()).toBe(3_600_000);
	});

	it('gives whole days as dates, with the day after the last as end', () => {
		const text = writeCalendar({
			...{ name: 'Årshjul', now },
			entries: [{ ...entry, day: '2028-02-28', lastDay: '2028-02-29' }]
		});
		expect(text).toContain('DTSTART;VALUE=DATE:20280228\r\n');
		expect(text).toContain('DTEND;VALUE=DATE:20280301\r\n');
	});

	it('keeps identifier and number of a moved and of a cancelled entry', () => {
		const [moved, cancelled] = readBack([
			{ ...entry, day: '2027-01-21', sequence: 2 },
			{ ...entry, uid: 'c@d', day: '2027-01-21', sequence: 3, cancelled: true }
		]);
		expect(moved).toMatchObject({ uid: 'a@b', sequence: 2, status: 'CONFIRMED' });
		expect(cancelled).toMatchObject({ uid: 'c@d', sequence: 3, status: 'CANCELLED' });
	});

	it('keeps every text and day, in lines of at most 75 bytes', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
				fc.integer({ min: 0, max: 30 * 365 }),
				(typed, offset) => {
					const title = typed.replaceAll(/\p{Cc}/gu, ' ').trim() || 'SSU';
					const shown = title.replaceAll(/[\u2028\u2029]/g, ' ');
					const day = isoDay(offset);
					const [read] = readBack([{ ...entry, title, day, startsAt: '09:15', place: title }]);
					expect(read!.summary).toBe(shown);
					expect(read!.location).toBe(shown);
					expect(toOsloDate(read!.start)).toBe(day);
					const lines = writeCalendar({ name: title, entries: [{ ...entry, title, day }], now }).split(
						'\r\n'
					);
					for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
				}
			),
			{ examples: [['Møte\u2028i SSU\u2029', 0]] }
		);
	});
});
