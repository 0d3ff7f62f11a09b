import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { toOsloDate, instantToOsloDate } from '$lib/domain/calendar/calendar-date';
import { compareCodes, isReportable } from '$lib/domain/measure/measure';
import { expectedProgress, isStale, type Milestone } from '$lib/domain/figures/progress';
import { toPreviousReview, toValuesInRound } from '$lib/domain/review/review';
import {
	compareRounds,
	extraordinaryRoundKey,
	parseRoundKey,
	roundKey,
	acceptsReports,
	type RoundPeriod
} from '$lib/domain/round/round';
import type {
	PreviousReview,
	SnapshotEvaluation,
	PlanSnapshot,
	SnapshotDriver,
	SnapshotRound
} from '$lib/domain/plan/plan-snapshot';
import type { Verdict } from '$lib/domain/verdict';
import type { Queryable } from '../database/database';
import {
	body,
	coreValue,
	driver,
	evaluation,
	measure,
	measureDriver,
	milestone,
	partnership,
	round
} from '../database/schema';
import { answersOf, scoresOf, type EvaluationRow } from '../evaluations/queries';
import { areasOf, type Plan } from '../plans/queries';
import { submittedMeasures } from '../response/queries';
import { roundsOf, type Round } from '../rounds/queries';
import { verdictsIn, type VersionedVerdict } from '../verdicts/queries';
import { latestReviews } from './queries';

/** The public sees published rounds only, members all approved evaluations. */
export type Audience = 'public' | 'members';

/** Evaluations to count: one closing round's, or each measure's latest that `audience` may see. */
export type EvaluationSelection = { of: 'round'; round: Round } | { of: 'latest'; audience: Audience };

/** Loads a plan's snapshot at `now`. The number of statements does not depend on the number of measures. */
export async function loadPlanSnapshot(
	read: Queryable,
	plan: Plan,
	reports: EvaluationSelection,
	now: Date
): Promise<PlanSnapshot> {
	const asOf = toOsloDate(now);
	const rounds = await roundsOf(read, plan.id);
	const asked =
		reports.of === 'round' ? reports.round : (visibleRunningRound(rounds, reports.audience) ?? null);
	const areas = await areasOf(read, plan.id);
	const verdicts = asked ? await verdictsIn(read, asked.id) : new Map<number, VersionedVerdict>();
	const areaNumber = new Map(areas.map((one) => [one.id, one.number]));
	const measures = await measuresOf(read, plan.id);
	const milestones = await milestonesOf(read, plan.id);
	const drivers = await driversOf(read, plan.id);
	const past = await latestReviews(read, plan.id, isPublic(reports));
	const found = isPublic(reports)
		? publishedEvaluations(past, plan, asOf)
		: await approvedEvaluations(read, plan, reports, rounds, asOf);
	const earlier = past.map(({ content, sha256 }) => toPreviousReview(content, sha256));
	// Between rounds the newest review is shown, so it is compared with the one before it.
	const shown: RoundPeriod | null = asked ?? (earlier.length > 0 ? roundNameOf(earlier.at(-1)!) : null);
	const before = shown ? earlier.filter((one) => compareRounds(roundNameOf(one), shown) < 0) : [];

	return {
		partnership: await partnershipName(read, plan.partnershipId),
		plan: { slug: plan.slug, name: plan.name, from: plan.fromYear, to: plan.toYear },
		round: asked && {
			...snapshotRound(asked, measures, found),
			...(reports.of === 'latest' &&
				asOf > asked.reportBy && { answered: await submittedMeasures(read, asked) })
		},
		...(reports.of === 'latest' && { lastRound: shown && roundKey(shown) }),
		asOf,
		values: await valuesOf(read, plan.id),
		areas: areas.map(({ number, name, shortName, kind, bodyName }) => ({
			number,
			name,
			shortName,
			kind,
			body: bodyName,
			verdict: withoutVersion(verdicts.get(number))
		})),
		drivers: drivers.map(({ code, kind, title }) => ({ code, kind, title })),
		measures: measures.map((one) => ({
			id: one.id,
			code: one.code,
			title: one.title,
			area: one.areaId === null ? null : (areaNumber.get(one.areaId) ?? null),
			drivers: drivers.filter(({ measures: of }) => of.has(one.id)).map(({ code }) => code),
			lifecycle: one.lifecycle,
			weight: one.weight,
			body: one.body,
			startsOn: one.startsOn,
			deadline: one.deadline,
			deadlineWords: one.deadlineWords,
			links: one.links ?? undefined,
			expected: expectedProgress({ ...one, milestones: milestones.get(one.id) ?? [] }, asOf),
			report: found.get(one.id) ?? null
		})),
		last: before.at(-1) ?? null,
		yearBefore: before.findLast((one) => isAnnualBefore(roundNameOf(one), shown)) ?? null,
		history: past.slice(0, before.length).map(({ content }) => toValuesInRound(content))
	};
}

