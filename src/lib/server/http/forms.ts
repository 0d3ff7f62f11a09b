import { fail, type ActionFailure } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Fault } from '$lib/domain/outcome';

/** What a page gets back of a form that was not taken: all that was typed, and what is wrong. */
export interface Rejected {
	values: Record<string, string | string[]>;
	faults: Fault[];
}

/** Never sent back to a page. */
const secret = /password/i;

export type Parsed<T> =
	| { ok: true; input: T; values: Rejected['values'] }
	| { ok: false; failure: ActionFailure<Rejected> };

/**
 * Reads a posted form by a zod shape. A name that occurs more than once, or ends in `[]`, gives a list.
 *
 * @returns the input, or the 400 answer with everything typed still in it. Fault codes are the
 *   shape's own messages, such as "required".
 */
export async function parseForm<T extends z.ZodType>(request: Request, shape: T): Promise<Parsed<z.output<T>>> {
	const data = await request.formData();
	const given: Record<string, string | string[]> = {};
	for (const name of new Set(data.keys())) {
		const all = data.getAll(name).filter((value) => typeof value === 'string');
		if (name.endsWith('[]')) given[name.slice(0, -2)] = all;
		else given[name] = all.length > 1 ? all : (all[0] ?? '');
	}
	const values = Object.fromEntries(Object.entries(given).filter(([name]) => !secret.test(name)));
	const parsed = shape.safeParse(given);
	if (parsed.success) return { ok: true, input: parsed.data, values };
	const faults = parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), code: issue.message }));
	return { ok: false, failure: reject(400, values, faults) };
}

/** A form's answer that keeps what was typed. */
export function reject(status: number, values: Rejected['values'], faults: Fault[]): ActionFailure<Rejected> {
	return fail(status, { values, faults });
}
