import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { instantToOsloDate, type Instant } from '$lib/domain/calendar/calendar-date';
import type { EvaluationAnswers, EvaluationState, ValueScore } from '$lib/domain/evaluation/evaluation';
import type { ReportedReading } from '$lib/domain/indicator';
import type { WrittenForm } from '$lib/domain/localized';
import type { Remark } from '$lib/domain/evaluation/remark';
import { compareRounds, acceptsReports, type RoundKey, type RoundPeriod } from '$lib/domain/round/round';
import type { Queryable } from '../database/database';
import { measureByCode } from '../measures/queries';
import { isOpenExtraordinary, roundByKey, type Round } from '../rounds/queries';
import {
	coreValue,
	evaluation,
	measure,
	measureValue,
	person,
	remark,
	review,
	round,
	valueScore
} from '../database/schema';

export type EvaluationRow = typeof evaluation.$inferSelect;

/** An evaluation's answers, from its row and its scores. */
export function answersOf(row: EvaluationRow, scores: readonly ValueScore[]): EvaluationAnswers {
	return {
		status: row.status,
		progress: row.progress,
		done: row.done,
		results: row.results,
		deviation: row.deviation,
		cause: row.cause,
		needs: row.needs,
		needsText: row.needsText,
		nextSteps: row.nextSteps,
		recommendation: row.recommendation,
		confidence: row.confidence,
		scores: [...scores],
		lang: row.lang
	};
}

/** The value scores of evaluations, in the values' order, by evaluation id. One statement. */
export async function scoresOf(
	read: Queryable,
	evaluationIds: readonly number[]
): Promise<Map<number, ValueScore[]>> {
	const byEvaluation = new Map<number, ValueScore[]>();
	if (evaluationIds.length === 0) return byEvaluation;
	const rows = await read
		.select({
			evaluationId: valueScore.evaluationId,
			value: coreValue.code,
			score: valueScore.score,
			comment: valueScore.comment
		})
		.from(valueScore)
		.innerJoin(coreValue, eq(coreValue.id, valueScore.valueId))
		.where(inArray(valueScore.evaluationId, [...evaluationIds]))
		.orderBy(asc(coreValue.place));
	for (const { evaluationId, ...score } of rows)
		byEvaluation.set(evaluationId, [...(byEvaluation.get(evaluationId) ?? []), score]);
	return byEvaluation;
}

/** An evaluation as a page shows it. */
export interface Evaluation {
	id: number;
	version: number;
	state: EvaluationState;
	answers: EvaluationAnswers;
	/** Indicator readings of a draft; empty once submitted, when they are stored as readings. */
	readings: ReportedReading[];
	unchanged: boolean;
	/** True if the status comes from an imported file. */
	imported: boolean;
	reportedBy: string;
	savedAt: Instant;
	submittedAt: Instant | null;
	approvedAt: Instant | null;
	/** Approvers' remarks, oldest first. */
	remarks: Remark[];
}

/** Returns a measure's evaluation in a round, or null. */
export async function evaluationIn(
	read: Queryable,
	roundId: number,
	measureId: string
): Promise<Evaluation | null> {
	const [row] = await read
		.select()
		.from(evaluation)
		.where(and(eq(evaluation.roundId, roundId), eq(evaluation.measureId, measureId)));
	return row ? withScoresAndRemarks(read, row) : null;
}

export async function evaluationById(read: Queryable, id: number): Promise<Evaluation | null> {
	const [row] = await read.select().from(evaluation).where(eq(evaluation.id, id));
	return row ? withScoresAndRemarks(read, row) : null;
}

/** Returns a measure's extraordinary evaluation that is not approved yet, or null. */
export async function openExtraordinary(read: Queryable, measureId: string): Promise<Evaluation | null> {
	const [row] = await read
		.select()
		.from(evaluation)
		.where(and(eq(evaluation.measureId, measureId), isOpenExtraordinary));
	return row ? withScoresAndRemarks(read, row) : null;
}

