import type { z } from 'zod';
import { planFileSchema, type PlanFile, type PlanFileError } from '$lib/forms/plan-file/plan-file';
import { formatPath } from './format-path';
import { validatePlanFileReferences } from './validate-references';

/** A file that was read, or every error of it. */
export type ParsedFile<File> = { ok: true; file: File } | { ok: false; faults: PlanFileError[] };
export type ParsePlanFileResult = ParsedFile<PlanFile>;

/**
 * Parses a plan file and checks its shape, then its references.
 *
 * @returns the file, or every error with its path ("plan.measures[3].code") and the expected value
 */
export function parsePlanFile(text: string): ParsePlanFileResult {
	const parsed = parseJsonFile(text, planFileSchema);
	if (!parsed.ok) return parsed;
	const faults = validatePlanFileReferences(parsed.file);
	return faults.length > 0 ? { ok: false, faults } : parsed;
}

/** Parses a JSON file and checks its shape; returns every error with its path and the expected value. */
export function parseJsonFile<File>(text: string, schema: z.ZodType<File>): ParsedFile<File> {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch (error) {
		return { ok: false, faults: [{ path: '', expected: `JSON (${(error as Error).message})` }] };
	}
	const unkept = unstorableTexts(json, []);
	if (unkept.length > 0) return { ok: false, faults: unkept };
	const parsed = schema.safeParse(json);
	if (!parsed.success) return { ok: false, faults: parsed.error.issues.map(toPlanFileError) };
	return { ok: true, file: parsed.data };
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
