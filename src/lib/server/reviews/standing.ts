import { and, eq, inArray, sql } from 'drizzle-orm';
import { dayIn, dayOf } from '$lib/domain/calendar';
import { byCode, isReportable } from '$lib/domain/measure';
import { expectedProgress, isStale, type Milestone } from '$lib/domain/progress';
import { asEarlier } from '$lib/domain/review';
import { byRound, parseRoundKey, roundKey, type RoundName } from '$lib/domain/round';
import type { Earlier, Report, Standing, StandingRound } from '$lib/domain/standing';
import type { Reader } from '../database/database';
import {
	body,
	coreValue,
	evaluation,
	measure,
	milestone,
	partnership,
	review,
	round
} from '../database/schema';
import { answersOf, scoresOf, type EvaluationRow } from '../evaluations/queries';
import { areasOf, type Plan } from '../plans/queries';
import { roundsOf, type Round } from '../rounds/queries';
import { pastReviews } from './queries';

/** Whose eyes see it: the public knows of published rounds only, members of all that is approved. */
export type Audience = 'public' | 'members';

/** Which reports count: those of one round, as it closes; or each measure's latest that `audience` may see. */
export type Reports = { of: 'round'; round: Round } | { of: 'latest'; audience: Audience };

/**
 * Where a plan stands at `now`. Reads with the same number of statements however many measures
 * there are.
 */
export async function standingOf(read: Reader, plan: Plan, reports: Reports, now: Date): Promise<Standing> {
	const asOf = dayIn(now);
	const rounds = await roundsOf(read, plan.id);
	const asked = reports.of === 'round' ? reports.round : (runningOf(rounds, reports.audience) ?? null);
	const areas = await areasOf(read, plan.id);
	const areaNumber = new Map(areas.map((one) => [one.id, one.number]));
	const measures = await measuresOf(read, plan.id);
	const milestones = await milestonesOf(read, plan.id);
	const found = await reportsOf(read, plan, reports, rounds, asOf);
	const earlier = await earlierReviews(read, plan.id, reports);
	// Between rounds the latest reports are the newest review's: what moved, moved since the one before it.
	const shown: RoundName | null = asked ?? (earlier.length > 0 ? nameOf(earlier.at(-1)!) : null);
	const before = shown ? earlier.filter((one) => byRound(nameOf(one), shown) < 0) : [];

	return {
		partnership: await partnershipName(read, plan.partnershipId),
		plan: { slug: plan.slug, name: plan.name, from: plan.fromYear, to: plan.toYear },
		round: asked && standingRound(asked, measures, found),
		asOf,
		values: await valuesOf(read, plan.id),
		areas: areas.map(({ number, name, shortName, kind, bodyName }) => ({
			number,
			name,
			shortName,
			kind,
			body: bodyName
		})),
		measures: measures.map((one) => ({
			id: one.id,
			code: one.code,
			title: one.title,
			area: one.areaId === null ? null : (areaNumber.get(one.areaId) ?? null),
			lifecycle: one.lifecycle,
			weight: one.weight,
			body: one.body,
			startsOn: one.startsOn,
			deadline: one.deadline,
			deadlineWords: one.deadlineWords,
			expected: expectedProgress({ ...one, milestones: milestones.get(one.id) ?? [] }, asOf),
			report: found.get(one.id) ?? null
		})),
		last: before.at(-1) ?? null,
		yearBefore: before.findLast((one) => isAnnualBefore(nameOf(one), shown)) ?? null
	};
}

/** A round that runs is the members' matter until its review is published. */
function runningOf(rounds: Round[], audience: Audience): Round | undefined {
	return audience === 'members'
		? rounds.find((one) => one.state === 'open' || one.state === 'reading')
		: undefined;
}

function isAnnualBefore(name: RoundName, shown: RoundName | null): boolean {
	return shown !== null && name.kind === 'annual' && name.year < shown.year;
}

function nameOf(earlier: Earlier): RoundName {
	return parseRoundKey(earlier.key)!;
}

