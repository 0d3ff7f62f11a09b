import { areaOfSection } from '$lib/domain/review/review-text';
import { ReferenceChecker, type KeySet, type KnownKeys } from './reference-checker';
import { checkAdjustments } from './validate-adjustment-references';
import { acceptsReports } from '$lib/domain/round/round';
import {
	formatOf,
	planFileFormats,
	type PlanFile,
	type PlanFileDecision,
	type PlanFileEvaluation,
	type PlanFileError,
	type PlanFileMeasure,
	type PlanFileRound
} from '$lib/forms/plan-file/plan-file';

type FileKeys = KnownKeys<
	'partners' | 'bodies' | 'values' | 'challenges' | 'opportunities' | 'areas' | 'measures'
>;

/** Returns the duplicate keys and dangling references of a plan file. */
export function validatePlanFileReferences(file: PlanFile): PlanFileError[] {
	const { plan } = file;
	const search = new ReferenceChecker();
	const inPlan = search.at('plan');
	const known = collectKeys(search, file);
	inPlan.at('measures').keys(plan.measures, (one) => one.code);
	inPlan.at('rounds').keys(plan.rounds, (one) => `${one.year} ${one.kind}`);

	const needed = formatOf(file);
	if (planFileFormats.indexOf(file.format) < planFileFormats.indexOf(needed))
		search.at('format').fault(`${needed}, as ${additions[needed]}`);
	file.bodies.forEach((one, i) =>
		one.seats?.forEach((seat, j) =>
			search.at('bodies', i, 'seats', j, 'partners').allKnown(seat.partners, known.partners)
		)
	);
	if (plan.to < plan.from) inPlan.at('to').fault(`a year from ${plan.from} on`);
	plan.areas.forEach((one, i) => inPlan.at('areas', i, 'body').known(one.body, known.bodies));
	plan.measures.forEach((one, i) => checkMeasure(inPlan.at('measures', i), one, known));
	plan.measures.forEach((one, i) => checkOrigins(inPlan.at('measures', i, 'cameFrom'), one, known.measures));
	checkPredecessors(inPlan, plan, known.measures);
	plan.rounds.forEach((one, i) => checkRound(inPlan.at('rounds', i), one, known));
	checkExtraordinary(inPlan.at('extraordinary'), plan.extraordinary, known);
	checkAdjustments(inPlan.at('adjustments'), plan.adjustments, known);
	plan.decisions?.forEach((one, i) => checkDecision(inPlan.at('decisions', i), one, plan.adjustments, known));
	// `openRound` allows one running round at a time too.
	plan.rounds.forEach((one, i) => {
		const earlier = plan.rounds.slice(0, i).some((other) => acceptsReports(other.state));
		if (acceptsReports(one.state) && earlier)
			inPlan.at('rounds', i, 'state').fault('one round at a time that takes reports');
	});
	return search.faults;
}

/** Parts that the later versions of the file were made for. */
const additions: Record<PlanFile['format'], string> = {
	'framdrift.plan.v1': '',
	'framdrift.plan.v2': 'a reading has no figure',
	'framdrift.plan.v3': 'a body has seats or facts',
	'framdrift.plan.v4': 'decisions are named'
};

/** Reports a decision of an unknown body, or about another thing than its kind says. */
function checkDecision(
	search: ReferenceChecker,
	one: PlanFileDecision,
	adjustments: PlanFile['plan']['adjustments'],
	known: KnownKeys<'bodies' | 'measures'>
): void {
	search.at('body').known(one.body, known.bodies);
	search.at('measure').known(one.measure ?? null, known.measures);
	const isOfMeasure = one.kind === 'start-measure' || one.kind === 'change-lifecycle';
	if (isOfMeasure !== (one.measure !== undefined))
		search.at('measure').fault(isOfMeasure ? 'the changed measure' : 'nothing, as no measure is changed');
	const isOfYear = one.kind === 'adopt-adjustment';
	const years = adjustments.filter(({ state }) => state === 'adopted').map(({ year }) => year);
	if (isOfYear ? !years.includes(one.adjustment ?? 0) : one.adjustment !== undefined)
		search
			.at('adjustment')
			.fault(isOfYear ? 'the year of an adopted adjustment' : 'nothing, as none is adopted');
}

function collectKeys(search: ReferenceChecker, file: PlanFile): FileKeys {
	const { plan } = file;
	const inPlan = search.at('plan');
	const partners = search.at('partners').keys(file.partners, (one) => one.number);
	const bodies = checkBodies(search.at('bodies'), file.bodies);
	const values = inPlan.at('values').keys(plan.values, (one) => one.code);
	const challenges = inPlan.at('challenges').keys(plan.challenges, (one) => one.code);
	const opportunities = inPlan.at('opportunities').keys(plan.opportunities, (one) => one.code, challenges);
	const areas = inPlan.at('areas').keys(plan.areas, (one) => one.number);
	const measures = inPlan.at('measures').keys(plan.measures, (one) => one.id);
	return {
		partners: { noun: 'a partner', keys: partners },
		bodies,
		values: { noun: 'a core value', keys: values },
		challenges: { noun: 'a challenge', keys: challenges },
		opportunities: { noun: 'an opportunity', keys: opportunities },
		areas: { noun: 'an area', keys: areas },
		measures: { noun: 'a measure', keys: measures }
	};
}

