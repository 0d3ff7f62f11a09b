import { asc, eq, inArray } from 'drizzle-orm';
import { compareRounds } from '$lib/domain/round/round';
import type { PlanFile, PlanFileEvaluation } from '$lib/forms/plan-file/plan-file';
import type { Queryable } from '../database/database';
import * as schema from '../database/schema';

/**
 * Returns a plan's rounds for the plan file, oldest first, with evaluations, verdicts, reviews and
 * evaluations outside rounds.
 */
export async function exportRounds(
	read: Queryable,
	planId: number
): Promise<Pick<PlanFile['plan'], 'rounds' | 'extraordinary'>> {
	const { round, evaluation, valueScore, review } = schema;
	const rounds = await read.select().from(round).where(eq(round.planId, planId));
	const ofPlan = read.select({ id: round.id }).from(round).where(eq(round.planId, planId));
	const measures = read
		.select({ id: schema.measure.id })
		.from(schema.measure)
		.where(eq(schema.measure.planId, planId));
	const evaluations = await read
		.select()
		.from(evaluation)
		.where(inArray(evaluation.measureId, measures))
		.orderBy(asc(evaluation.measureId), asc(evaluation.id));
	const ofMeasures = read
		.select({ id: evaluation.id })
		.from(evaluation)
		.where(inArray(evaluation.measureId, measures));
	const scores = await read
		.select({
			evaluationId: valueScore.evaluationId,
			value: schema.coreValue.code,
			score: valueScore.score,
			comment: valueScore.comment
		})
		.from(valueScore)
		.innerJoin(schema.coreValue, eq(schema.coreValue.id, valueScore.valueId))
		.where(inArray(valueScore.evaluationId, ofMeasures))
		.orderBy(asc(valueScore.valueId));
	const verdicts = await read
		.select({ verdict: schema.areaVerdict, area: schema.focusArea.number })
		.from(schema.areaVerdict)
		.innerJoin(schema.focusArea, eq(schema.focusArea.id, schema.areaVerdict.areaId))
		.where(inArray(schema.areaVerdict.roundId, ofPlan))
		.orderBy(asc(schema.focusArea.number));
	const texts = await read
		.select()
		.from(schema.reviewText)
		.where(inArray(schema.reviewText.roundId, ofPlan))
		.orderBy(asc(schema.reviewText.section));
	const reviews = await read
		.select()
		.from(review)
		.where(inArray(review.roundId, ofPlan))
		.orderBy(asc(review.version));

	const given = (roundId: number | null) =>
		evaluations.filter((one) => one.roundId === roundId).map((one) => exportEvaluation(one, scores));
	const all = rounds.sort(compareRounds).map((one) => ({
		year: one.year,
		kind: one.kind,
		state: one.state,
		opensOn: one.opensOn,
		reportBy: one.reportBy,
		readBy: one.readBy,
		meetingOn: one.meetingOn,
		graceDays: one.graceDays,
		questions: one.questions,
		instruction: one.instruction,
		evaluations: given(one.id),
		verdicts: verdicts
			.filter(({ verdict }) => verdict.roundId === one.id)
			.map(({ area, verdict: { status, text, lang, by, at } }) => ({ area, status, text, lang, by, at })),
		texts: texts
			.filter((written) => written.roundId === one.id)
			.map(({ section, text, by, at }) => ({ section, text, by, at })),
		reviews: reviews
			.filter((closed) => closed.roundId === one.id)
			.map(({ version, content, sha256, closedAt, closedBy, publishedAt }) => ({
				version,
				content,
				sha256,
				closedAt,
				closedBy,
				publishedAt
			}))
	}));
	return { rounds: all, extraordinary: given(null) };
}

function exportEvaluation(
	given: typeof schema.evaluation.$inferSelect,
	scores: readonly ExportedScore[]
): PlanFileEvaluation {
	return {
		measure: given.measureId,
		state: given.state,
		status: given.status,
		progress: given.progress,
		done: given.done,
		results: given.results,
		deviation: given.deviation,
		cause: given.cause,
		needs: given.needs,
		needsText: given.needsText,
		nextSteps: given.nextSteps,
		recommendation: given.recommendation,
		confidence: given.confidence,
		scores: scores
			.filter((score) => score.evaluationId === given.id)
			.map(({ value, score, comment }) => ({ value, score, comment })),
		unchanged: given.unchanged,
		imported: given.imported || undefined,
		lang: given.lang,
		reportedBy: given.reportedBy,
		savedAt: given.savedAt,
		submittedAt: given.submittedAt,
		approvedAt: given.approvedAt
	};
}

interface ExportedScore {
	evaluationId: number;
	value: string;
	score: number | null;
	comment: string;
}
