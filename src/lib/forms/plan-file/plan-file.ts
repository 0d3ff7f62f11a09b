import { z } from 'zod';
import { bodyKinds, partnerKinds, seatGroups, seatRoles } from '$lib/domain/body';
import { decisionEffectKinds } from '$lib/domain/decision/decision';
import {
	confidences,
	evaluationStates,
	needs,
	questions,
	recommendations,
	statuses
} from '$lib/domain/evaluation/evaluation';
import { hasFigure, indicatorDirections, readingGaps } from '$lib/domain/indicator';
import { writtenForms } from '$lib/domain/localized';
import {
	measureCodePattern,
	measureDerivations,
	lifecycles,
	measureOrigins
} from '$lib/domain/measure/measure';
import { areaKinds, planStates } from '$lib/domain/plan/plan';
import { reviewSectionPattern } from '$lib/domain/review/review-text';
import { rolloutStates } from '$lib/domain/rollout';
import { roundKinds, roundStates } from '$lib/domain/round/round';
import { verdictStatuses } from '$lib/domain/verdict';
import { adjustmentSchema } from './plan-file-adjustments';
import {
	dateSchema,
	instantSchema,
	linksSchema,
	localizedSchema,
	milestoneSchema,
	slugSchema,
	requiredTextSchema,
	yearSchema
} from './plan-file-fields';

/**
 * Plan file: one JSON file that holds a whole plan. Items have their visible keys – a body's slug, an area's
 * number, a measure's id – so that the file is the same in every database. Accounts and sessions are never
 * included.
 */
export const planFileFormat = 'framdrift.plan.v1';

/** Version of a plan file with readings that lack a value; everything else is as in version 1. */
const planFileFormatWithGaps = 'framdrift.plan.v2';

/** Version of a plan file with seats and more facts of bodies; everything else is as in version 2. */
const planFileFormatWithSeats = 'framdrift.plan.v3';

/** Version of a plan file that names decisions as reasons of changes; everything else is as in version 3. */
const planFileFormatWithDecisions = 'framdrift.plan.v4';

/** Versions of the plan file, oldest first. Each reads all that the ones before it have. */
export const planFileFormats = [
	...([planFileFormat, planFileFormatWithGaps, planFileFormatWithSeats] as const),
	planFileFormatWithDecisions
] as const;

/** The date it left the plan; missing in older files. */
const endedOn = dateSchema.nullable().default(null);

const partner = z.strictObject({
	/** Municipality number since 2024, or the hospital trust's short name. */
	number: requiredTextSchema,
	name: requiredTextSchema,
	kind: z.enum(partnerKinds),
	/** The written form the partner requires; "neutral" if it has chosen neither. */
	writtenForm: z.enum([...writtenForms, 'neutral']).nullable(),
	/** False if the sources leave the written form uncertain. */
	verified: z.boolean(),
	endedOn
});

/** A seat of a body. Its holders are people, and are never included. */
const seat = z.strictObject({
	role: z.enum(seatRoles),
	/** The represented group, where there is no partner. */
	represents: z.enum(seatGroups).nullable(),
	/** Numbers of the represented partners. */
	partners: z.array(requiredTextSchema),
	appointedBy: requiredTextSchema.nullable(),
	termFrom: dateSchema.nullable(),
	termTo: dateSchema.nullable(),
	endedOn: dateSchema.nullable()
});

const body = z.strictObject({
	slug: slugSchema,
	kind: z.enum(bodyKinds),
	name: localizedSchema,
	parent: slugSchema.nullable(),
	mandate: localizedSchema.nullable(),
	/** In version 3, as are the following; missing where there is none. */
	authority: localizedSchema.optional(),
	note: localizedSchema.nullable(),
	appointedBy: requiredTextSchema.optional(),
	startedOn: dateSchema.optional(),
	endedOn,
	seats: z.array(seat).optional()
});

/** A goal state is a text; an ended one also has its end date. */
const goalState = z.union([localizedSchema, z.strictObject({ text: localizedSchema, endedOn: dateSchema })]);
const coreValue = z.strictObject({
	code: slugSchema,
	name: localizedSchema,
	description: localizedSchema.nullable(),
	endedOn
});
const driver = z.strictObject({
	code: z.string().regex(/^[UM]\d+$/),
	title: localizedSchema,
	description: localizedSchema.nullable(),
	endedOn
});

const area = z.strictObject({
	number: z.int().min(1).max(99),
	name: localizedSchema,
	/** A name short enough for chart labels. */
	shortName: localizedSchema.nullable(),
	summary: localizedSchema.nullable(),
	kind: z.enum(areaKinds),
	body: slugSchema.nullable(),
	source: requiredTextSchema.nullable(),
	endedOn
});

