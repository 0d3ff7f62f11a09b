import { fail, type ActionFailure } from '@sveltejs/kit';
import type { z } from 'zod';
import type { ValidationError } from '$lib/domain/result';

/** What a page gets back of a form that was not taken: all that was typed, and what is wrong. */
export interface RejectedForm {
	values: Record<string, string | string[]>;
	faults: ValidationError[];
}

/** Never sent back to a page. */
const secretFields = /password/i;

export type ParsedForm<T> =
	| { ok: true; input: T; values: RejectedForm['values'] }
	| { ok: false; failure: ActionFailure<RejectedForm> };

/** More fields than any form here posts. Without a limit, a body of many names is a minute's work. */
const maxFields = 2000;

/** What no text holds: control characters, but for tabs and ends of lines. A NUL would cut it short. */
const controlCharacters = /[^\P{Cc}\t\n\r]/gu;

/**
 * Reads a posted form by a zod shape. A name that occurs more than once, or ends in `[]`, gives a list.
 * Control characters other than tabs and ends of lines are taken out of every value.
 *
 * @returns the input, or the 400 answer with everything typed still in it. Fault codes are the
 *   shape's own messages, such as "required"; a body that is no form, or has more fields than any
 *   form here, gives one "unreadable" fault that is no field's.
 * @throws what Kit makes of a body that is too large, which it answers with 413
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

/** A form's fields by name; null where the body is none, or has too many of them. */
async function readFields(request: Request): Promise<RejectedForm['values'] | null> {
	const data = await readBody(request);
	if (!data) return null;
	const fields = new Map<string, string | string[]>();
	let count = 0;
	for (const [posted, value] of data) {
		if (++count > maxFields) return null;
		const isList = posted.endsWith('[]');
		const name = isList ? posted.slice(0, -2) : posted;
		// The one name that is no ordinary key: no form here has it.
		if (name === '__proto__') continue;
		const text = typeof value === 'string' ? value.replace(controlCharacters, '') : null;
		const before = fields.get(name);
		const all = [...(before === undefined ? [] : [before].flat()), ...(text === null ? [] : [text])];
		fields.set(name, isList || all.length > 1 ? all : (all[0] ?? ''));
	}
	return Object.fromEntries(fields);
}

async function readBody(request: Request): Promise<FormData | null> {
	try {
		return await request.formData();
	} catch (error) {
		// What the parser does not understand is a TypeError; the rest is not the body's doing.
		if (error instanceof TypeError) return null;
		throw error;
	}
}

/** A form's answer that keeps what was typed. */
export function rejectForm(
	status: number,
	values: RejectedForm['values'],
	faults: ValidationError[]
): ActionFailure<RejectedForm> {
	return fail(status, { values, faults });
}
