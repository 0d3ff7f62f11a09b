import type { Locale } from '$lib/domain/localized';
import { compareCodes } from '$lib/domain/measure/measure';
import type { ImportSummary } from '$lib/domain/workbook/import-summary';
import { newMeasureDefaults } from '$lib/domain/workbook/new-measure';
import type { WorkbookPreview } from './comparison';

/** Number of measures on a page of a preview. Rendering all of the largest file would hold up other requests. */
export const previewPageSize = 200;

/** The language of a page of a preview, and the number of measures before it. */
export interface PreviewPageOptions {
	locale: Locale;
	from: number;
	/** True if new measures are adopted unless their row says otherwise. */
	adopted: boolean;
}

/** The part of a preview that one page shows, as plain data. */
export interface PreviewPage {
	view: Omit<ImportSummary, 'emptying' | 'adopted' | 'rounds'>;
	seal: string;
}

/** Returns one page of a preview's new and changed measures, by code, with the counts and faults of the whole. */
export function toPreviewPage(
	{ comparison, told, toldNew, statuses, choices, seal }: WorkbookPreview,
	{ locale, from: wanted, adopted }: PreviewPageOptions
): PreviewPage {
	const { added, changed, ...shown } = comparison;
	const codes = [...added.map(({ measure }) => measure), ...changed]
		.sort(compareCodes)
		.map(({ code }) => code);
	const from = wanted < codes.length ? wanted : 0;
	const onPage = new Set(codes.slice(from, from + previewPageSize));
	const view: PreviewPage['view'] = {
		...shown,
		statuses,
		from,
		counts: { added: added.length, changed: changed.length, page: previewPageSize },
		choices: choices[locale],
		added: added.flatMap(({ sheet, row, codeGiven, sameTitle, measure: { code, title } }, index) => {
			if (!onPage.has(code)) return [];
			const values = withoutDefaultFields(toldNew[index]!, adopted);
			return [{ sheet, row, code, codeGiven, sameTitle, title, values }];
		}),
		changed: changed.flatMap(({ sheet, row, code, title }, index) =>
			onPage.has(code) ? [{ sheet, row, code, title, ...told[index]! }] : []
		)
	};
	return { view, seal };
}

/** Returns the fields of a new measure that say something: the heading and the defaults of all do not. */
function withoutDefaultFields(values: Record<string, unknown>, adopted: boolean): Record<string, unknown> {
	const { code: _code, title: _title, area: _area, ...rest } = values;
	const defaults: Record<string, unknown> = {
		...newMeasureDefaults,
		...(adopted && { lifecycle: 'adopted' })
	};
	return Object.fromEntries(Object.entries(rest).filter(([field, value]) => defaults[field] !== value));
}
