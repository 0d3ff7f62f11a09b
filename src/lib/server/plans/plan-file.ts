import type { z } from 'zod';
import { planFile, type PlanFile, type PlanFileFault } from '$lib/forms/plan-file';

export type ReadPlanFile = { ok: true; file: PlanFile } | { ok: false; faults: PlanFileFault[] };

/**
 * Reads a plan file. It is taken whole or refused whole: shape first, then every reference.
 *
 * @returns the file, or each fault's path ("plan.measures[3].code") and what was expected there
 */
export function parsePlanFile(text: string): ReadPlanFile {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch (error) {
		return { ok: false, faults: [{ path: '', expected: `JSON (${(error as Error).message})` }] };
	}
	const parsed = planFile.safeParse(json);
	if (!parsed.success) return { ok: false, faults: parsed.error.issues.map(asFault) };
	const faults = faultyReferences(parsed.data);
	return faults.length > 0 ? { ok: false, faults } : { ok: true, file: parsed.data };
}

const explained: Record<string, string> = {
	slug: 'lower-case letters, digits and hyphens',
	date: 'a date that exists, as 2026-12-31',
	code: 'a code such as 3.2 or X.1',
	'one-form-needed': 'a text in nb, nn or both'
};

function asFault(issue: z.core.$ZodIssue): PlanFileFault {
	const path = issue.path.reduce<string>(
		(whole, part) =>
			typeof part === 'number' ? `${whole}[${part}]` : whole ? `${whole}.${String(part)}` : String(part),
		''
	);
	return { path, expected: explained[issue.message] ?? issue.message };
}

/** References that lead nowhere and keys that occur twice. */
function faultyReferences(file: PlanFile): PlanFileFault[] {
	const faults: PlanFileFault[] = [];
	const { plan } = file;

	const keys = <T>(
		path: string,
		all: readonly T[],
		key: (one: T) => string | number
	): Set<string | number> => {
		const seen = new Set<string | number>();
		all.forEach((one, index) => {
			if (seen.has(key(one)))
				faults.push({ path: `${path}[${index}]`, expected: `a key not used before: ${key(one)}` });
			seen.add(key(one));
		});
		return seen;
	};
	const known = (path: string, key: string | number | null, among: Set<string | number>, what: string) => {
		if (key !== null && !among.has(key)) faults.push({ path, expected: `${what} in this file, not ${key}` });
	};

	const partners = keys('partners', file.partners, (one) => one.number);
	const bodies = keys('bodies', file.bodies, (one) => one.slug);
	const values = keys('plan.values', plan.values, (one) => one.code);
	const challenges = keys('plan.challenges', plan.challenges, (one) => one.code);
	const opportunities = keys('plan.opportunities', plan.opportunities, (one) => one.code);
	const areas = keys('plan.areas', plan.areas, (one) => one.number);
	const measures = keys('plan.measures', plan.measures, (one) => one.id);
	keys('plan.measures', plan.measures, (one) => one.code);
	keys('plan.rounds', plan.rounds, (one) => `${one.year} ${one.kind}`);

	if (plan.to < plan.from) faults.push({ path: 'plan.to', expected: `a year from ${plan.from} on` });
	file.bodies.forEach((one, i) => {
		known(`bodies[${i}].parent`, one.parent, bodies, 'a body');
		const earlier = file.bodies.slice(0, i).some((other) => other.slug === one.parent);
		if (one.parent && bodies.has(one.parent) && !earlier)
			faults.push({ path: `bodies[${i}].parent`, expected: 'a body that comes before its own' });
	});
	plan.areas.forEach((one, i) => known(`plan.areas[${i}].body`, one.body, bodies, 'a body'));
	plan.measures.forEach((one, i) => {
		const at = `plan.measures[${i}]`;
		known(`${at}.area`, one.area, areas, 'an area');
		known(`${at}.body`, one.body, bodies, 'a body');
		one.furtherAreas.forEach((key, j) => known(`${at}.furtherAreas[${j}]`, key, areas, 'an area'));
		one.partners.forEach((key, j) => known(`${at}.partners[${j}]`, key, partners, 'a partner'));
		one.values.forEach((key, j) => known(`${at}.values[${j}]`, key, values, 'a core value'));
		one.challenges.forEach((key, j) => known(`${at}.challenges[${j}]`, key, challenges, 'a challenge'));
		one.opportunities.forEach((key, j) =>
			known(`${at}.opportunities[${j}]`, key, opportunities, 'an opportunity')
		);
	});
	plan.rounds.forEach((round, i) => {
		keys(`plan.rounds[${i}].evaluations`, round.evaluations, (one) => one.measure);
		round.evaluations.forEach((one, j) => {
			const at = `plan.rounds[${i}].evaluations[${j}]`;
			known(`${at}.measure`, one.measure, measures, 'a measure');
			one.scores.forEach((score, k) =>
				known(`${at}.scores[${k}].value`, score.value, values, 'a core value')
			);
		});
	});
	return faults;
}