function standingRound(
	asked: Round,
	measures: { id: string; lifecycle: Parameters<typeof isReportable>[0] }[],
	found: Map<string, Report>
): StandingRound {
	const { year, kind, reportBy, readBy, meetingOn } = asked;
	const reportable = measures.filter((one) => isReportable(one.lifecycle));
	const approved = reportable.filter((one) => found.get(one.id)?.round === roundKey(asked));
	return { year, kind, reportBy, readBy, meetingOn, asked: reportable.length, approved: approved.length };
}

async function partnershipName(read: Reader, id: number) {
	const [found] = await read
		.select({ slug: partnership.slug, name: partnership.name })
		.from(partnership)
		.where(eq(partnership.id, id));
	return found!;
}

function valuesOf(read: Reader, planId: number) {
	return read
		.select({ code: coreValue.code, name: coreValue.name })
		.from(coreValue)
		.where(eq(coreValue.planId, planId))
		.orderBy(coreValue.place);
}

async function measuresOf(read: Reader, planId: number) {
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
			body: body.name
		})
		.from(measure)
		.leftJoin(body, eq(body.id, measure.bodyId))
		.where(eq(measure.planId, planId));
	return rows.sort(byCode);
}

async function milestonesOf(read: Reader, planId: number): Promise<Map<string, Milestone[]>> {
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

/** The report that counts for each measure, by the measure's id. */
async function reportsOf(
	read: Reader,
	plan: Plan,
	reports: Reports,
	rounds: Round[],
	asOf: string
): Promise<Map<string, Report>> {
	const rows =
		reports.of === 'round'
			? await read
					.select()
					.from(evaluation)
					.where(and(eq(evaluation.roundId, reports.round.id), eq(evaluation.state, 'approved')))
			: await latestEvaluations(read, plan.id, reports.audience);
	const scores = await scoresOf(
		read,
		rows.map((one) => one.id)
	);
	const roundById = new Map(rounds.map((one) => [one.id, one]));
	const byMeasure = new Map<string, Report>();
	for (const row of rows) {
		const submittedOn = dayOf(row.submittedAt ?? row.savedAt);
		byMeasure.set(row.measureId, {
			...answersOf(row, scores.get(row.id) ?? []),
			round: roundKey(roundById.get(row.roundId)!),
			unchanged: row.unchanged,
			reportedBy: row.reportedBy,
			submittedOn,
			stale: reports.of === 'latest' && isStale(submittedOn, asOf, plan.freshnessDays)
		});
	}
	return byMeasure;
}

/** Each measure's latest approved evaluation, of the rounds the audience may see. */
async function latestEvaluations(read: Reader, planId: number, audience: Audience): Promise<EvaluationRow[]> {
	const published = read
		.select({ roundId: review.roundId })
		.from(review)
		.where(sql`${review.publishedAt} is not null`);
	const ranked = read
		.select({
			id: evaluation.id,
			place: sql<number>`row_number() over (
				partition by ${evaluation.measureId}
				order by ${round.year} desc, ${round.kind} = 'annual' desc
			)`.as('place')
		})
		.from(evaluation)
		.innerJoin(round, eq(round.id, evaluation.roundId))
		.where(
			and(
				eq(round.planId, planId),
				audience === 'public'
					? and(eq(evaluation.state, 'locked'), inArray(evaluation.roundId, published))
					: inArray(evaluation.state, ['approved', 'locked'])
			)
		)
		.as('ranked');
	const latest = read.select({ id: ranked.id }).from(ranked).where(eq(ranked.place, 1));
	return read.select().from(evaluation).where(inArray(evaluation.id, latest));
}

/** What is kept of a plan's reviews, oldest first; the newest version of each round. */
async function earlierReviews(read: Reader, planId: number, reports: Reports): Promise<Earlier[]> {
	const publishedOnly = reports.of === 'latest' && reports.audience === 'public';
	const reviews = await pastReviews(read, planId, publishedOnly);
	return reviews.map(({ content, sha256 }) => asEarlier(content, sha256));
}
