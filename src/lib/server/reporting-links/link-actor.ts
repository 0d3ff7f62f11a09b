import { and, eq } from 'drizzle-orm';
import type { ReportingLinkRefusal } from '$lib/domain/round/reporting-link';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import type { Localized } from '$lib/domain/localized';
import type { Actor } from '$lib/domain/permission';
import { roundKey } from '$lib/domain/round/round';
import type { Queryable } from '../database/database';
import { heldSeatColumns, seatHeldOn } from '../database/held-seats';
import { body, measure, plan, seat, seatHolder } from '../database/schema';
import { resolveLink, type OpenReportingAccess } from './queries';

/** The actor of a link, or the reason it is not valid. */
export type LinkAuthentication =
	{ ok: true; actor: Actor; access: OpenReportingAccess } | { ok: false; reason: ReportingLinkRefusal };

/**
 * Returns the actor of a link's token, with authority over the link's work and no account. Called on
 * every request, so that revocation takes effect at once. Two statements.
 */
export async function authenticateLink(
	read: Queryable,
	token: string,
	now: Date
): Promise<LinkAuthentication> {
	const answer = await resolveLink(read, token, now);
	if (!answer.ok) return answer;
	const { accessId, planId, round, personId, measureId, name, writtenForm } = answer.access;
	const seats = await read
		.select(heldSeatColumns)
		.from(seatHolder)
		.innerJoin(seat, seatHeldOn(toOsloDate(now)))
		.innerJoin(body, eq(body.id, seat.bodyId))
		// The link carries only the seats in the plan's own partnership.
		.innerJoin(plan, and(eq(plan.partnershipId, body.partnershipId), eq(plan.id, planId)))
		.where(eq(seatHolder.personId, personId));
	const link = { accessId, planId, round: round && roundKey(round), measureId, seats, writtenForm };
	return {
		ok: true,
		actor: { personId: null, name, administrator: false, seats: [], link },
		access: answer.access
	};
}

/** Returns the delegated measure of a link, or null if the link is for all measures. */
export async function delegatedMeasure(
	read: Queryable,
	{ measureId }: OpenReportingAccess
): Promise<{ code: string; title: Localized } | null> {
	if (measureId === null) return null;
	const [found] = await read
		.select({ code: measure.code, title: measure.title })
		.from(measure)
		.where(eq(measure.id, measureId));
	return found ?? null;
}
