/**
 * Limits of a template: bytes as uploaded and unpacked, files, nesting depth of elements, and placeholders. The
 * time to fill one grows with depth times placeholders.
 */
export const templateLimits = { bytes: 900_000, unpacked: 30_000_000, files: 500, depth: 100, slots: 300 };

/** Reason that a template cannot be filled. */
export type TemplateErrorDetail =
	| { code: 'too-large' | 'too-deep' | 'too-many-slots' | 'too-slow' | 'no-slots' | 'macros' }
	| { code: 'not-word'; detail?: string }
	/** Placeholders with these names do not exist. */
	| { code: 'unknown'; names: string[] };

/** A filled template, or why it cannot be filled. */
export type TemplateOutcome = { ok: true; bytes: Uint8Array } | { ok: false; fault: TemplateErrorDetail };

/** A template that cannot be filled. */
export class TemplateError extends Error {
	constructor(readonly fault: TemplateErrorDetail) {
		super(fault.code);
	}
}
