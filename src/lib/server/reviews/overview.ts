import { addDays, toOsloDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import { compareValues, type ValueComparison } from '$lib/domain/figures/value-comparison';
import { buildOverview, type PlanOverview } from '$lib/domain/figures/plan-overview';
import { computeResponseFromSnapshot, type ResponseRate } from '$lib/domain/figures/response-rate';
import type { ReviewContent } from '$lib/domain/review/review';
import { roundKey, type RoundKey, type RoundPeriod } from '$lib/domain/round/round';
import { effectiveStatus, type PlanSnapshot } from '$lib/domain/plan/plan-snapshot';
import type { Database, Queryable } from '../database/database';
import { cached } from '../database/cache';
import { upcomingDates } from '../measures/queries';
import { planById, planDirection, countMunicipalities, type Plan } from '../plans/queries';
import { reportingFigures } from '../response/queries';
import { reportingEntries, roundsOf, type Round } from '../rounds/queries';
import { latestReviews, reviewByKey } from './queries';
import { loadPlanSnapshot, type Audience } from './plan-snapshot';

/** Days ahead that the overview lists upcoming dates for. */
const upcomingDays = 90;

export interface OverviewPage {
	plan: Plan;
	overview: PlanOverview;
	/** The closed round shown; null for the current state. */
	shown: RoundKey | null;
	municipalities: number;
	/** The rounds whose review the reader may open, oldest first. */
	reviews: (RoundPeriod & { key: RoundKey })[];
	direction: Awaited<ReturnType<typeof planDirection>>;
	/** Scored core values beside the previous review. */
	values: ValueComparison[];
	ahead: Awaited<ReturnType<typeof upcomingDates>>;
	/** Answers of the running round the reader may see, else of the last review; null for a closed round. */
	response: ResponseRate | null;
	/** Dates of running and planned rounds; empty for the public. */
	rounds: {
		key: RoundKey;
		name: RoundPeriod;
		reportBy: CalendarDate;
		readBy: CalendarDate;
		meetingOn: CalendarDate;
	}[];
}

export interface OverviewRequest {
	planId: number;
	audience: Audience;
	/** A closed round's key, for its review; null for the current state. */
	round: RoundKey | null;
}

/**
 * Returns the data of a plan's overview, cached until the data or the day changes; null if the plan, or a
 * review of the round that the audience may see, does not exist.
 */
export function overviewPage(
	db: Database,
	request: OverviewRequest,
	now: Date
): Promise<OverviewPage | null> {
	const { planId, audience, round } = request;
	return cached(db, `overview ${planId} ${audience} ${round ?? ''} ${toOsloDate(now)}`, () =>
		loadOverviewPage(db.read, request, now)
	);
}

export interface CurrentPlanSnapshot {
	plan: Plan;
	standing: PlanSnapshot;
	/** The reviews the audience may open, oldest first. */
	past: { key: RoundKey; name: RoundPeriod; content: ReviewContent }[];
}

/** Returns a plan's current snapshot and its reviews, cached until the data or the day changes. */
export function currentPlanSnapshot(
	db: Database,
	planId: number,
	audience: Audience,
	now: Date
): Promise<CurrentPlanSnapshot | null> {
	return cached(db, `standing ${planId} ${audience} ${toOsloDate(now)}`, async () => {
		const plan = await planById(db.read, planId);
		if (!plan) return null;
		return {
			plan,
			standing: await loadPlanSnapshot(db.read, plan, { of: 'latest', audience }, now),
			past: await latestReviews(db.read, plan.id, audience === 'public')
		};
	});
}

async function loadOverviewPage(
	read: Queryable,
	{ planId, audience, round: shown }: OverviewRequest,
	now: Date
): Promise<OverviewPage | null> {
	const plan = await planById(read, planId);
	if (!plan) return null;
	const publishedOnly = audience === 'public';
	const content = shown
		? (await reviewByKey(read, plan.id, shown, { publishedOnly }))?.content
		: await loadPlanSnapshot(read, plan, { of: 'latest', audience }, now);
	if (!content) return null;
	const past = await latestReviews(read, plan.id, publishedOnly);
	const previous = past.find((one) => one.key === content.last?.key);
	const today = toOsloDate(now);
	const until = addDays(today, upcomingDays);
	const rounds = await roundsOf(read, plan.id);
	// A deadline that was met is not ahead.
	const done = new Set(
		content.measures.filter((one) => effectiveStatus(one) === 'done').map(({ code }) => code)
	);
	return {
		plan,
		overview: buildOverview(content, plan.freshnessDays),
		response: shown ? null : await currentResponse(read, { plan, rounds, snapshot: content, past }, now),
		shown,
		municipalities: await countMunicipalities(read, plan.partnershipId),
		reviews: past.map(({ key, name }) => ({ key, ...name })),
		direction: await planDirection(read, plan.id),
		values: compareValues(content, previous?.content.measures ?? []),
		ahead: (await upcomingDates(read, plan.id, today, until)).filter(
			({ code, what }) => what !== null || !done.has(code)
		),
		rounds: rounds
			.filter((one) => one.state !== 'closed' && audience === 'members')
			.map((one) => ({
				key: roundKey(one),
				name: { year: one.year, kind: one.kind },
				reportBy: one.reportBy,
				readBy: one.readBy,
				meetingOn: one.meetingOn
			}))
	};
}

interface ResponseSubject {
	plan: Plan;
	rounds: readonly Round[];
	snapshot: PlanSnapshot;
	past: readonly { content: ReviewContent }[];
}

async function currentResponse(
	read: Queryable,
	{ plan, rounds, snapshot, past }: ResponseSubject,
	now: Date
): Promise<ResponseRate | null> {
	const key = snapshot.round && roundKey(snapshot.round);
	const round = rounds.find((one) => roundKey(one) === key);
	if (round) {
		const entries = await reportingEntries(read, plan.id, round.id);
		return (await reportingFigures(read, { plan, round, entries }, now)).response.total;
	}
	const newest = past.at(-1)?.content;
	if (!newest) return null;
	return (newest.reporting?.response ?? computeResponseFromSnapshot(newest)).total;
}
