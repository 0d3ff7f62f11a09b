import { eq } from 'drizzle-orm';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { WrittenForm } from '$lib/domain/localized';
import { standingItemsOf, standingKinds, standingTitles } from '$lib/domain/meeting/agenda';
import { isWithinBodyTerm, type MeetingKind } from '$lib/domain/meeting/meeting';
import { ok, refuseInvalid, type Result } from '$lib/domain/result';
import { denial } from '../authorization';
import type { Context } from '../context';
import type { Queryable, Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import { agendaItem, body, meeting } from '../database/schema';
import { meetingSubject } from './target';

/** Time and place of a meeting. */
export interface MeetingTime {
	day: CalendarDate;
	startsAt: string | null;
	endsAt: string | null;
	place: string;
}

export interface MeetingValues extends MeetingTime {
	kind: MeetingKind;
	lang: WrittenForm;
	/** Slugs of the body, and of the other one of a joint meeting. */
	body: string;
	jointBody: string | null;
}

/**
 * Plans a meeting with its standing items. Refuses unknown bodies, a day outside their terms, and a joint meeting
 * without another body.
 *
 * @param uid identifier of its calendar entry
 */
export async function planMeeting(
	{ db, ...context }: Context,
	place: { partnershipId: number; uid: string },
	values: MeetingValues
): Promise<Result<{ id: number }>> {
	return db.write((tx) => planMeetingIn(tx, context, { ...place, values }));
}

interface NewMeeting {
	partnershipId: number;
	uid: string;
	values: MeetingValues;
}

/** Plans a meeting as `planMeeting`, in the caller's transaction. */
export async function planMeetingIn(
	tx: Transaction,
	{ actor, now }: Omit<Context, 'db'>,
	{ partnershipId, uid, values: { body: slug, jointBody: jointSlug, ...values } }: NewMeeting
): Promise<Result<{ id: number }>> {
	const first = await bodyOf(tx, partnershipId, slug);
	const other = values.kind === 'joint' ? await bodyOf(tx, partnershipId, jointSlug) : null;
	const bodies = { partnershipId, bodyId: first?.id ?? 0, jointBodyId: other?.id ?? null };
	const action = 'meeting.plan';
	const subject = meetingSubject(bodies, actor, { action, attended: false });
	const denied = await denial(tx, actor, { ...subject, action });
	if (denied) return denied;
	if (!first) return refuseInvalid({ field: 'body', code: 'unknown' });
	if (values.kind === 'joint' && (!other || other.id === first.id))
		return refuseInvalid({ field: 'jointBody', code: 'unknown' });
	if ([first, other].some((one) => one && !isWithinBodyTerm(one, values.day)))
		return refuseInvalid({ field: 'day', code: 'outside-term' });
	const [made] = await tx
		.insert(meeting)
		.values({ ...values, ...bodies, uid, state: 'planned' })
		.returning({ id: meeting.id });
	const meetingId = made!.id;
	const standing = standingItemsOf(values.kind).map((one, position) => ({
		...{ meetingId, position, standing: one, lang: values.lang, numberBodyId: first.id },
		...{ numberYear: Number(values.day.slice(0, 4)), title: standingTitles[one][values.lang] },
		kind: standingKinds[one]
	}));
	if (standing.length > 0) await tx.insert(agendaItem).values(standing);
	await appendEvent(tx, actor, now, {
		...{ planId: null, verb: 'plan-meeting', noun: 'meeting', nounId: meetingId },
		after: { ...values, body: slug, jointBody: other?.slug ?? null }
	});
	return ok({ id: meetingId });
}

async function bodyOf(read: Queryable, partnershipId: number, slug: string | null) {
	if (slug === null) return null;
	const found = await read.select().from(body).where(eq(body.slug, slug));
	return found.find((one) => one.partnershipId === partnershipId) ?? null;
}
