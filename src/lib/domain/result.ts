import type { Permission } from './permission';

/** Reasons a command changed nothing, as codes; the pages provide the messages. */
export type Refusal =
	| { code: 'not-permitted'; permission: Exclude<Permission, { allowed: true }> }
	| { code: 'not-found' }
	/** Based on an older version than the saved one; `current` holds the saved values. */
	| { code: 'stale'; current: unknown }
	/** The current state does not allow the step. */
	| { code: 'wrong-state'; state: string }
	/** The next plan already exists; `plan` is its slug. */
	| { code: 'already-carried'; plan: string }
	| { code: 'invalid'; faults: ValidationError[] };

/** One validation error of the input. */
export interface ValidationError {
	/** The form field's name, or a path in a file. */
	field: string;
	/** A message key without its prefix: "required". */
	code: string;
}

/** The outcome of a command that changed nothing. */
export type Refused = { ok: false; refused: Refusal };

export type Result<T = void> = { ok: true; value: T } | Refused;

export function ok(): Result;
export function ok<T>(value: T): Result<T>;
export function ok<T>(value?: T): Result<T | undefined> {
	return { ok: true, value };
}

export function refuse(refusal: Refusal): Refused {
	return { ok: false, refused: refusal };
}

export function refuseInvalid(...faults: ValidationError[]): Refused {
	return refuse({ code: 'invalid', faults });
}

/** Returns the result with its errors at other fields, for a form that names them differently. */
export function moveFaults<T>(result: Result<T>, fieldOf: (fault: ValidationError) => string): Result<T> {
	if (result.ok || result.refused.code !== 'invalid') return result;
	return refuseInvalid(...result.refused.faults.map((fault) => ({ ...fault, field: fieldOf(fault) })));
}
