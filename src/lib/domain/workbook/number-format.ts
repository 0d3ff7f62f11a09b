import { addDays, isCalendarDate } from '../calendar/calendar-date';
import type { WorksheetCell } from './worksheet';

/*
 * Number formats of Excel (ECMA-376 18.8.30 and 18.8.31), as far as they decide what a number means.
 */

/** Formats with a number instead of a text: dates are 14–22 and those of other languages. */
const builtInFormats = new Map<number, string>([
	[1, '0'],
	[2, '0.00'],
	[3, '#,##0'],
	[4, '#,##0.00'],
	[9, '0%'],
	[10, '0.00%'],
	[17, 'mmm-yy'],
	[18, 'h:mm'],
	[19, 'h:mm'],
	[20, 'h:mm'],
	[21, 'h:mm']
]);

function isBuiltInDate(id: number): boolean {
	return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
}

/** Returns the code of a format; "yyyy-mm-dd" stands for all built-in dates. */
export function numberFormatCode(id: number, own: ReadonlyMap<number, string>): string {
	return own.get(id) ?? builtInFormats.get(id) ?? (isBuiltInDate(id) ? 'yyyy-mm-dd' : 'General');
}

/** Returns a number's cell by its format: a date, a month in words, a number as it is shown, or a number. */
export function cellOfNumber(value: number, code: string, date1904: boolean): WorksheetCell {
	// The first part of a format holds for positive numbers; quoted texts and colours are no signs.
	const bare = (code.split(';')[0] ?? '')
		.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
		.toLowerCase();
	if (/[ymd]/.test(bare.replace(/general|am\/pm|\[h+\]:mm|h+:mm(?::ss)?|mm:ss/g, '')))
		return dateCell(value, bare, date1904);
	return shownNumber(value, bare);
}

/** Day 0 of the two date systems. 1900 counts a day too many before March 1900 (ECMA-376 18.17.4.1). */
function dateOf(serial: number, date1904: boolean): string | null {
	// Days are binary fractions, so midnight may be slightly less.
	const day = Math.floor(serial + 1 / 86_400);
	if (day < 0 || day > 2_958_465) return null;
	if (date1904) return addDays('1904-01-01', day);
	return addDays(day < 60 ? '1899-12-31' : '1899-12-30', day);
}

const months = [
	'januar',
	'februar',
	'mars',
	'april',
	'mai',
	'juni',
	'juli',
	'august',
	'september',
	'oktober',
	'november',
	'desember'
];

function dateCell(serial: number, format: string, date1904: boolean): WorksheetCell {
	const date = dateOf(serial, date1904);
	if (!date || !isCalendarDate(date)) return { error: '#' };
	// "Des. 2027" typed in Excel becomes 1 December, shown without its day: the month is what was meant.
	if (/[dh]/.test(format)) return { date };
	const year = date.slice(0, 4);
	if (!format.includes('m')) return year;
	return format.includes('y') ? `${months[Number(date.slice(5, 7)) - 1]} ${year}` : { date };
}

function shownNumber(value: number, format: string): WorksheetCell {
	const [, grouped, decimals = '', percent] = /^#?(,?)#*0(?:\.(0+))?(%?)$/.exec(format.trim()) ?? [];
	if (grouped === undefined) return value;
	const [whole = '', fraction] = (percent ? value * 100 : value).toFixed(decimals.length).split('.');
	const digits = grouped ? whole.replace(/\B(?=(\d{3})+$)/g, ' ') : whole;
	const shown = `${digits}${fraction ? `.${fraction}` : ''}${percent ? ' %' : ''}`;
	return shown === String(value) ? value : { number: value, shown };
}
