import { z } from 'zod';
import { bodyKinds, partnerKinds } from '$lib/domain/body';
import {
	confidences,
	evaluationStates,
	needs,
	questions,
	recommendations,
	statuses
} from '$lib/domain/evaluation';
import { directions } from '$lib/domain/indicator';
import { writtenForms } from '$lib/domain/localized';
import { codePattern, descents, lifecycles, origins } from '$lib/domain/measure';
import { areaKinds, planStates } from '$lib/domain/plan';
import { sectionPattern } from '$lib/domain/review-text';
import { rolloutStates } from '$lib/domain/rollout';
import { roundKinds, roundStates } from '$lib/domain/round';
import { verdictStatuses } from '$lib/domain/verdict';
import { adjustment } from './plan-file-adjustments';
import { day, instant, localized, milestone, slug, text, year } from './plan-file-shapes';

/**
 * The plan file: one JSON file that holds a whole plan (contract: "The plan file"). What people
 * know a thing by is its key here too – a body's slug, an area's number, a measure's id – so that
 * a file reads the same in every database. Accounts and sessions are never part of it.
 */
export const planFileFormat = 'framdrift.plan.v1';

/** Since when it is no part of the plan any more; files from before that was known say nothing of it. */
const endedOn = day.nullable().default(null);

const partner = z.strictObject({
	/** Municipality number since 2024, or the hospital trust's short name. */
	number: text,
	name: text,
	kind: z.enum(partnerKinds),
	/** The written form the partner requires; "neutral" where it has decided on neither. */
	writtenForm: z.enum([...writtenForms, 'neutral']).nullable(),
	/** False where the sources leave the written form uncertain. */
	verified: z.boolean(),
	endedOn
});

const body = z.strictObject({
	slug,
	kind: z.enum(bodyKinds),
	name: localized,
	parent: slug.nullable(),
	mandate: localized.nullable(),
	note: localized.nullable(),
	endedOn
});

/** A goal state is its text; only one that is no goal any more has more to say. */
const goalState = z.union([localized, z.strictObject({ text: localized, endedOn: day })]);
const coreValue = z.strictObject({
	code: slug,
	name: localized,
	description: localized.nullable(),
	endedOn
});
const driver = z.strictObject({
	code: z.string().regex(/^[UM]\d+$/),
	title: localized,
	description: localized.nullable(),
	endedOn
});

const area = z.strictObject({
	number: z.int().min(1).max(99),
	name: localized,
	/** A name that fits a chart's label, where the whole one is long. */
	shortName: localized.nullable(),
	summary: localized.nullable(),
	kind: z.enum(areaKinds),
	body: slug.nullable(),
	source: text.nullable(),
	endedOn
});

const funding = z.strictObject({
	name: localized,
	/** The year the sum was for; null where it is the same every year. */
	year: year.nullable(),
	amountNok: z.int().min(0),
	note: localized.nullable(),
	source: text.nullable(),
	endedOn
});

/** Where a partner is with a measure that is introduced at home. */
const rollout = z.strictObject({
	/** The partner's number. */
	partner: text,
	state: z.enum(rolloutStates),
	since: day.nullable(),
	note: z.string(),
	lang: z.enum(writtenForms),
	reportedBy: z.string(),
	reportedAt: instant,
	/** Each state it reported and since when, in the order they were reported. */
	steps: z.array(z.strictObject({ state: z.enum(rolloutStates), on: day })).default([])
});

/** What is counted to see whether a measure works, with all that it showed. */
const indicator = z.strictObject({
	name: localized,
	unit: localized,
	direction: z.enum(directions),
	baseline: z.number().nullable(),
	baselineOn: day.nullable(),
	/** Where its readings are found. */
	source: text.nullable(),
	/** By year, each once. */
	targets: z.array(z.strictObject({ year, value: z.number() })),
	/** By day, each once. */
	readings: z.array(
		z.strictObject({ on: day, value: z.number(), source: z.string(), by: z.string(), at: instant })
	),
	endedOn: day.nullable().default(null)
});

