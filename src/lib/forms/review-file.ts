import { z } from 'zod';
import { partnerKinds } from '$lib/domain/body';
import {
	confidences,
	needs,
	recommendations,
	allStatuses,
	statuses
} from '$lib/domain/evaluation/evaluation';
import { comparedValues } from '$lib/domain/figures/comparison-set';
import { indicatorDirections, indicatorVerdicts, readingGaps } from '$lib/domain/indicator';
import { writtenForms } from '$lib/domain/localized';
import { lifecycles } from '$lib/domain/measure/measure';
import { areaKinds } from '$lib/domain/plan/plan';
import { reviewFormat } from '$lib/domain/review/review';
import { allRolloutStates } from '$lib/domain/rollout';
import { roundKinds } from '$lib/domain/round/round';
import { verdictStatuses } from '$lib/domain/verdict';

/**
 * Archived content of a review (`domain/review/review.ts`). Unknown keys are allowed, so that an older
 * version can read a newer archive.
 */
const day = z.iso.date();
const text = z.string();
const share = z.number().min(0).max(100).nullable();
const lang = z.enum(writtenForms);
const localized = z.looseObject({ nb: text.optional(), nn: text.optional() });

const verdict = z.looseObject({ status: z.enum(verdictStatuses), text, lang, by: text, on: day });

const area = z.looseObject({
	number: z.int(),
	name: localized,
	shortName: localized.nullable(),
	kind: z.enum(areaKinds),
	body: localized.nullable(),
	verdict: verdict.nullish()
});

const report = z.looseObject({
	round: text,
	status: z.enum(statuses).nullable(),
	progress: share,
	done: text,
	results: text,
	deviation: text,
	cause: text,
	needs: z.array(z.enum(needs)),
	needsText: text,
	nextSteps: text,
	recommendation: z.enum(recommendations).nullable(),
	confidence: z.enum(confidences).nullable(),
	scores: z.array(z.looseObject({ value: text, score: z.int().min(1).max(5).nullable(), comment: text })),
	lang,
	unchanged: z.boolean(),
	imported: z.literal(true).optional(),
	reportedBy: text,
	submittedOn: day,
	stale: z.boolean()
});

const measure = z.looseObject({
	id: text,
	code: text,
	title: localized,
	area: z.int().nullable(),
	lifecycle: z.enum(lifecycles),
	weight: z.number(),
	body: localized.nullable(),
	startsOn: day.nullable(),
	deadline: day.nullable(),
	deadlineWords: text.nullable(),
	links: z.array(z.looseObject({ title: text, address: text })).optional(),
	expected: share,
	report: report.nullable()
});

const earlier = z.looseObject({
	key: text,
	asOf: day,
	sha256: text,
	measures: z.array(
		z.looseObject({
			id: text,
			status: z.enum(statuses).nullable(),
			deadline: day.nullable(),
			progress: share.optional()
		})
	),
	progress: z.record(text, share),
	values: z.record(text, z.number().nullable())
});

const count = z.int().min(0);

// The optional figures are missing in the definition of 2025.
const areaFigures = z.looseObject({
	area: text,
	counted: count,
	asked: count.optional(),
	reported: count,
	statuses: z.record(z.enum(allStatuses), count),
	progress: share,
	known: count.optional(),
	expected: share,
	before: share,
	comparison: z
		.looseObject({ n: count, progress: share, without: z.array(z.enum(comparedValues)) })
		.optional()
});

const figures = z.looseObject({
	total: areaFigures,
	areas: z.array(areaFigures),
	values: z.array(
		z.looseObject({
			value: text,
			area: text,
			mean: z.number().nullable(),
			n: count,
			distribution: z.array(count).length(5),
			before: z.number().nullable()
		})
	),
	movement: z
		.looseObject({
			from: text,
			pairs: z.array(z.looseObject({ from: z.enum(allStatuses), to: z.enum(allStatuses), count })),
			forward: count,
			backward: count,
			stepsBack: count.optional(),
			finished: count.optional(),
			silent: count.optional(),
			unmoved: count,
			unknown: count,
			added: z.array(text),
			ended: z.array(text)
		})
		.nullable()
});

const responseRate = z.looseObject({ area: text, asked: count, answered: count, onTime: count });

const reporting = z.looseObject({
	response: z.looseObject({ total: responseRate, areas: z.array(responseRate) }),
	freshness: z.looseObject({ limit: count, asked: count, fresh: count })
});

const indicator = z.looseObject({
	measure: z.looseObject({ code: text, title: localized }),
	name: localized,
	unit: localized,
	source: text.nullable(),
	direction: z.enum(indicatorDirections),
	baseline: z.number().nullable(),
	baselineOn: day.nullable(),
	targets: z.array(z.looseObject({ year: z.int(), value: z.number() })),
	readings: z.array(
		z.looseObject({
			on: day,
			value: z.union([z.number(), z.enum(readingGaps)]),
			expected: z.number().nullable(),
			standing: z.enum(indicatorVerdicts)
		})
	)
});

const spread = {
	states: z.record(z.enum(allRolloutStates), count),
	inUse: count,
	concerned: count
};

const rollout = z.looseObject({
	measures: z.array(z.looseObject({ code: text, title: localized })),
	parties: z.array(
		z.looseObject({
			number: text,
			name: text,
			kind: z.enum(partnerKinds),
			cells: z.array(z.enum(allRolloutStates)),
			...spread
		})
	),
	total: z.looseObject(spread)
});

export const reviewFileSchema = z.looseObject({
	format: z.literal(reviewFormat),
	// Missing in the definition of 2025.
	definition: text.optional(),
	partnership: z.looseObject({ slug: text, name: localized }),
	plan: z.looseObject({ slug: text, name: localized, from: z.int(), to: z.int() }),
	round: z.looseObject({
		year: z.int(),
		kind: z.enum(roundKinds),
		reportBy: day,
		readBy: day,
		meetingOn: day,
		asked: count,
		approved: count
	}),
	asOf: day,
	values: z.array(z.looseObject({ code: text, name: localized })),
	areas: z.array(area),
	measures: z.array(measure),
	last: earlier.nullable(),
	yearBefore: earlier.nullable(),
	figures,
	// Missing in reviews frozen before these parts were introduced, or without data.
	texts: z.record(text, localized).optional(),
	reporting: reporting.optional(),
	indicators: z.array(indicator).optional(),
	rollout: rollout.optional()
});

/** Returns the JSON Schema of an archived review, for use by other programs. */
export function reviewJsonSchema(): string {
	return `${JSON.stringify(z.toJSONSchema(reviewFileSchema, { io: 'input' }), null, 2)}\n`;
}