function checkBodies(search: ReferenceChecker, all: PlanFile['bodies']): KeySet {
	const bodies = { noun: 'a body', keys: search.keys(all, (one) => one.slug) };
	all.forEach((one, i) => {
		const parent = search.at(i, 'parent');
		parent.known(one.parent, bodies);
		const earlier = all.slice(0, i).some((other) => other.slug === one.parent);
		if (one.parent && bodies.keys.has(one.parent) && !earlier)
			parent.fault('a body that comes before its own');
	});
	return bodies;
}

function checkMeasure(
	search: ReferenceChecker,
	one: PlanFileMeasure,
	known: Omit<FileKeys, 'measures'>
): void {
	search.at('area').known(one.area, known.areas);
	search.at('body').known(one.body, known.bodies);
	search.at('furtherAreas').allKnown(one.furtherAreas, known.areas);
	search.at('partners').allKnown(one.partners, known.partners);
	search.at('values').allKnown(one.values, known.values);
	search.at('challenges').allKnown(one.challenges, known.challenges);
	search.at('opportunities').allKnown(one.opportunities, known.opportunities);
	one.indicators.forEach((given, i) => {
		const indicator = search.at('indicators', i);
		indicator.at('targets').keys(given.targets, (target) => target.year);
		indicator.at('readings').keys(given.readings, (reading) => reading.on);
	});
	search.at('rollout').keys(one.rollout, (given) => given.partner);
	one.rollout.forEach((given, i) => search.at('rollout', i, 'partner').known(given.partner, known.partners));
}

/** Reports source measures that are unknown or the measure itself. */
function checkOrigins(search: ReferenceChecker, one: PlanFileMeasure, measures: KeySet): void {
	search.keys(one.cameFrom, (source) => source.measure);
	one.cameFrom.forEach(({ measure }, i) => {
		const source = search.at(i, 'measure');
		source.known(measure, measures);
		if (measure === one.id) source.fault('another measure than itself');
	});
}

/** Reports a plan that continues itself, and measures that share a previous measure. */
function checkPredecessors(
	search: ReferenceChecker,
	{ slug, carriedFrom, measures }: PlanFile['plan'],
	{ keys: own }: KeySet
): void {
	if (carriedFrom?.slug === slug) search.at('carriedFrom', 'slug').fault('another plan than itself');
	const seen = new Set<string>();
	measures.forEach(({ carriedFrom: before }, i) => {
		if (!before) return;
		const predecessor = search.at('measures', i, 'carriedFrom');
		if (!carriedFrom) predecessor.fault('nothing, where the plan was not carried on from another');
		const source = predecessor.at('measure');
		if (own.has(before.measure)) source.fault('a measure of another plan');
		if (seen.has(before.measure)) source.fault(`a key not used before: ${before.measure}`);
		seen.add(before.measure);
	});
}

function checkRound(
	search: ReferenceChecker,
	one: PlanFileRound,
	known: KnownKeys<'areas' | 'measures' | 'values'>
): void {
	search.at('evaluations').keys(one.evaluations, (given) => given.measure);
	search.at('verdicts').keys(one.verdicts, (verdict) => verdict.area);
	one.verdicts.forEach((verdict, i) => search.at('verdicts', i, 'area').known(verdict.area, known.areas));
	search.at('texts').keys(one.texts, (written) => written.section);
	one.texts.forEach(({ section }, i) =>
		search.at('texts', i, 'section').known(areaOfSection(section), known.areas)
	);
	search.at('reviews').keys(one.reviews, (review) => review.version);
	checkEvaluations(search.at('evaluations'), one.evaluations, known);
}

/** Reports a second unapproved evaluation of a measure outside rounds. */
function checkExtraordinary(
	search: ReferenceChecker,
	all: readonly PlanFileEvaluation[],
	known: KnownKeys<'measures' | 'values'>
): void {
	checkEvaluations(search, all, known);
	all.forEach(({ measure, state }, i) => {
		const found = search.at(i, 'state');
		if (state === 'locked') found.fault('what only a round locks');
		const another = all.slice(0, i).some((one) => one.measure === measure && one.state !== 'approved');
		if (another && state !== 'approved') found.fault('one at a time that is not approved');
	});
}

function checkEvaluations(
	search: ReferenceChecker,
	all: readonly PlanFileEvaluation[],
	known: KnownKeys<'measures' | 'values'>
): void {
	all.forEach((given, i) => {
		const evaluation = search.at(i);
		evaluation.at('measure').known(given.measure, known.measures);
		evaluation.at('scores').keys(given.scores, (score) => score.value);
		given.scores.forEach((score, j) => evaluation.at('scores', j, 'value').known(score.value, known.values));
	});
}