function isPublic(reports: EvaluationSelection): boolean {
	return reports.of === 'latest' && reports.audience === 'public';
}

/**
 * Returns the running round if the audience may see it. A round reopened for correction after a later one
 * closed does not count as running.
 */
function visibleRunningRound(rounds: Round[], audience: Audience): Round | undefined {
	const running = rounds.find((one) => acceptsReports(one.state));
	if (!running || audience === 'public') return undefined;
	const corrected = rounds.some((one) => one.state === 'closed' && compareRounds(one, running) > 0);
	return corrected ? undefined : running;
}

function isAnnualBefore(name: RoundPeriod, shown: RoundPeriod | null): boolean {
	return shown !== null && name.kind === 'annual' && name.year < shown.year;
}

function roundNameOf(earlier: PreviousReview): RoundPeriod {
	return parseRoundKey(earlier.key)!;
}

function snapshotRound(
	asked: Round,
	measures: { id: string; lifecycle: Parameters<typeof isReportable>[0] }[],
	found: Map<string, SnapshotEvaluation>
): SnapshotRound {
	const { year, kind, reportBy, readBy, meetingOn } = asked;
	const reportable = measures.filter((one) => isReportable(one.lifecycle));
	const approved = reportable.filter((one) => found.get(one.id)?.round === roundKey(asked));
	return { year, kind, reportBy, readBy, meetingOn, asked: reportable.length, approved: approved.length };
}

function withoutVersion(verdict: VersionedVerdict | undefined): Verdict | null {
	if (!verdict) return null;
	const { version: _version, ...given } = verdict;
	return given;
}

async function partnershipName(read: Queryable, id: number) {
	const [found] = await read
		.select({ slug: partnership.slug, name: partnership.name })
		.from(partnership)
		.where(eq(partnership.id, id));
	return found!;
}

function valuesOf(read: Queryable, planId: number) {
	return read
		.select({ code: coreValue.code, name: coreValue.name })
		.from(coreValue)
		.where(and(eq(coreValue.planId, planId), isNull(coreValue.endedOn)))
		.orderBy(coreValue.place);
}

/** Lists the plan's challenges, then its opportunities, with their measures. One statement. */
async function driversOf(read: Queryable, planId: number) {
	const rows = await read
		.select({ code: driver.code, kind: driver.kind, title: driver.title, measureId: measureDriver.measureId })
		.from(driver)
		.leftJoin(measureDriver, eq(measureDriver.driverId, driver.id))
		.where(and(eq(driver.planId, planId), isNull(driver.endedOn)))
		.orderBy(asc(driver.kind), asc(driver.place));
	const drivers = new Map<string, SnapshotDriver & { measures: Set<string> }>();
	for (const { measureId, ...own } of rows) {
		const one = drivers.get(own.code) ?? { ...own, measures: new Set() };
		if (measureId !== null) one.measures.add(measureId);
		drivers.set(own.code, one);
	}
	return [...drivers.values()];
}

async function measuresOf(read: Queryable, planId: number) {
	const rows = await read
		.select({
			id: measure.id,
			code: measure.code,
			title: measure.title,
			areaId: measure.areaId,
			lifecycle: measure.lifecycle,
			weight: measure.weight,
			startsOn: measure.startsOn,
			deadline: measure.deadline,
			deadlineWords: measure.deadlineWords,
			links: measure.links,
			body: body.name
		})
		.from(measure)
		.leftJoin(body, eq(body.id, measure.bodyId))
		.where(eq(measure.planId, planId));
	return rows.sort(compareCodes);
}

