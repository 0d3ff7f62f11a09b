import { z } from 'zod';
import { adjustmentKinds, dispositions } from '$lib/domain/adjustment';
import { seatGroups, seatRoles } from '$lib/domain/body';
import { decisionKinds, followUpStates } from '$lib/domain/decision/decision';
import { confidences, needs, questions, recommendations, statuses } from '$lib/domain/evaluation/evaluation';
import { indicatorDirections } from '$lib/domain/indicator';
import { writtenForms } from '$lib/domain/localized';
import { triageSteps } from '$lib/domain/matter/matter';
import { lifecycles } from '$lib/domain/measure/measure';
import { agendaItemKinds, outcomeKinds } from '$lib/domain/meeting/agenda';
import { rolloutStates } from '$lib/domain/rollout';
import { parseRoundKey } from '$lib/domain/round/round';
import { verdictStatuses } from '$lib/domain/verdict';
import {
	dateSchema,
	localizedSchema,
	milestoneSchema,
	slugSchema,
	requiredTextSchema,
	yearSchema
} from './plan-file/plan-file-fields';

/**
 * Demo file: one JSON file with the invented history of a plan. Measures are referenced by their ids in the
 * plan file.
 */
const demoFileFormat = 'framdrift.demo.v1';

const lang = z.enum(writtenForms);
const round = z.string().refine((key) => parseRoundKey(key) !== null, 'a round such as 2026 or 2026-half');

const account = z.strictObject({
	email: z.email(),
	name: requiredTextSchema,
	writtenForm: lang,
	administrator: z.boolean().default(false),
	/** A seat in a body, with a partner's number if the person represents one. */
	seat: z
		.strictObject({ body: slugSchema, role: z.enum(seatRoles), partner: requiredTextSchema.optional() })
		.optional()
});

/** A seat without an account of the demo: vacant, or held by somebody who has not signed in. */
const demoSeat = z.strictObject({
	body: slugSchema,
	role: z.enum(seatRoles),
	/** Numbers of the represented partners. */
	partners: z.array(requiredTextSchema).default([]),
	represents: z.enum(seatGroups).optional(),
	appointedBy: requiredTextSchema.optional(),
	termFrom: dateSchema.optional(),
	termTo: dateSchema.optional(),
	holder: z.strictObject({ name: requiredTextSchema, email: z.email() }).optional()
});

const verdict = z.strictObject({
	area: z.int(),
	status: z.enum(verdictStatuses),
	text: requiredTextSchema,
	lang
});

const demoRound = z.strictObject({
	key: round,
	opensOn: dateSchema,
	reportBy: dateSchema,
	readBy: dateSchema,
	meetingOn: dateSchema,
	/** The date SSU approves or returns the evaluations. */
	readOn: dateSchema,
	/** Null while the round is open. */
	closesOn: dateSchema.nullable(),
	graceDays: z.int().min(0),
	instruction: localizedSchema,
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
				value: slugSchema,
				score: z.int().min(1).max(5),
				comment: z.string().default('')
			})
		)
		.default([])
});

const evaluation = z.strictObject({
	round,
	state: z.enum(['draft', 'submitted', 'returned', 'approved']).default('approved'),
	/** "unchanged" submits the previous round's answers again. */
	answers: z.union([z.literal('unchanged'), answers]),
	/** SSU's remarks on a returned evaluation, and on single answers. */
	remark: z
		.strictObject({
			text: requiredTextSchema,
			answers: z.partialRecord(z.enum(questions), requiredTextSchema).default({})
		})
		.optional()
});

const measure = z.strictObject({
	measure: slugSchema,
	startsOn: dateSchema,
	deadline: dateSchema,
	deadlineWords: requiredTextSchema.nullable().default(null),
	milestones: z.array(milestoneSchema),
	newDeadline: z
		.strictObject({
			on: dateSchema,
			deadline: dateSchema,
			deadlineWords: requiredTextSchema.nullable().default(null),
			reason: requiredTextSchema
		})
		.optional(),
	newLifecycle: z
		.strictObject({
			on: dateSchema,
			lifecycle: z.enum(lifecycles),
			reason: requiredTextSchema,
			/** Title of the decision that is the reason. */
			decision: requiredTextSchema.optional()
		})
		.optional(),
	evaluations: z.array(evaluation)
});

