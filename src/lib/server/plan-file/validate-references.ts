import { areaOfSection } from '$lib/domain/review/review-text';
import { ReferenceChecker, type ReferenceKey, type KnownKeys } from './reference-checker';
import { checkAdjustments } from './validate-adjustment-references';
import { acceptsReports } from '$lib/domain/round/round';
import type {
	PlanFile,
	PlanFileEvaluation,
	PlanFileError,
	PlanFileMeasure,
	PlanFileRound
} from '$lib/forms/plan-file/plan-file';

/** Returns the duplicate keys and dangling references of a plan file. */
export function validatePlanFileReferences(file: PlanFile): PlanFileError[] {
	const { plan } = file;
	const search = new ReferenceChecker();
	const partners = search.keys('partners', file.partners, (one) => one.number);
	const bodies = checkBodies(search, file);
	const values = search.keys('plan.values', plan.values, (one) => one.code);
	const challenges = search.keys('plan.challenges', plan.challenges, (one) => one.code);
	const opportunities = search.keys('plan.opportunities', plan.opportunities, (one) => one.code, challenges);
	const areas = search.keys('plan.areas', plan.areas, (one) => one.number);
	const measures = search.keys('plan.measures', plan.measures, (one) => one.id);
	search.keys('plan.measures', plan.measures, (one) => one.code);
	search.keys('plan.rounds', plan.rounds, (one) => `${one.year} ${one.kind}`);

	if (plan.to < plan.from) search.fault('plan.to', `a year from ${plan.from} on`);
	plan.areas.forEach((one, i) => search.known(`plan.areas[${i}].body`, one.body, bodies, 'a body'));
	const known = { partners, bodies, values, challenges, opportunities, areas };
	plan.measures.forEach((one, i) => checkMeasure(search, `plan.measures[${i}]`, one, known));
	plan.measures.forEach((one, i) => checkOrigins(search, `plan.measures[${i}].cameFrom`, one, measures));
	checkPredecessors(search, plan, measures);
	plan.rounds.forEach((one, i) => checkRound(search, `plan.rounds[${i}]`, one, { areas, measures, values }));
	checkExtraordinary(search, 'plan.extraordinary', plan.extraordinary, { measures, values });
	checkAdjustments(search, 'plan.adjustments', plan.adjustments, { areas, bodies, measures });
	// `openRound` allows one running round at a time too.
	plan.rounds.forEach((one, i) => {
		const earlier = plan.rounds.slice(0, i).some((other) => acceptsReports(other.state));
		if (acceptsReports(one.state) && earlier)
			search.fault(`plan.rounds[${i}].state`, 'one round at a time that takes reports');
	});
	return search.faults;
}

function checkBodies(search: ReferenceChecker, file: PlanFile): Set<ReferenceKey> {
	const bodies = search.keys('bodies', file.bodies, (one) => one.slug);
	file.bodies.forEach((one, i) => {
		search.known(`bodies[${i}].parent`, one.parent, bodies, 'a body');
		const earlier = file.bodies.slice(0, i).some((other) => other.slug === one.parent);
		if (one.parent && bodies.has(one.parent) && !earlier)
			search.fault(`bodies[${i}].parent`, 'a body that comes before its own');
	});
	return bodies;
}

function checkMeasure(
	search: ReferenceChecker,
	at: string,
	one: PlanFileMeasure,
	known: KnownKeys<'partners' | 'bodies' | 'values' | 'challenges' | 'opportunities' | 'areas'>
): void {
	search.known(`${at}.area`, one.area, known.areas, 'an area');
	search.known(`${at}.body`, one.body, known.bodies, 'a body');
	search.allKnown(`${at}.furtherAreas`, one.furtherAreas, known.areas, 'an area');
	search.allKnown(`${at}.partners`, one.partners, known.partners, 'a partner');
	search.allKnown(`${at}.values`, one.values, known.values, 'a core value');
	search.allKnown(`${at}.challenges`, one.challenges, known.challenges, 'a challenge');
	search.allKnown(`${at}.opportunities`, one.opportunities, known.opportunities, 'an opportunity');
	one.indicators.forEach((given, i) => {
		search.keys(`${at}.indicators[${i}].targets`, given.targets, (target) => target.year);
		search.keys(`${at}.indicators[${i}].readings`, given.readings, (reading) => reading.on);
	});
	search.keys(`${at}.rollout`, one.rollout, (given) => given.partner);
	one.rollout.forEach((given, i) =>
		search.known(`${at}.rollout[${i}].partner`, given.partner, known.partners, 'a partner')
	);
}

