import { and, eq, gte, lte, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import { isAgendaPublic } from '$lib/domain/meeting/meeting';
import { mayDo, type Actor } from '$lib/domain/permission';
import { roundKey } from '$lib/domain/round/round';
import { levelOfBody } from '$lib/domain/year/levels';
import {
	compareYearEntries,
	type MeetingEntry,
	type OwnEntry,
	type RoundDayEntry,
	type YearEntry
} from '$lib/domain/year/year-entry';
import type { Queryable } from '../database/database';
import { body, meeting, round, yearDate } from '../database/schema';
import { decisionsDue } from '../decisions/queries';

/** The partnership and plan whose year is read, and its reader. */
export interface YearScope {
	partnershipId: number;
	/** Null without a plan, which has the rounds. */
	planId: number | null;
	actor: Actor;
}

export interface DaySpan {
	from: CalendarDate;
	to: CalendarDate;
}

/** Lists the entries of a span of days that the actor may read, in order. Four statements. */
export async function yearEntries(read: Queryable, scope: YearScope, span: DaySpan): Promise<YearEntry[]> {
	const meetings = await meetingEntries(read, scope, span);
	const rounds = await roundEntries(read, scope, span);
	const own = await ownEntries(read, scope, span);
	const due = await decisionsDue(read, scope, span);
	const partnershipDays = new Set(
		meetings
			.filter(({ level, state }) => level === 'partnership-meeting' && state !== 'cancelled')
			.map(({ day }) => day)
	);
	// The meeting that reads a review stands there as itself.
	const others = rounds.filter(({ step, day }) => step !== 'meeting' || !partnershipDays.has(day));
	const decisions = due.map((one) => ({ ...one, kind: 'decisions' as const }));
	return [...meetings, ...others, ...decisions, ...own].sort(compareYearEntries);
}

async function meetingEntries(
	read: Queryable,
	{ partnershipId, actor }: YearScope,
	{ from, to }: DaySpan
): Promise<MeetingEntry[]> {
	const joint = alias(body, 'joint_body');
	const rows = await read
		.select({ meeting, body, joint })
		.from(meeting)
		.innerJoin(body, eq(body.id, meeting.bodyId))
		.leftJoin(joint, eq(joint.id, meeting.jointBodyId))
		.where(and(eq(meeting.partnershipId, partnershipId), gte(meeting.day, from), lte(meeting.day, to)));
	const mayRead = (responsibleBodyId: number) =>
		mayDo(actor, 'meeting.read', { partnershipId, responsibleBodyId });
	return rows
		.filter(
			({ meeting: { state, bodyId, jointBodyId, calledAt } }) =>
				// A meeting cancelled after its notice is told to those who got it.
				isAgendaPublic(state) ||
				(state === 'cancelled' && calledAt !== null) ||
				(state === 'planned' && (mayRead(bodyId) || (jointBodyId !== null && mayRead(jointBodyId))))
		)
		.map(({ meeting: found, body: of, joint: other }) => ({
			kind: 'meeting',
			...{ id: found.id, uid: found.uid, sequence: found.sequence, day: found.day },
			level: levelOfBody(of.kind),
			...{ bodyId: of.id, bodyName: of.name, jointName: other?.name ?? null },
			...{ meetingKind: found.kind, state: found.state },
			...{ startsAt: found.startsAt, endsAt: found.endsAt, place: found.place }
		}));
}

async function roundEntries(
	read: Queryable,
	{ partnershipId, planId, actor }: YearScope,
	{ from, to }: DaySpan
): Promise<RoundDayEntry[]> {
	if (planId === null) return [];
	const rows = await read.select().from(round).where(eq(round.planId, planId));
	const mayReadPlanned = mayDo(actor, 'round.read', { partnershipId });
	return rows
		.filter(({ state }) => state !== 'planned' || mayReadPlanned)
		.flatMap(({ year, kind, opensOn, reportBy, readBy, meetingOn }) => {
			const period = { year, kind };
			const days = { opens: opensOn, 'report-by': reportBy, 'read-by': readBy, meeting: meetingOn };
			return Object.entries(days).map(([step, day]) => ({
				...{
					kind: 'round' as const,
					step: step as RoundDayEntry['step'],
					period,
					key: roundKey(period),
					day
				},
				...(step === 'opens' && { lastDay: readBy })
			}));
		})
		.filter(({ day, lastDay = day }) => day <= to && lastDay >= from);
}

async function ownEntries(
	read: Queryable,
	{ partnershipId, actor }: YearScope,
	{ from, to }: DaySpan
): Promise<OwnEntry[]> {
	const isMember = mayDo(actor, 'round.read', { partnershipId });
	const rows = await read
		.select()
		.from(yearDate)
		.where(
			and(
				eq(yearDate.partnershipId, partnershipId),
				lte(yearDate.day, to),
				gte(sql`coalesce(${yearDate.lastDay}, ${yearDate.day})`, from),
				isMember ? undefined : eq(yearDate.public, true)
			)
		);
	return rows.map(({ id, day, lastDay, title, lang, version, public: isPublic }) => ({
		...{ kind: 'own', id, day, title, lang, version, public: isPublic },
		...(lastDay && { lastDay })
	}));
}
