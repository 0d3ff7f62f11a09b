import type { Permission } from './permission';

/** Why a command changed nothing. Codes only: words belong to the pages. */
export type Refusal =
	| { code: 'not-permitted'; permission: Exclude<Permission, { allowed: true }> }
	| { code: 'not-found' }
	/** Someone else saved in between; `current` is what stands now. */
	| { code: 'stale'; current: unknown }
	/** The noun's state does not allow the step. */
	| { code: 'wrong-state'; state: string }
	/** What it would make is there; `plan` is the slug of the plan that is. */
	| { code: 'already-carried'; plan: string }
	| { code: 'invalid'; faults: Fault[] };

/** One thing wrong with what was given. */
export interface Fault {
	/** The name of the form field, or a path in a file. */
	field: string;
	/** A message key without its prefix, as in "required". */
	code: string;
}

export type Outcome<T = void> = { ok: true; value: T } | { ok: false; refused: Refusal };

export function done(): Outcome;
export function done<T>(value: T): Outcome<T>;
export function done<T>(value?: T): Outcome<T | undefined> {
	return { ok: true, value };
}

export function refused(refusal: Refusal): { ok: false; refused: Refusal } {
	return { ok: false, refused: refusal };
}

export function invalid(...faults: Fault[]): { ok: false; refused: Refusal } {
	return refused({ code: 'invalid', faults });
}
