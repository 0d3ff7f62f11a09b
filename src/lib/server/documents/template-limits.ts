/** How large a template may be: as it comes, and when it is unpacked, in bytes; and how many files it may hold. */
export const templateLimits = { bytes: 900_000, unpacked: 30_000_000, files: 500 };

/** Why a template cannot be filled. */
export type TemplateErrorDetail =
	| { code: 'too-large' | 'no-slots' | 'macros' }
	| { code: 'not-word'; detail?: string }
	/** Asks for what there is not, under these names. */
	| { code: 'unknown'; names: string[] };

/** A template that cannot be filled. */
export class TemplateError extends Error {
	constructor(readonly fault: TemplateErrorDetail) {
		super(fault.code);
	}
}
