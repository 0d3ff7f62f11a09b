/** Reasons why a file cannot be read. */
export type UploadErrorCode =
	| 'empty'
	| 'too-large'
	| 'too-many-rows'
	| 'too-many-columns'
	| 'too-much-inside'
	| 'unreadable'
	| 'broken-letters'
	| 'old-or-locked'
	| 'macros'
	| 'open-document'
	| 'pdf'
	| 'not-a-workbook'
	| 'no-heads'
	| 'no-rows';

/** Thrown by the readers of uploaded files. */
export class UploadError extends Error {
	constructor(readonly fault: UploadErrorCode) {
		super(fault);
	}
}