/** Returns a measure's evaluation in a round, or its open extraordinary one if the round is null. */
export function evaluationAt(
	read: Queryable,
	within: Pick<Round, 'id'> | null,
	measureId: string
): Promise<Evaluation | null> {
	return within ? evaluationIn(read, within.id, measureId) : openExtraordinary(read, measureId);
}

/** Returns the evaluation of a measure's code in a round, or its open extraordinary one; null without one. */
export async function evaluationOf(
	read: Queryable,
	{ planId, round: key, measure: code }: { planId: number; round: RoundKey | null; measure: string }
): Promise<Evaluation | null> {
	const found = await measureByCode(read, planId, code);
	const within = key === null ? null : await roundByKey(read, planId, key);
	return found && (within || key === null) ? evaluationAt(read, within, found.id) : null;
}

function submissionTime({ submittedAt, savedAt }: EvaluationRow): Instant {
	return submittedAt ?? savedAt;
}

/**
 * Returns a measure's last approved evaluation before a round, extraordinary ones included, or null.
 *
 * @param before null for the last of all
 */
export async function lastApproved(
	read: Queryable,
	measureId: string,
	before: Round | null
): Promise<(Evaluation & { round: RoundPeriod | null }) | null> {
	const rows = await read
		.select({ row: evaluation, name: { year: round.year, kind: round.kind } })
		.from(evaluation)
		.leftJoin(round, eq(round.id, evaluation.roundId))
		.where(eq(evaluation.measureId, measureId));
	const approved = rows.filter(({ row }) => row.state === 'approved' || row.state === 'locked');
	const own = rows.find(({ row }) => before && row.roundId === before.id)?.row;
	const inRound = approved
		.filter(({ name }) => name && (!before || compareRounds(name, before) < 0))
		.sort((a, b) => compareRounds(a.name!, b.name!))
		.at(-1);
	const outside = approved
		.filter(({ row, name }) => !name && (!before || precedesRound(row, before, own)))
		.sort((a, b) => (submissionTime(a.row) < submissionTime(b.row) ? -1 : 1))
		.at(-1);
	const last =
		outside && (!inRound || submissionTime(outside.row) > submissionTime(inRound.row)) ? outside : inRound;
	return last ? { ...(await withScoresAndRemarks(read, last.row)), round: last.name } : null;
}

/** True if an extraordinary evaluation was submitted before the round's own, or before its deadline. */
function precedesRound(row: EvaluationRow, before: Round, own: EvaluationRow | undefined): boolean {
	if (own?.submittedAt) return submissionTime(row) <= own.submittedAt;
	return acceptsReports(before.state) || instantToOsloDate(submissionTime(row)) <= before.reportBy;
}

async function withScoresAndRemarks(read: Queryable, row: EvaluationRow): Promise<Evaluation> {
	const scores = await scoresOf(read, [row.id]);
	const remarks = await read
		.select({
			id: remark.id,
			field: remark.field,
			text: remark.text,
			lang: remark.lang,
			by: remark.by,
			at: remark.at
		})
		.from(remark)
		.where(eq(remark.evaluationId, row.id))
		.orderBy(asc(remark.id));
	return {
		id: row.id,
		version: row.version,
		state: row.state,
		answers: answersOf(row, scores.get(row.id) ?? []),
		readings: row.readings,
		unchanged: row.unchanged,
		imported: row.imported,
		reportedBy: row.reportedBy,
		savedAt: row.savedAt,
		submittedAt: row.submittedAt,
		approvedAt: row.approvedAt,
		remarks
	};
}

/** Returns the codes of a plan's measures that have an evaluation in any state. One statement. */
export async function evaluatedCodes(read: Queryable, planId: number): Promise<Set<string>> {
	const rows = await read
		.selectDistinct({ code: measure.code })
		.from(evaluation)
		.innerJoin(measure, eq(measure.id, evaluation.measureId))
		.where(eq(measure.planId, planId));
	return new Set(rows.map(({ code }) => code));
}

