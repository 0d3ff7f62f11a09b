/**
 * Bounds of a template: bytes as uploaded and unpacked, files in it, elements inside each other, and
 * placeholders. Filling takes time with depth times placeholders.
 */
export const templateLimits = { bytes: 900_000, unpacked: 30_000_000, files: 500, depth: 100, slots: 300 };

/** Why a template cannot be filled. */
export type TemplateErrorDetail =
	| { code: 'too-large' | 'too-deep' | 'too-many-slots' | 'too-slow' | 'no-slots' | 'macros' }
	| { code: 'not-word'; detail?: string }
	/** Asks for what there is not, under these names. */
	| { code: 'unknown'; names: string[] };

/** A template that cannot be filled. */
export class TemplateError extends Error {
	constructor(readonly fault: TemplateErrorDetail) {
		super(fault.code);
	}
}