const adjustment = z.strictObject({
	/** The year of the adjusted plan. */
	year: yearSchema,
	opensOn: dateSchema,
	settledOn: dateSchema,
	items: z.array(
		z.strictObject({
			measure: slugSchema,
			kind: z.enum(adjustmentKinds),
			stance: z.enum(dispositions),
			reason: requiredTextSchema,
			/** New texts of an adjusted measure; others stay. */
			texts: z
				.strictObject({
					summary: localizedSchema,
					targetGroup: localizedSchema,
					expectedEffect: localizedSchema
				})
				.partial()
				.optional()
		})
	),
	/** New measures, by their area's number. */
	additions: z.array(
		z.strictObject({
			area: z.int(),
			title: localizedSchema,
			summary: localizedSchema,
			startsOn: dateSchema,
			deadline: dateSchema,
			reason: requiredTextSchema
		})
	),
	/** Null while the adjustment is open. */
	adopted: z.strictObject({ on: dateSchema, decision: requiredTextSchema }).nullable()
});

const rollout = z.strictObject({
	measure: slugSchema,
	/** The date SSU decides to introduce the measure partner by partner; partners may report from then on. */
	decidedOn: dateSchema,
	partners: z.array(
		z.strictObject({
			/** The partner's number. */
			partner: requiredTextSchema,
			/** Reported on the date itself, or on the decision date if that is later. */
			steps: z.array(z.strictObject({ state: z.enum(rolloutStates), on: dateSchema })),
			note: z.string().default(''),
			lang: lang.default('nn'),
			confirmedOn: dateSchema.optional()
		})
	)
});

const indicator = z.strictObject({
	measure: slugSchema,
	addedOn: dateSchema,
	name: localizedSchema,
	unit: localizedSchema,
	direction: z.enum(indicatorDirections),
	baseline: z.number().nullable(),
	baselineOn: dateSchema.nullable(),
	source: requiredTextSchema.nullable(),
	targets: z.array(z.strictObject({ year: yearSchema, value: z.number() })),
	readings: z.array(z.strictObject({ on: dateSchema, value: z.number() }))
});

const matter = z.strictObject({
	/** The body whose leader sends it in; null for a sender without an account. */
	by: slugSchema.nullable(),
	/** The sender of the open form, who confirms it at once. */
	sender: z.strictObject({ name: requiredTextSchema, email: z.email() }).optional(),
	on: dateSchema,
	title: requiredTextSchema,
	text: requiredTextSchema,
	lang,
	organisation: z.string().default(''),
	concerns: z.string().default(''),
	wish: z.string().default(''),
	treatedAtHome: z.boolean().nullable().default(null),
	body: slugSchema.nullable().default(null),
	/** Codes of measures. */
	measures: z.array(requiredTextSchema).default([]),
	areas: z.array(z.int()).default([]),
	links: z.null().default(null),
	decisions: z
		.array(
			z.strictObject({
				on: dateSchema,
				step: z.enum(triageSteps),
				body: slugSchema.nullable().default(null),
				reason: z.string().default('')
			})
		)
		.default([])
});

const followUpEntries = z
	.array(
		z.strictObject({
			on: dateSchema,
			/** Null for "no change". */
			state: z.enum(followUpStates).nullable(),
			text: z.string().default('')
		})
	)
	.default([]);

const decision = z.strictObject({
	body: slugSchema,
	decidedOn: dateSchema,
	/** The day it was recorded and published; null if it is not published. */
	publishedOn: dateSchema.nullable(),
	number: z.string().default(''),
	title: requiredTextSchema,
	text: requiredTextSchema,
	lang,
	kind: z.enum(decisionKinds),
	consensus: z.boolean().nullable().default(true),
	dissent: z.string().default(''),
	/** "body:SLUG" or "partner:NUMBER"; its leader or representative writes the entries. */
	responsible: requiredTextSchema.nullable().default(null),
	dueOn: dateSchema.nullable().default(null),
	/** Title of an earlier decision that this one supersedes. */
	supersedes: requiredTextSchema.optional(),
	/** Title of the matter it treats. */
	matter: requiredTextSchema.optional(),
	/** Codes of measures. */
	measures: z.array(requiredTextSchema).default([]),
	entries: followUpEntries
});

/** Links and follow-up of a decision that minutes made. */
const minutesDecision = z.strictObject({
	body: slugSchema,
	decidedOn: dateSchema,
	number: requiredTextSchema,
	publishedOn: dateSchema,
	/** "body:SLUG" or "partner:NUMBER"; its leader or representative writes the entries. */
	responsible: requiredTextSchema,
	/** Codes of measures. */
	measures: z.array(requiredTextSchema).default([]),
	entries: followUpEntries
});

