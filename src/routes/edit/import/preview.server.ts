import type { ValidationError } from '$lib/domain/result';
import type { ImportSummary } from '$lib/domain/workbook/import-summary';
import type { WorkbookPreview } from '$lib/server/workbooks/commands';
import type { UploadErrorCode } from '$lib/server/workbooks/upload';

/** Returns the page's data for a file that cannot be read. */
export function unreadFile(fileFault: UploadErrorCode | 'none' | 'busy') {
	return { fileFault, view: null, table: '', seal: '', faults: [], reason: '', overtaken: false };
}

/** Returns the page's data for a file's changes. */
export function shownPreview({ comparison, told, seal }: WorkbookPreview, table: string) {
	const { sheet, added, changed, unchanged, left, faults, ignored } = comparison;
	const view: ImportSummary = {
		...{ sheet, unchanged, left, faults, ignored },
		added: added.map(({ row, measure: { code, title, lifecycle } }) => ({ row, code, title, lifecycle })),
		changed: changed.map(({ row, code, title }, index) => ({ row, code, title, ...told[index]! }))
	};
	return {
		fileFault: null,
		view,
		table,
		seal,
		faults: [] as ValidationError[],
		reason: '',
		overtaken: false
	};
}
