import { and, count, eq, isNull, sql } from 'drizzle-orm';
import { toOsloDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import { isReportable } from '$lib/domain/measure/measure';
import type {
	BodyCount,
	MeasureFacts,
	PublishedFacts,
	RoundFacts,
	StartFacts
} from '$lib/domain/plan/next-steps';
import { roundKey } from '$lib/domain/round/round';
import { suggestNextRound } from '$lib/domain/round/round-suggestion';
import { listAdjustments } from '../adjustments/queries';
import { seatsOf } from '../bodies/queries';
import type { Queryable } from '../database/database';
import { countLateDecisions } from '../decisions/queries';
import { coreValue, focusArea, mail, measure, measureValue, partner, round } from '../database/schema';
import { openInquiries } from '../inquiries/queries';
import { listPeople } from '../people/queries';
import { bodiesOf, type Plan } from '../plans/queries';
import { reviewEntries, type ReviewEntry } from '../reviews/queries';
import { extraordinaryEntries, reportingEntries, roundsOf, type Round } from '../rounds/queries';

/** Loads the facts about a partnership and its plan that decide the next steps. At most 18 statements. */
export async function loadStartFacts(
	read: Queryable,
	{ partnershipId, plan }: { partnershipId: number; plan: Plan | null },
	now: Date
): Promise<StartFacts> {
	const today = toOsloDate(now);
	const bodies = await bodiesOf(read, partnershipId);
	const ids = bodies.map(({ id }) => id);
	const seats = await seatsOf(read, ids, { day: today, names: 'all' });
	const coreValues = sql<number>`(
		select count(*) from ${coreValue}
		where ${coreValue.planId} = ${plan?.id ?? 0} and ${coreValue.endedOn} is null
	)`;
	const [inPlace] = await read
		.select({ partners: count(), coreValues })
		.from(partner)
		.where(and(eq(partner.partnershipId, partnershipId), isNull(partner.endedOn)));
	const people = await listPeople(read, now, [partnershipId]);
	/** Counts by body, in the order of bodies, without those of zero. */
	const counted = (of: (bodyId: number) => number): BodyCount[] =>
		bodies.flatMap(({ id, slug, name }) => (of(id) > 0 ? [{ slug, name, count: of(id) }] : []));
	const seatsWhere = (bodyId: number, has: (one: (typeof seats)[number]) => boolean) =>
		seats.filter((one) => one.bodyId === bodyId && has(one)).length;
	const isLed = (bodyId: number) =>
		seatsWhere(bodyId, ({ role, holders }) => (role === 'leader' || role === 'deputy') && holders.length > 0);
	const rows = plan ? await measureRows(read, plan.id) : [];
	const areas = plan ? await areaBodies(read, plan.id) : [];
	const carrying = new Set([...rows, ...areas].map(({ bodyId }) => bodyId));
	const kind = (of: string) => bodies.filter((one) => one.kind === of);
	const seated = kind('secretariat').some(({ id }) => seatsWhere(id, ({ holders }) => holders.length > 0));
	const rounds = plan ? await roundsOf(read, plan.id) : [];
	const reviews = plan ? await reviewEntries(read, plan.id) : [];
	const outside = plan ? await extraordinaryEntries(read, plan.id) : [];
	const ends = seats.flatMap(({ isTermEnding, termTo }) => (isTermEnding && termTo ? [termTo] : []));
	return {
		today,
		planState: plan?.state ?? null,
		hasVision: plan?.vision != null,
		partners: inPlace?.partners ?? 0,
		committees: kind('fsu').length + kind('ssu').length,
		areas: areas.length,
		coreValues: inPlace?.coreValues ?? 0,
		hasSecretariat: seated,
		leaderless: counted((id) => (carrying.has(id) && !isLed(id) ? 1 : 0)),
		invited: people.filter(({ state }) => state === 'invited').length,
		measures: measureFacts(rows),
		round: plan && (await currentRound(read, { planId: plan.id, rounds, reviews }, counted)),
		published: plan && publishedFacts({ plan, rounds, reviews }, await listAdjustments(read, plan.id)),
		nextRoundOn: plan && nextRoundOn(rounds, plan, today),
		extraordinary: outside.filter(({ state }) => state === 'submitted').length,
		failedMail: plan ? await failedMail(read, plan.id) : 0,
		lateDecisions: await countLateDecisions(read, partnershipId, now),
		openInquiries: plan ? (await openInquiries(read, plan.id)).length : 0,
		vacant: counted((id) => seatsWhere(id, ({ state }) => state === 'vacant')),
		ending: {
			bodies: counted((id) => seatsWhere(id, ({ isTermEnding }) => isTermEnding)),
			first: ends.sort()[0] ?? null
		}
	};
}

async function measureRows(read: Queryable, planId: number) {
	const valued = sql<boolean>`exists (
		select 1 from ${measureValue} where ${measureValue.measureId} = ${measure.id}
	)`.mapWith(Boolean);
	const { lifecycle, bodyId, deadline, deadlineWords, contact } = measure;
	const rows = await read
		.select({ lifecycle, bodyId, deadline, deadlineWords, contact, valued })
		.from(measure)
		.where(eq(measure.planId, planId));
	return rows.filter((one) => one.lifecycle === 'proposed' || isReportable(one.lifecycle));
}

async function areaBodies(read: Queryable, planId: number) {
	return read
		.select({ bodyId: focusArea.bodyId })
		.from(focusArea)
		.where(and(eq(focusArea.planId, planId), isNull(focusArea.endedOn)));
}

function measureFacts(rows: Awaited<ReturnType<typeof measureRows>>): MeasureFacts {
	const lacking = (lacks: (one: (typeof rows)[number]) => boolean) => rows.filter(lacks).length;
	return {
		measures: rows.length,
		withoutBody: lacking(({ bodyId }) => bodyId === null),
		withoutDates: lacking(({ deadline, deadlineWords }) => deadline === null && deadlineWords === null),
		withoutContact: lacking(({ contact }) => contact === null),
		withoutValues: lacking(({ valued }) => !valued)
	};
}

function nextRoundOn(rounds: readonly Round[], plan: Plan, today: CalendarDate): CalendarDate | null {
	return suggestNextRound(rounds, plan, today)?.opensOn ?? null;
}

/** Returns the newest review if it is published and no later round runs, with the adjustment that follows it. */
function publishedFacts(
	{ plan, rounds, reviews }: { plan: Plan; rounds: readonly Round[]; reviews: readonly ReviewEntry[] },
	adjustments: Awaited<ReturnType<typeof listAdjustments>>
): PublishedFacts | null {
	const [newest] = reviews;
	const of = rounds.find((one) => newest && roundKey(one) === newest.key);
	const isRunning = rounds.some(({ state }) => state === 'open' || state === 'reading');
	if (!newest || !of || newest.publishedAt === null || isRunning) return null;
	const year = newest.year + 1;
	const follows = newest.kind === 'annual' && year <= plan.toYear;
	const state = adjustments.find((one) => one.year === year)?.state ?? 'none';
	return { key: newest.key, meetingOn: of.meetingOn, adjustment: follows ? { year, state } : null };
}

/** Returns the running or planned round, or else the newest closed one if its review is not published. */
async function currentRound(
	read: Queryable,
	{ planId, rounds, reviews }: { planId: number; rounds: readonly Round[]; reviews: readonly ReviewEntry[] },
	counted: (of: (bodyId: number) => number) => BodyCount[]
): Promise<RoundFacts | null> {
	const by = (states: readonly Round['state'][]) => rounds.find(({ state }) => states.includes(state));
	const running = by(['open', 'reading']);
	const newest = reviews[0];
	const unpublished = newest && newest.publishedAt === null && newest.roundState === 'closed' && newest;
	const closed = rounds.find((one) => unpublished && roundKey(one) === unpublished.key);
	const found = running ?? closed ?? by(['planned']);
	if (!found) return null;
	const { state, opensOn, reportBy, readBy, meetingOn } = found;
	const entries = running ? await reportingEntries(read, planId, running.id) : [];
	const isSilent = (entry: (typeof entries)[number]) =>
		entry.state === null || entry.state === 'draft' || entry.state === 'returned';
	return {
		...{ key: roundKey(found), state, opensOn, reportBy, readBy, meetingOn },
		silent: counted((id) => entries.filter((one) => one.bodyId === id && isSilent(one)).length),
		submitted: entries.filter((one) => one.state === 'submitted').length,
		asked: entries.length,
		approved: entries.filter((one) => one.state === 'approved').length
	};
}

async function failedMail(read: Queryable, planId: number): Promise<number> {
	const [failed] = await read
		.select({ count: count() })
		.from(mail)
		.leftJoin(round, eq(round.id, mail.roundId))
		.where(and(eq(mail.state, 'failed'), sql`coalesce(${mail.planId}, ${round.planId}) = ${planId}`));
	return failed?.count ?? 0;
}