const funding = z.strictObject({
	name: localizedSchema,
	/** The year of the sum; null if it is the same every year. */
	year: yearSchema.nullable(),
	amountNok: z.int().min(0),
	note: localizedSchema.nullable(),
	source: requiredTextSchema.nullable(),
	endedOn
});

/** Rollout of a measure at a partner. */
const rollout = z.strictObject({
	/** The partner's number. */
	partner: requiredTextSchema,
	state: z.enum(rolloutStates),
	since: dateSchema.nullable(),
	note: z.string(),
	lang: z.enum(writtenForms),
	reportedBy: z.string(),
	reportedAt: instantSchema,
	/** Reported states with their dates, in the order they were reported. */
	steps: z.array(z.strictObject({ state: z.enum(rolloutStates), on: dateSchema })).default([])
});

/** An indicator of a measure, with its readings. */
const indicator = z.strictObject({
	name: localizedSchema,
	unit: localizedSchema,
	direction: z.enum(indicatorDirections),
	baseline: z.number().nullable(),
	baselineOn: dateSchema.nullable(),
	/** Source of its readings. */
	source: requiredTextSchema.nullable(),
	/** By year, each once. */
	targets: z.array(z.strictObject({ year: yearSchema, value: z.number() })),
	/** By date, each once. */
	readings: z.array(
		z.strictObject({
			on: dateSchema,
			value: z.union([z.number(), z.enum(readingGaps)]),
			source: z.string(),
			by: z.string(),
			at: instantSchema
		})
	),
	endedOn: dateSchema.nullable().default(null)
});

const measure = z.strictObject({
	/** Stays the same when the measure's code, title or area changes. */
	id: slugSchema,
	code: z.string().regex(measureCodePattern, 'code'),
	title: localizedSchema,
	summary: localizedSchema.nullable(),
	/** The primary area's number; null for a measure across the areas. */
	area: z.int().nullable(),
	furtherAreas: z.array(z.int()),
	origin: z.enum(measureOrigins),
	lifecycle: z.enum(lifecycles),
	body: slugSchema.nullable(),
	contact: requiredTextSchema.nullable(),
	partners: z.array(requiredTextSchema),
	targetGroup: localizedSchema.nullable(),
	expectedEffect: localizedSchema.nullable(),
	startsOn: dateSchema.nullable(),
	deadline: dateSchema.nullable(),
	/** The words of a deadline not written as a date: "våren 2027". */
	deadlineWords: requiredTextSchema.nullable(),
	weight: z.number().positive(),
	values: z.array(slugSchema),
	challenges: z.array(requiredTextSchema),
	opportunities: z.array(requiredTextSchema),
	source: requiredTextSchema.nullable(),
	note: localizedSchema.nullable(),
	links: linksSchema.optional(),
	milestones: z.array(milestoneSchema),
	indicators: z.array(indicator).default([]),
	/** Measures of this plan that it was merged or split from. */
	cameFrom: z.array(z.strictObject({ measure: slugSchema, how: z.enum(measureDerivations) })).default([]),
	/** The previous plan's measure that it continues, as named then; missing for others. */
	carriedFrom: z
		.strictObject({
			measure: slugSchema,
			code: z.string().regex(measureCodePattern, 'code'),
			title: localizedSchema
		})
		.optional(),
	/** Introduced partner by partner; missing in older files. */
	introducedAtHome: z.boolean().default(false),
	rollout: z.array(rollout).default([])
});

const evaluation = z.strictObject({
	measure: slugSchema,
	state: z.enum(evaluationStates),
	status: z.enum(statuses).nullable(),
	progress: z.int().min(0).max(100).nullable(),
	done: z.string(),
	results: z.string(),
	deviation: z.string(),
	cause: z.string(),
	needs: z.array(z.enum(needs)),
	needsText: z.string(),
	nextSteps: z.string(),
	recommendation: z.enum(recommendations).nullable(),
	confidence: z.enum(confidences).nullable(),
	scores: z.array(
		z.strictObject({ value: slugSchema, score: z.int().min(1).max(5).nullable(), comment: z.string() })
	),
	unchanged: z.boolean(),
	/** True if the status comes from an imported file; missing otherwise. */
	imported: z.literal(true).optional(),
	lang: z.enum(writtenForms),
	reportedBy: z.string(),
	savedAt: instantSchema,
	submittedAt: instantSchema.nullable(),
	approvedAt: instantSchema.nullable()
});

const verdict = z.strictObject({
	/** The area's number. */
	area: z.int(),
	status: z.enum(verdictStatuses),
	text: requiredTextSchema,
	lang: z.enum(writtenForms),
	by: z.string(),
	at: instantSchema
});

