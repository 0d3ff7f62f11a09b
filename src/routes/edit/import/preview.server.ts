import type { ValidationError } from '$lib/domain/result';
import type { ImportSummary } from '$lib/domain/workbook/import-summary';
import type { UploadErrorCode } from '$lib/server/uploads/upload-error';
import type { UploadPreview } from '$lib/server/workflows/preview-upload';

/** Choices and texts for a file that is to be chosen again. */
export interface KeptChoices {
	answers: string[];
	emptying: boolean;
	adopted: boolean;
	reason: string;
	statuses: string;
}

/** Returns what was chosen and typed in a form. */
export function keptChoices({
	answers,
	...rest
}: Omit<KeptChoices, 'answers'> & { answers: ReadonlyMap<string, string> }): KeptChoices {
	const { emptying, adopted, reason, statuses } = rest;
	const chosen = [...answers].map(([key, answer]) => `${key}=${answer}`);
	return { answers: chosen, emptying, adopted, reason, statuses };
}

/** Returns the page's data for a file that cannot be read. */
export function unreadFile(
	fileFault: UploadErrorCode | 'none' | 'busy' | 'gone',
	pasted = '',
	kept: KeptChoices | null = null
) {
	const nothing = { view: null, table: '', seal: '', faults: [], reason: '', statuses: '', overtaken: false };
	return { fileFault, pasted, kept, ...nothing };
}

/** Returns the page's data for a page of a file's changes, with the name of its tables and its options. */
export function shownPreview(
	{ view: compared, seal, rounds }: UploadPreview,
	{ table, emptying, adopted }: { table: string } & Pick<ImportSummary, 'emptying' | 'adopted'>
) {
	const view: ImportSummary = { ...compared, emptying, adopted, rounds };
	return {
		...{ fileFault: null, pasted: '', kept: null, view, table, seal },
		faults: [] as ValidationError[],
		...{ reason: '', statuses: '' },
		overtaken: false
	};
}
