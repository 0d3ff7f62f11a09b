import type { z } from 'zod';
import { planFileSchema, type PlanFile, type PlanFileError } from '$lib/forms/plan-file/plan-file';
import { formatPath } from './format-path';
import { validatePlanFileReferences } from './validate-references';

export type ParsePlanFileResult = { ok: true; file: PlanFile } | { ok: false; faults: PlanFileError[] };

/**
 * Parses a plan file and checks its shape, then its references.
 *
 * @returns the file, or every error with its path ("plan.measures[3].code") and the expected value
 */
export function parsePlanFile(text: string): ParsePlanFileResult {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch (error) {
		return { ok: false, faults: [{ path: '', expected: `JSON (${(error as Error).message})` }] };
	}
	const unkept = unstorableTexts(json, []);
	if (unkept.length > 0) return { ok: false, faults: unkept };
	const parsed = planFileSchema.safeParse(json);
	if (!parsed.success) return { ok: false, faults: parsed.error.issues.map(toPlanFileError) };
	const faults = validatePlanFileReferences(parsed.data);
	return faults.length > 0 ? { ok: false, faults } : { ok: true, file: parsed.data };
}

const expectations: Record<string, string> = {
	slug: 'lower-case letters, digits and hyphens',
	date: 'a date that exists, as 2026-12-31',
	code: 'a code such as 3.2 or X.1',
	'one-form-needed': 'a text in nb, nn or both'
};

function toPlanFileError(issue: z.core.$ZodIssue): PlanFileError {
	return { path: formatPath(issue.path), expected: expectations[issue.message] ?? issue.message };
}

/** Finds texts that SQLite cannot store unchanged: with null characters or lone surrogates. */
function unstorableTexts(value: unknown, path: PropertyKey[]): PlanFileError[] {
	if (typeof value === 'string')
		return value.isWellFormed() && !value.includes('\0')
			? []
			: [{ path: formatPath(path), expected: 'a text without null characters and half characters' }];
	if (value === null || typeof value !== 'object') return [];
	if (Array.isArray(value)) return value.flatMap((one, index) => unstorableTexts(one, [...path, index]));
	return Object.entries(value).flatMap(([key, one]) => unstorableTexts(one, [...path, key]));
}