/** The secretariat's text in a section of the next review. */
const reviewText = z.strictObject({
	section: z.string().regex(reviewSectionPattern, 'a section'),
	text: localizedSchema,
	by: z.string(),
	at: instantSchema
});

const review = z.strictObject({
	version: z.int().min(1),
	/** The frozen content, byte for byte: the SHA-256 checksum covers exactly this text. */
	content: requiredTextSchema,
	sha256: z.string().regex(/^[0-9a-f]{64}$/),
	closedAt: instantSchema,
	closedBy: z.string(),
	publishedAt: instantSchema.nullable()
});

const round = z.strictObject({
	year: yearSchema,
	kind: z.enum(roundKinds),
	state: z.enum(roundStates),
	opensOn: dateSchema,
	reportBy: dateSchema,
	readBy: dateSchema,
	meetingOn: dateSchema,
	graceDays: z.int().min(0).max(60),
	questions: z.array(z.enum(questions)),
	instruction: localizedSchema.nullable(),
	evaluations: z.array(evaluation),
	verdicts: z.array(verdict).default([]),
	texts: z.array(reviewText).default([]),
	reviews: z.array(review)
});

/** A decision that is the reason of a change, named by body, day and number. Its text is in the partnership's file. */
const decision = z.strictObject({
	kind: z.enum(decisionEffectKinds),
	body: slugSchema,
	decidedOn: dateSchema,
	/** As the body writes it; empty if not known. */
	number: z.string(),
	/** The changed measure; missing where the whole plan is meant. */
	measure: slugSchema.optional(),
	/** Year of the adopted adjustment; missing for other changes. */
	adjustment: yearSchema.optional(),
	at: instantSchema
});

export const planFileSchema = z.strictObject({
	format: z.enum(planFileFormats),
	partnership: z.strictObject({
		slug: slugSchema,
		name: localizedSchema,
		about: localizedSchema.nullable(),
		/** "2021-01" or "2021", as exactly as is known. */
		established: requiredTextSchema.nullable()
	}),
	partners: z.array(partner),
	bodies: z.array(body),
	plan: z.strictObject({
		slug: slugSchema,
		name: localizedSchema,
		from: yearSchema,
		to: yearSchema,
		writtenForm: z.enum(writtenForms),
		state: z.enum(planStates),
		vision: localizedSchema.nullable(),
		/** Description of the vision, shown until its wording is entered. */
		visionNote: localizedSchema.nullable(),
		goal: localizedSchema.nullable(),
		goalStates: z.array(goalState),
		/** The plan it continues, as named then, with a file of its own; missing for others. */
		carriedFrom: z
			.strictObject({ slug: slugSchema, name: localizedSchema, from: yearSchema, to: yearSchema })
			.optional(),
		freshnessDays: z.int().min(1).max(3660),
		values: z.array(coreValue),
		challenges: z.array(driver),
		opportunities: z.array(driver),
		areas: z.array(area),
		funding: z.array(funding),
		measures: z.array(measure),
		rounds: z.array(round),
		/** Evaluations outside rounds; missing in older files. */
		extraordinary: z.array(evaluation).default([]),
		/** By year; missing in older files. */
		adjustments: z.array(adjustmentSchema).default([]),
		/** In version 4, by time; missing where there is none. */
		decisions: z.array(decision).optional()
	})
});

/** Returns the oldest version of the plan file that can hold a plan and its bodies. */
export function formatOf({ bodies, plan }: FormatContent): PlanFile['format'] {
	if (plan.decisions) return planFileFormatWithDecisions;
	const hasSeats = bodies.some(
		({ seats, authority, appointedBy, startedOn }) => seats ?? authority ?? appointedBy ?? startedOn
	);
	if (hasSeats) return planFileFormatWithSeats;
	const readings = plan.measures.flatMap(({ indicators }) => indicators.flatMap((one) => one.readings));
	return readings.every(hasFigure) ? planFileFormat : planFileFormatWithGaps;
}

interface FormatContent {
	bodies: PlanFile['bodies'];
	plan: Pick<PlanFile['plan'], 'measures' | 'decisions'>;
}

export type PlanFile = z.infer<typeof planFileSchema>;
export type PlanFileMeasure = PlanFile['plan']['measures'][number];
export type PlanFileRound = PlanFile['plan']['rounds'][number];
export type PlanFileAdjustment = PlanFile['plan']['adjustments'][number];
export type PlanFileDecision = NonNullable<PlanFile['plan']['decisions']>[number];
export type PlanFileBody = PlanFile['bodies'][number];
export type PlanFileEvaluation = PlanFileRound['evaluations'][number];

/** One error in a plan file: the path and what was expected. */
export interface PlanFileError {
	path: string;
	expected: string;
}
