import type { ChartTable } from '$lib/charts/table';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { Locale } from '$lib/domain/localized';
import { formatDate, formatExact } from '$lib/i18n/format';
import { getLocale } from '$lib/i18n/paraglide/runtime';
import type { DocumentCell, FigureFormat, DocumentTable, DocumentText } from './model';

/**
 * Returns a chart's table with its figures as numbers. They are parsed from the page's text, so that a document
 * never shows another figure than the page.
 */
export function toDocumentTable({ caption, columns, wordColumns = 1, rows }: ChartTable): DocumentTable {
	return {
		caption,
		columns,
		wordColumns,
		rows: rows.map(({ heading, cells }) => [
			heading,
			...cells.map((text, index) => (index + 1 < wordColumns ? { text } : parseFigure(text)))
		])
	};
}

/** Parses "47 %", "1 234" and "3,8" as figures; returns anything else as text. */
export function parseFigure(text: string, locale: Locale = getLocale()): DocumentCell {
	const plain = text.replace(/[\u00a0\u202f ]/g, '').replace('\u2212', '-');
	const point = locale === 'en' ? plain.replaceAll(',', '') : plain.replace(',', '.');
	const match = /^(-?\d+)(\.\d+)?(%)?$/.exec(point);
	if (!match) return { text };
	const [, , decimals, percent] = match;
	const form: FigureFormat = percent ? 'percent' : decimals ? 'mean' : 'count';
	const value = Number(point.replace('%', ''));
	return { text, form, figure: percent ? value / 100 : value };
}

/** Returns a number with all its decimals, so that sums can be made again. */
export function exactCell(value: number): DocumentCell {
	return { text: formatExact(value), form: 'measured', figure: value };
}

export function dateCell(date: CalendarDate | null): DocumentCell {
	return date === null ? { text: '' } : { text: formatDate(date), date };
}

/** Returns a text with its language, if that is not the document's. */
export function textInForm(text: string, lang: 'nb' | 'nn'): DocumentText {
	return lang === getLocale() ? { text } : { text, lang };
}
