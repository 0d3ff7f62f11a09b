import { fail, type ActionFailure } from '@sveltejs/kit';
import type { z } from 'zod';
import type { ValidationError } from '$lib/domain/result';
import { cleanText } from '$lib/domain/text/clean-text';

/** A rejected form: the values typed, and their errors. */
export interface RejectedForm {
	values: Record<string, string | string[]>;
	faults: ValidationError[];
}

/** Fields that are never sent back to a page. */
const secretFields = /password/i;

export type ParsedForm<T> =
	| { ok: true; input: T; values: RejectedForm['values'] }
	| { ok: false; failure: ActionFailure<RejectedForm> };

/** Above the number of fields in any form. A body of many names could otherwise take a minute to read. */
const maxFields = 2000;

/**
 * Parses a posted form with a zod schema. A name that occurs more than once, or ends in `[]`, gives a list.
 * Texts are cleaned of invisible characters; passwords are as typed.
 *
 * @returns the input, or a 400 response with the values typed. Error codes are the schema's messages, such as
 *   "required"; a body that is not a form or has too many fields gives "unreadable" without a field.
 * @throws Kit's error for a body that is too large, which responds with 413
 */
export async function parseForm<T extends z.ZodType>(
	request: Request,
	shape: T
): Promise<ParsedForm<z.output<T>>> {
	const given = await readFields(request);
	if (!given) return { ok: false, failure: rejectForm(400, {}, [{ field: '', code: 'unreadable' }]) };
	const values = Object.fromEntries(Object.entries(given).filter(([name]) => !secretFields.test(name)));
	const parsed = shape.safeParse(given);
	if (parsed.success) return { ok: true, input: parsed.data, values };
	const faults = parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), code: issue.message }));
	return { ok: false, failure: rejectForm(400, values, faults) };
}

/** Returns a form's fields by name; null if the body is not a form or has too many. */
export async function readFields(request: Request): Promise<RejectedForm['values'] | null> {
	const data = await readBody(request);
	if (!data) return null;
	const fields = new Map<string, string | string[]>();
	let count = 0;
	for (const [posted, value] of data) {
		if (++count > maxFields) return null;
		const isList = posted.endsWith('[]');
		const name = isList ? posted.slice(0, -2) : posted;
		// Not an ordinary key, and no form has it.
		if (name === '__proto__') continue;
		const text = typeof value === 'string' ? cleanField(name, value) : null;
		const before = fields.get(name);
		const all = [...(before === undefined ? [] : [before].flat()), ...(text === null ? [] : [text])];
		fields.set(name, isList || all.length > 1 ? all : (all[0] ?? ''));
	}
	return Object.fromEntries(fields);
}

function cleanField(name: string, value: string): string {
	return secretFields.test(name) ? value.toWellFormed() : cleanText(value);
}

async function readBody(request: Request): Promise<FormData | null> {
	try {
		return await request.formData();
	} catch (error) {
		// A TypeError means that the body cannot be parsed; other errors have other causes.
		if (error instanceof TypeError) return null;
		throw error;
	}
}

/** Returns a failed response that keeps the values typed. */
export function rejectForm(
	status: number,
	values: RejectedForm['values'],
	faults: ValidationError[]
): ActionFailure<RejectedForm> {
	return fail(status, { values, faults });
}