const measure = z.strictObject({
	/** Stays the same when the measure's code, title or area changes. */
	id: slug,
	code: z.string().regex(codePattern, 'code'),
	title: localized,
	summary: localized.nullable(),
	/** The primary area's number; null for measures across the areas. */
	area: z.int().nullable(),
	furtherAreas: z.array(z.int()),
	origin: z.enum(origins),
	lifecycle: z.enum(lifecycles),
	body: slug.nullable(),
	contact: text.nullable(),
	partners: z.array(text),
	targetGroup: localized.nullable(),
	expectedEffect: localized.nullable(),
	startsOn: day.nullable(),
	deadline: day.nullable(),
	/** "våren 2027": the words behind a deadline that was not written as a date. */
	deadlineWords: text.nullable(),
	weight: z.number().positive(),
	values: z.array(slug),
	challenges: z.array(text),
	opportunities: z.array(text),
	source: text.nullable(),
	note: localized.nullable(),
	milestones: z.array(milestone),
	indicators: z.array(indicator).default([]),
	/** The measures of this plan that it was merged or split from. */
	cameFrom: z.array(z.strictObject({ measure: slug, how: z.enum(descents) })).default([]),
	/** The measure of the plan before that it was carried on from, as it was called then; left out of others. */
	carriedFrom: z
		.strictObject({ measure: slug, code: z.string().regex(codePattern, 'code'), title: localized })
		.optional(),
	/** Introduced party by party; files from before this was known say nothing of it. */
	introducedAtHome: z.boolean().default(false),
	rollout: z.array(rollout).default([])
});

const evaluation = z.strictObject({
	measure: slug,
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
		z.strictObject({ value: slug, score: z.int().min(1).max(5).nullable(), comment: z.string() })
	),
	unchanged: z.boolean(),
	lang: z.enum(writtenForms),
	reportedBy: z.string(),
	savedAt: instant,
	submittedAt: instant.nullable(),
	approvedAt: instant.nullable()
});

const verdict = z.strictObject({
	/** The area's number. */
	area: z.int(),
	status: z.enum(verdictStatuses),
	text,
	lang: z.enum(writtenForms),
	by: z.string(),
	at: instant
});

/** What the secretariat wrote in a section of a review that is to come. */
const reviewText = z.strictObject({
	section: z.string().regex(sectionPattern, 'a section'),
	text: localized,
	by: z.string(),
	at: instant
});

const review = z.strictObject({
	version: z.int().min(1),
	/** The frozen content, byte for byte: its SHA-256 is over exactly this text. */
	content: text,
	sha256: z.string().regex(/^[0-9a-f]{64}$/),
	closedAt: instant,
	closedBy: z.string(),
	publishedAt: instant.nullable()
});

const round = z.strictObject({
	year,
	kind: z.enum(roundKinds),
	state: z.enum(roundStates),
	opensOn: day,
	reportBy: day,
	readBy: day,
	meetingOn: day,
	graceDays: z.int().min(0).max(60),
	questions: z.array(z.enum(questions)),
	instruction: localized.nullable(),
	evaluations: z.array(evaluation),
	verdicts: z.array(verdict).default([]),
	texts: z.array(reviewText).default([]),
	reviews: z.array(review)
});

export const planFile = z.strictObject({
	format: z.literal(planFileFormat),
	partnership: z.strictObject({
		slug,
		name: localized,
		about: localized.nullable(),
		/** "2021-01" or "2021": as exactly as it is known. */
		established: text.nullable()
	}),
	partners: z.array(partner),
	bodies: z.array(body),
	plan: z.strictObject({
		slug,
		name: localized,
		from: year,
		to: year,
		writtenForm: z.enum(writtenForms),
		state: z.enum(planStates),
		vision: localized.nullable(),
		/** What the vision describes, shown until its wording is entered. */
		visionNote: localized.nullable(),
		goal: localized.nullable(),
		goalStates: z.array(goalState),
		/** The plan it was carried on from, as it was called then: that plan has a file of its own. Left out of others. */
		carriedFrom: z.strictObject({ slug, name: localized, from: year, to: year }).optional(),
		freshnessDays: z.int().min(1).max(3660),
		values: z.array(coreValue),
		challenges: z.array(driver),
		opportunities: z.array(driver),
		areas: z.array(area),
		funding: z.array(funding),
		measures: z.array(measure),
		rounds: z.array(round),
		/** What was reported outside rounds; files from before that was possible say nothing of it. */
		extraordinary: z.array(evaluation).default([]),
		/** Year by year; files from before they were part of it say nothing of them. */
		adjustments: z.array(adjustment).default([])
	})
});

export type PlanFile = z.infer<typeof planFile>;
export type PlanFileMeasure = PlanFile['plan']['measures'][number];
export type PlanFileRound = PlanFile['plan']['rounds'][number];
export type PlanFileAdjustment = PlanFile['plan']['adjustments'][number];
export type PlanFileEvaluation = PlanFileRound['evaluations'][number];

/** One thing that is wrong with a plan file: where, and what was expected there. */
export interface PlanFileFault {
	path: string;
	expected: string;
}