async function milestonesOf(read: Queryable, planId: number): Promise<Map<string, Milestone[]>> {
	const rows = await read
		.select({ measureId: milestone.measureId, due: milestone.due, doneOn: milestone.doneOn })
		.from(milestone)
		.innerJoin(measure, eq(measure.id, milestone.measureId))
		.where(eq(measure.planId, planId));
	const byMeasure = new Map<string, Milestone[]>();
	for (const { measureId, ...one } of rows)
		byMeasure.set(measureId, [...(byMeasure.get(measureId) ?? []), one]);
	return byMeasure;
}

/**
 * Returns each measure's latest published evaluation, by measure id. Read from the reviews, so that a
 * correction stays hidden until it is published.
 */
function publishedEvaluations(
	past: Awaited<ReturnType<typeof latestReviews>>,
	plan: Plan,
	asOf: string
): Map<string, SnapshotEvaluation> {
	const byMeasure = new Map<string, SnapshotEvaluation>();
	for (const { content } of past)
		for (const { id, report } of content.measures)
			if (report)
				byMeasure.set(id, { ...report, stale: isStale(report.submittedOn, asOf, plan.freshnessDays) });
	return byMeasure;
}

/** Returns each measure's approved evaluation that counts, by measure id. */
async function approvedEvaluations(
	read: Queryable,
	plan: Plan,
	reports: EvaluationSelection,
	rounds: Round[],
	asOf: string
): Promise<Map<string, SnapshotEvaluation>> {
	const rows =
		reports.of === 'round'
			? await read
					.select()
					.from(evaluation)
					.where(and(eq(evaluation.roundId, reports.round.id), eq(evaluation.state, 'approved')))
			: await latestEvaluations(read, plan.id, rounds);
	const scores = await scoresOf(
		read,
		rows.map((one) => one.id)
	);
	const roundById = new Map(rounds.map((one) => [one.id, one]));
	const byMeasure = new Map<string, SnapshotEvaluation>();
	for (const row of rows) {
		const submittedOn = instantToOsloDate(row.submittedAt ?? row.savedAt);
		byMeasure.set(row.measureId, {
			...answersOf(row, scores.get(row.id) ?? []),
			round: row.roundId === null ? extraordinaryRoundKey : roundKey(roundById.get(row.roundId)!),
			unchanged: row.unchanged,
			imported: row.imported || undefined,
			reportedBy: row.reportedBy,
			submittedOn,
			stale: reports.of === 'latest' && isStale(submittedOn, asOf, plan.freshnessDays)
		});
	}
	return byMeasure;
}

/**
 * Returns each measure's latest approved evaluation, from the latest round or extraordinary. The running
 * round's own takes precedence.
 */
async function latestEvaluations(
	read: Queryable,
	planId: number,
	rounds: readonly Round[]
): Promise<EvaluationRow[]> {
	const ranked = read
		.select({
			id: evaluation.id,
			place: sql<number>`row_number() over (
				partition by ${evaluation.measureId}, ${evaluation.roundId} is null
				order by ${round.year} desc, ${round.kind} = 'annual' desc, ${evaluation.submittedAt} desc
			)`.as('place')
		})
		.from(evaluation)
		.innerJoin(measure, eq(measure.id, evaluation.measureId))
		.leftJoin(round, eq(round.id, evaluation.roundId))
		.where(and(eq(measure.planId, planId), inArray(evaluation.state, ['approved', 'locked'])))
		.as('ranked');
	const latest = read.select({ id: ranked.id }).from(ranked).where(eq(ranked.place, 1));
	const rows = await read.select().from(evaluation).where(inArray(evaluation.id, latest));
	const running = rounds.find(({ state }) => acceptsReports(state))?.id;
	const byMeasure = new Map<string, EvaluationRow>();
	for (const row of rows) {
		const other = byMeasure.get(row.measureId);
		if (!other || takesPrecedence(row, other, running)) byMeasure.set(row.measureId, row);
	}
	return [...byMeasure.values()];
}

/** True if `one` takes precedence: it belongs to the running round, or is newer. */
function takesPrecedence(one: EvaluationRow, other: EvaluationRow, running: number | undefined): boolean {
	if (running !== undefined && one.roundId === running) return true;
	if (running !== undefined && other.roundId === running) return false;
	return (one.submittedAt ?? one.savedAt) > (other.submittedAt ?? other.savedAt);
}
