import type { Locale } from '$lib/domain/localized';
import type { ValidationError } from '$lib/domain/result';
import type { ImportSummary } from '$lib/domain/workbook/import-summary';
import type { UploadErrorCode } from '$lib/server/uploads/upload-error';
import type { WorkbookPreview } from '$lib/server/workbooks/commands';

/** Returns the page's data for a file that cannot be read. */
export function unreadFile(fileFault: UploadErrorCode | 'none' | 'busy', pasted = '') {
	const nothing = { view: null, table: '', seal: '', faults: [], reason: '', overtaken: false };
	return { fileFault, pasted, ...nothing };
}

/** The form's state between preview and confirmation. */
export interface PreviewState {
	/** The packed tables. */
	table: string;
	emptying: boolean;
	locale: Locale;
}

/** Returns the page's data for a file's changes. */
export function shownPreview(
	{ comparison, told, toldNew, choices, seal }: WorkbookPreview,
	{ table, emptying, locale }: PreviewState
) {
	const { added, changed, statuses: _statuses, ...shown } = comparison;
	const view: ImportSummary = {
		...shown,
		emptying,
		choices: choices(locale),
		added: added.map(({ sheet, row, codeGiven, sameTitle, measure: { code, title } }, index) => ({
			...{ sheet, row, code, codeGiven, sameTitle, title },
			values: toldNew[index]!
		})),
		changed: changed.map(({ sheet, row, code, title }, index) => ({
			...{ sheet, row, code, title },
			...told[index]!
		}))
	};
	return {
		...{ fileFault: null, pasted: '', view, table, seal },
		faults: [] as ValidationError[],
		reason: '',
		overtaken: false
	};
}
