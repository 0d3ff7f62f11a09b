import type { Locale } from '$lib/domain/localized';
import type { ValidationError } from '$lib/domain/result';
import { newMeasureDefaults } from '$lib/domain/workbook/new-measure';
import type { ImportSummary } from '$lib/domain/workbook/import-summary';
import type { UploadErrorCode } from '$lib/server/uploads/upload-error';
import type { WorkbookPreview } from '$lib/server/workbooks/comparison';

/** Returns the page's data for a file that cannot be read. */
export function unreadFile(fileFault: UploadErrorCode | 'none' | 'busy', pasted = '') {
	const nothing = { view: null, table: '', seal: '', faults: [], reason: '', statuses: '', overtaken: false };
	return { fileFault, pasted, ...nothing };
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

/** The form's state between preview and confirmation. */
export interface PreviewState {
	/** The packed tables. */
	table: string;
	emptying: boolean;
	adopted: boolean;
	locale: Locale;
	rounds: ImportSummary['rounds'];
}

/** Returns the page's data for a file's changes. */
export function shownPreview(
	{ comparison, told, toldNew, statuses, choices, seal }: WorkbookPreview,
	{ table, locale, ...options }: PreviewState
) {
	const { added, changed, ...shown } = comparison;
	const view: ImportSummary = {
		...shown,
		...options,
		statuses,
		choices: choices[locale],
		added: added.map(({ sheet, row, codeGiven, sameTitle, measure: { code, title } }, index) => ({
			...{ sheet, row, code, codeGiven, sameTitle, title },
			values: withoutDefaultFields(toldNew[index]!, options.adopted)
		})),
		changed: changed.map(({ sheet, row, code, title }, index) => ({
			...{ sheet, row, code, title },
			...told[index]!
		}))
	};
	return {
		...{ fileFault: null, pasted: '', view, table, seal },
		faults: [] as ValidationError[],
		...{ reason: '', statuses: '' },
		overtaken: false
	};
}
