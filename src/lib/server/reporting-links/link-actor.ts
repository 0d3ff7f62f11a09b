import { and, eq } from 'drizzle-orm';
import type { ReportingLinkRefusal } from '$lib/domain/round/reporting-link';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import type { Localized } from '$lib/domain/localized';
import type { Actor } from '$lib/domain/permission';
import { roundKey } from '$lib/domain/round/round';
import type { Queryable } from '../database/database';
import { body, measure, plan, seat } from '../database/schema';
import { seatHeldOn } from '../people/queries';
import { resolveLink, type OpenReportingAccess } from './queries';

/** Who stands behind a link, or why it opens nothing (any more). */
export type LinkAuthentication =
	{ ok: true; actor: Actor; access: OpenReportingAccess } | { ok: false; reason: ReportingLinkRefusal };

/**
 * Who comes with a link's token: nobody's account, under the name the link was made out to, with a say
 * over the reports of one round. Asked anew for every request, so that what is revoked ends at once.
 * Two statements.
 */
export async function authenticateLink(
	read: Queryable,
	token: string,
	now: Date
): Promise<LinkAuthentication> {
	const answer = await resolveLink(read, token, now);
	if (!answer.ok) return answer;
	const { accessId, round, personId, measureId, name, writtenForm } = answer.access;
	const seats = await read
		.select({
			bodyId: seat.bodyId,
			partnershipId: body.partnershipId,
			bodyKind: body.kind,
			role: seat.role,
			partnerId: seat.partnerId
		})
		.from(seat)
		.innerJoin(body, eq(body.id, seat.bodyId))
		// What its giver is in another partnership, their link is not.
		.innerJoin(plan, and(eq(plan.partnershipId, body.partnershipId), eq(plan.id, round.planId)))
		.where(and(eq(seat.personId, personId), seatHeldOn(toOsloDate(now))));
	const link = { accessId, planId: round.planId, round: roundKey(round), measureId, seats, writtenForm };
	return {
		ok: true,
		actor: { personId: null, name, administrator: false, seats: [], link },
		access: answer.access
	};
}

/** What a page says of the one measure that was handed on; null where the link is for all of them. */
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
