import { z } from 'zod';
import { adjustmentKinds, stances } from '$lib/domain/adjustment';
import { seatRoles } from '$lib/domain/body';
import { confidences, needs, questions, recommendations, statuses } from '$lib/domain/evaluation';
import { directions } from '$lib/domain/indicator';
import { writtenForms } from '$lib/domain/localized';
import { lifecycles } from '$lib/domain/measure';
import { rolloutStates } from '$lib/domain/rollout';
import { parseRoundKey } from '$lib/domain/round';
import { verdictStatuses } from '$lib/domain/verdict';
import { day, localized, milestone, slug, text, year } from './plan-file-shapes';

/** The demo file: one JSON file with the made-up history of a plan. Measures are named by their ids in the plan file. */
export const demoFileFormat = 'framdrift.demo.v1';

const lang = z.enum(writtenForms);
const round = z.string().refine((key) => parseRoundKey(key) !== null, 'a round such as 2026 or 2026-half');

const account = z.strictObject({
	email: z.email(),
	name: text,
	writtenForm: lang,
	administrator: z.boolean().default(false),
	/** A seat on a body, for a partner's number where the person represents one. */
	seat: z.strictObject({ body: slug, role: z.enum(seatRoles), partner: text.optional() }).optional()
});

const verdict = z.strictObject({ area: z.int(), status: z.enum(verdictStatuses), text, lang });

const demoRound = z.strictObject({
	key: round,
	opensOn: day,
	reportBy: day,
	readBy: day,
	meetingOn: day,
	/** The day SSU approves or returns what was reported. */
	readOn: day,
	/** Null while the round is open. */
	closesOn: day.nullable(),
	graceDays: z.int().min(0),
	instruction: localized,
	verdicts: z.array(verdict)
});

const answers = z.strictObject({
	lang,
	status: z.enum(statuses).nullable().default(null),
	progress: z.int().min(0).max(100).nullable().default(null),
	done: z.string().default(''),
	results: z.string().default(''),
	deviation: z.string().default(''),
	cause: z.string().default(''),
	needs: z.array(z.enum(needs)).default([]),
	needsText: z.string().default(''),
	nextSteps: z.string().default(''),
	recommendation: z.enum(recommendations).nullable().default(null),
	confidence: z.enum(confidences).nullable().default(null),
	scores: z
		.array(
			z.strictObject({
				value: slug,
				score: z.int().min(1).max(5),
				comment: z.string().default('')
			})
		)
		.default([])
});

const evaluation = z.strictObject({
	round,
	state: z.enum(['draft', 'submitted', 'returned', 'approved']).default('approved'),
	/** "unchanged" submits the answers of the round before again. */
	answers: z.union([z.literal('unchanged'), answers]),
	/** SSU's words about a returned evaluation, and about single answers. */
	remark: z.strictObject({ text, answers: z.partialRecord(z.enum(questions), text).default({}) }).optional()
});

const measure = z.strictObject({
	measure: slug,
	startsOn: day,
	deadline: day,
	deadlineWords: text.nullable().default(null),
	milestones: z.array(milestone),
	newDeadline: z
		.strictObject({ on: day, deadline: day, deadlineWords: text.nullable().default(null), reason: text })
		.optional(),
	newLifecycle: z.strictObject({ on: day, lifecycle: z.enum(lifecycles), reason: text }).optional(),
	evaluations: z.array(evaluation)
});

const adjustment = z.strictObject({
	/** The year of the adjusted plan. */
	year,
	opensOn: day,
	settledOn: day,
	items: z.array(
		z.strictObject({
			measure: slug,
			kind: z.enum(adjustmentKinds),
			stance: z.enum(stances),
			reason: text,
			/** The new texts of an adjusted measure; the others stay. */
			texts: z
				.strictObject({ summary: localized, targetGroup: localized, expectedEffect: localized })
				.partial()
				.optional()
		})
	),
	/** New measures, by their area's number. */
	additions: z.array(
		z.strictObject({
			area: z.int(),
			title: localized,
			summary: localized,
			startsOn: day,
			deadline: day,
			reason: text
		})
	),
	/** Null while the adjustment is open. */
	adopted: z.strictObject({ on: day, decision: text }).nullable()
});

const rollout = z.strictObject({
	measure: slug,
	/** The day SSU decides to introduce the measure partner by partner, and the first day a partner may report. */
	decidedOn: day,
	partners: z.array(
		z.strictObject({
			/** The partner's number. */
			partner: text,
			/** Reported the same day, or on the day of the decision where that is later. */
			steps: z.array(z.strictObject({ state: z.enum(rolloutStates), on: day })),
			note: z.string().default(''),
			lang: lang.default('nn'),
			confirmedOn: day.optional()
		})
	)
});

const indicator = z.strictObject({
	measure: slug,
	addedOn: day,
	name: localized,
	unit: localized,
	direction: z.enum(directions),
	baseline: z.number().nullable(),
	baselineOn: day.nullable(),
	source: text.nullable(),
	targets: z.array(z.strictObject({ year, value: z.number() })),
	readings: z.array(z.strictObject({ on: day, value: z.number() }))
});

export const demoFile = z.strictObject({
	format: z.literal(demoFileFormat),
	importedOn: day,
	/** The day SSU enters dates and milestones for every measure. */
	plannedOn: day,
	accounts: z.array(account),
	/** In the order they open. */
	rounds: z.array(demoRound),
	measures: z.array(measure),
	adjustments: z.array(adjustment),
	rollouts: z.array(rollout),
	indicators: z.array(indicator)
});

export type DemoFile = z.infer<typeof demoFile>;
export type DemoAccount = DemoFile['accounts'][number];
export type DemoRound = DemoFile['rounds'][number];
export type DemoMeasure = DemoFile['measures'][number];
export type DemoEvaluation = DemoMeasure['evaluations'][number];
export type DemoAdjustment = DemoFile['adjustments'][number];
export type DemoRollout = DemoFile['rollouts'][number];
export type DemoIndicator = DemoFile['indicators'][number];