const clock = z.string().regex(/^\d{2}:\d{2}$/);

const meeting = z.strictObject({
	body: slugSchema,
	lang,
	day: dateSchema,
	/** Left out for an ordinary meeting. One by circulation has no time, and its last day as its day. */
	kind: z.enum(['ordinary', 'circulation']).default('ordinary'),
	startsAt: clock.nullable(),
	endsAt: clock.nullable(),
	place: z.string().default(''),
	plannedOn: dateSchema,
	/** Null while it is only planned. */
	calledOn: dateSchema.nullable().default(null),
	/** Null until it is held. */
	sentOutOn: dateSchema.nullable().default(null),
	approvedOn: dateSchema.nullable().default(null),
	publishedOn: dateSchema.nullable().default(null),
	items: z.array(
		z.strictObject({
			number: z.string(),
			kind: z.enum(agendaItemKinds),
			title: requiredTextSchema,
			background: z.string().default(''),
			assessment: z.string().default(''),
			proposal: z.string().default(''),
			closed: z.boolean().default(false),
			closedBasis: z.string().default(''),
			neutralTitle: z.string().default(''),
			/** Title of the matter it treats. */
			matter: requiredTextSchema.nullable().default(null),
			outcome: z
				.strictObject({
					kind: z.enum(outcomeKinds),
					text: requiredTextSchema,
					/** The meeting's language if left out. */
					lang: lang.optional(),
					dissent: z.string().default(''),
					disagreed: z.boolean().default(false),
					/** "body:SLUG" or "partner:NUMBER". */
					responsible: requiredTextSchema.nullable().default(null),
					dueOn: dateSchema.nullable().default(null)
				})
				.nullable()
				.default(null)
		})
	)
});

const yearDate = z.strictObject({
	enteredOn: dateSchema,
	day: dateSchema,
	lastDay: dateSchema.nullable().default(null),
	title: requiredTextSchema,
	lang,
	public: z.boolean()
});

/** A question about a measure, asked by a partner's representative, and its answer. */
const question = z.strictObject({
	measure: slugSchema,
	askedBy: z.string(),
	askedOn: dateSchema,
	text: requiredTextSchema,
	lang,
	/** Null for one that waits. */
	answer: z.strictObject({ on: dateSchema, text: requiredTextSchema, lang }).nullable()
});

/** The core values that measures are tied to, in one table and on one day. */
const valueTies = z.strictObject({
	on: dateSchema,
	measures: z.record(slugSchema, z.array(slugSchema))
});

export const demoFile = z.strictObject({
	format: z.literal(demoFileFormat),
	importedOn: dateSchema,
	/** The date SSU enters dates and milestones for every measure. */
	plannedOn: dateSchema,
	accounts: z.array(account),
	seats: z.array(demoSeat).default([]),
	/** In the order they open. */
	rounds: z.array(demoRound),
	measures: z.array(measure),
	valueTies,
	adjustments: z.array(adjustment),
	rollouts: z.array(rollout),
	indicators: z.array(indicator),
	/** The day the partnership opens its form to everybody; null if it does not. */
	openFormOn: dateSchema.nullable().default(null),
	matters: z.array(matter).default([]),
	/** In the order they were taken. */
	decisions: z.array(decision).default([]),
	minutesDecisions: z.array(minutesDecision).default([]),
	meetings: z.array(meeting).default([]),
	yearDates: z.array(yearDate).default([]),
	questions: z.array(question).default([])
});

export type DemoFile = z.infer<typeof demoFile>;
export type DemoAccount = DemoFile['accounts'][number];
export type DemoSeat = DemoFile['seats'][number];
export type DemoRound = DemoFile['rounds'][number];
export type DemoMeasure = DemoFile['measures'][number];
export type DemoValueTies = DemoFile['valueTies'];
export type DemoEvaluation = DemoMeasure['evaluations'][number];
export type DemoAdjustment = DemoFile['adjustments'][number];
export type DemoRollout = DemoFile['rollouts'][number];
export type DemoMatter = DemoFile['matters'][number];
export type DemoDecision = DemoFile['decisions'][number];
export type DemoMinutesDecision = DemoFile['minutesDecisions'][number];
export type DemoMeeting = DemoFile['meetings'][number];
export type DemoYearDate = DemoFile['yearDates'][number];
export type DemoQuestion = DemoFile['questions'][number];
export type DemoIndicator = DemoFile['indicators'][number];