/** Reports source measures that are unknown or the measure itself. */
function checkOrigins(
	search: ReferenceChecker,
	at: string,
	one: PlanFileMeasure,
	measures: ReadonlySet<ReferenceKey>
): void {
	search.keys(at, one.cameFrom, (source) => source.measure);
	one.cameFrom.forEach(({ measure }, i) => {
		search.known(`${at}[${i}].measure`, measure, measures, 'a measure');
		if (measure === one.id) search.fault(`${at}[${i}].measure`, 'another measure than itself');
	});
}

/** Reports a plan that continues itself, and measures that share a previous measure. */
function checkPredecessors(
	search: ReferenceChecker,
	{ slug, carriedFrom, measures }: PlanFile['plan'],
	own: ReadonlySet<ReferenceKey>
): void {
	if (carriedFrom?.slug === slug) search.fault('plan.carriedFrom.slug', 'another plan than itself');
	const seen = new Set<ReferenceKey>();
	measures.forEach(({ carriedFrom: before }, i) => {
		if (!before) return;
		const at = `plan.measures[${i}].carriedFrom`;
		if (!carriedFrom) search.fault(at, 'nothing, where the plan was not carried on from another');
		if (own.has(before.measure)) search.fault(`${at}.measure`, 'a measure of another plan');
		if (seen.has(before.measure)) search.fault(`${at}.measure`, `a key not used before: ${before.measure}`);
		seen.add(before.measure);
	});
}

function checkRound(
	search: ReferenceChecker,
	at: string,
	one: PlanFileRound,
	known: KnownKeys<'areas' | 'measures' | 'values'>
): void {
	search.keys(`${at}.evaluations`, one.evaluations, (given) => given.measure);
	search.keys(`${at}.verdicts`, one.verdicts, (verdict) => verdict.area);
	one.verdicts.forEach((verdict, i) =>
		search.known(`${at}.verdicts[${i}].area`, verdict.area, known.areas, 'an area')
	);
	search.keys(`${at}.texts`, one.texts, (written) => written.section);
	one.texts.forEach(({ section }, i) =>
		search.known(`${at}.texts[${i}].section`, areaOfSection(section), known.areas, 'an area')
	);
	search.keys(`${at}.reviews`, one.reviews, (review) => review.version);
	checkEvaluations(search, `${at}.evaluations`, one.evaluations, known);
}

/** Reports a second unapproved evaluation of a measure outside rounds. */
function checkExtraordinary(
	search: ReferenceChecker,
	at: string,
	all: readonly PlanFileEvaluation[],
	known: KnownKeys<'measures' | 'values'>
): void {
	checkEvaluations(search, at, all, known);
	all.forEach(({ measure, state }, i) => {
		if (state === 'locked') search.fault(`${at}[${i}].state`, 'what only a round locks');
		const another = all.slice(0, i).some((one) => one.measure === measure && one.state !== 'approved');
		if (another && state !== 'approved')
			search.fault(`${at}[${i}].state`, 'one at a time that is not approved');
	});
}

function checkEvaluations(
	search: ReferenceChecker,
	at: string,
	all: readonly PlanFileEvaluation[],
	known: KnownKeys<'measures' | 'values'>
): void {
	all.forEach((given, i) => {
		const path = `${at}[${i}]`;
		search.known(`${path}.measure`, given.measure, known.measures, 'a measure');
		search.keys(`${path}.scores`, given.scores, (score) => score.value);
		given.scores.forEach((score, j) =>
			search.known(`${path}.scores[${j}].value`, score.value, known.values, 'a core value')
		);
	});
}
