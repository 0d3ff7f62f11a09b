import type { ValidationError } from '$lib/domain/result';
import type { ImportSummary } from '$lib/domain/workbook/import-summary';
import type { UploadErrorCode } from '$lib/server/uploads/upload-error';
import type { PreviewPage } from '$lib/server/workbooks/preview-page';

/** Returns the page's data for a file that cannot be read. */
export function unreadFile(fileFault: UploadErrorCode | 'none' | 'busy', pasted = '') {
	const nothing = { view: null, table: '', seal: '', faults: [], reason: '', statuses: '', overtaken: false };
	return { fileFault, pasted, ...nothing };
}

/** Returns the page's data for a page of a file's changes, with its packed tables and options. */
export function shownPreview(
	{ view: compared, seal }: PreviewPage,
	{ table, ...options }: { table: string } & Pick<ImportSummary, 'emptying' | 'adopted' | 'rounds'>
) {
	const view: ImportSummary = { ...compared, ...options };
	return {
		...{ fileFault: null, pasted: '', view, table, seal },
		faults: [] as ValidationError[],
		...{ reason: '', statuses: '' },
		overtaken: false
	};
}