/** A draft without its value scores, which are optional. */
export interface EvaluationDraft {
	code: string;
	version: number;
	answers: EvaluationAnswers;
}

/** Returns the drafts of a round by measure code. One statement. */
export async function draftsIn(read: Queryable, roundId: number): Promise<Map<string, EvaluationDraft>> {
	const rows = await read
		.select({ code: measure.code, row: evaluation })
		.from(evaluation)
		.innerJoin(measure, eq(measure.id, evaluation.measureId))
		.where(and(eq(evaluation.roundId, roundId), eq(evaluation.state, 'draft')));
	return new Map(
		rows.map(({ code, row }) => [code, { code, version: row.version, answers: answersOf(row, []) }])
	);
}

export interface MeasureEvaluation extends Omit<Evaluation, 'remarks' | 'readings'> {
	/** Null for an extraordinary evaluation. */
	round: RoundPeriod | null;
	/** True if the newest version of the round's review is published. */
	published: boolean;
}

/** Lists all evaluations of a measure, extraordinary ones included, newest first. */
export async function evaluationsOf(read: Queryable, measureId: string): Promise<MeasureEvaluation[]> {
	// A correction is not published merely because the version before it was.
	const published = sql<number>`(
		select ${review.publishedAt} is not null from ${review}
		where ${review.roundId} = ${round.id} order by ${review.version} desc limit 1
	)`;
	const rows = await read
		.select({ row: evaluation, name: { year: round.year, kind: round.kind }, published })
		.from(evaluation)
		.leftJoin(round, eq(round.id, evaluation.roundId))
		.where(eq(evaluation.measureId, measureId));
	const scores = await scoresOf(
		read,
		rows.map((one) => one.row.id)
	);
	return rows
		.sort((a, b) =>
			a.name && b.name
				? compareRounds(b.name, a.name)
				: submissionTime(a.row) < submissionTime(b.row)
					? 1
					: -1
		)
		.map(({ row, name, published: isPublished }) => ({
			id: row.id,
			version: row.version,
			state: row.state,
			answers: answersOf(row, scores.get(row.id) ?? []),
			unchanged: row.unchanged,
			imported: row.imported,
			reportedBy: row.reportedBy,
			savedAt: row.savedAt,
			submittedAt: row.submittedAt,
			approvedAt: row.approvedAt,
			round: name,
			published: isPublished === 1
		}));
}

/** Lists the core values an evaluation can score, in display order, and which of them the measure is tied to. */
export async function scorableValues(read: Queryable, planId: number, measureId: string) {
	return read
		.select({
			code: coreValue.code,
			name: coreValue.name,
			description: coreValue.description,
			tied: sql<boolean>`${measureValue.measureId} is not null`.mapWith(Boolean)
		})
		.from(coreValue)
		.leftJoin(
			measureValue,
			and(eq(measureValue.valueId, coreValue.id), eq(measureValue.measureId, measureId))
		)
		.where(and(eq(coreValue.planId, planId), isNull(coreValue.endedOn)))
		.orderBy(asc(coreValue.place));
}

/** Returns the written form of a person's latest evaluation, else their preferred one. */
export async function likelyWrittenForm(read: Queryable, personId: number | null): Promise<WrittenForm> {
	if (personId === null) return 'nb';
	const latest = read
		.select({ lang: evaluation.lang })
		.from(evaluation)
		.where(eq(evaluation.reporterId, personId))
		.orderBy(desc(evaluation.savedAt))
		.limit(1);
	const [found] = await read
		.select({ lang: sql<WrittenForm>`coalesce((${latest}), ${person.writtenForm})` })
		.from(person)
		.where(eq(person.id, personId));
	return found?.lang ?? 'nb';
}
