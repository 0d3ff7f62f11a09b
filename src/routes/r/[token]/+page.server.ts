import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { addDays } from '$lib/domain/calendar/calendar-date';
import { firstOpenStep, reportingSteps } from '$lib/domain/evaluation/reporting-steps';
import { findRecipients } from '$lib/domain/mail/reminder';
import { roundKey } from '$lib/domain/round/round';
import { anonymous, representedPartners, type Actor } from '$lib/domain/permission';
import { pathInLocale } from '$lib/i18n/locale';
import { planPath } from '$lib/i18n/plan-address';
import type { OpenReportingAccess } from '$lib/server/reporting-links/queries';
import {
	delegatedMeasure,
	authenticateLink,
	type LinkAuthentication
} from '$lib/server/reporting-links/link-actor';
import { homeOfPartnership, showHome } from '$lib/server/http/home-plan';
import { startLinkSession } from '$lib/server/http/identity';
import { discreetHeaders, slowDownUnknownLink } from '$lib/server/http/unknown-link';
import { partnershipOf, planById, planSlugInUrl } from '$lib/server/plans/queries';
import { reportingFacts } from '$lib/server/reminders/queries';
import { reportingEntries } from '$lib/server/rounds/queries';
import { partnerByNumber } from '$lib/server/rollout/queries';
import type { Actions, PageServerLoad } from './$types';

type LinkEvent = RequestEvent<{ token: string }>;

/**
 * Loads the recipient and scope of a link. Opening the page uses nothing up: mail programs fetch links to check
 * them.
 */
export const load: PageServerLoad = async (event) => {
	const { actor, locale, db } = event.locals;
	event.setHeaders(discreetHeaders);
	const { access, actor: visitor } = await knock(event);
	// Uses the reader's written form; a language chosen later is kept.
	const chosen = event.request.headers.get('sec-fetch-site') === 'same-origin';
	if (!chosen && locale === 'nb' && access.writtenForm === 'nn')
		redirect(303, pathInLocale(event.url.pathname + event.url.search, 'nn'));
	const own = await partnershipOf(db.read, access.planId);
	return {
		...(own && showHome(await homeOfPartnership(db, own.id))),
		name: access.name,
		round: access.round && { year: access.round.year, kind: access.round.kind },
		measure: await delegatedMeasure(db.read, access),
		party: (await partyOf(event, visitor, access))?.name ?? null,
		endsOn: access.endsOn,
		/** Name of the signed-in person whose session the link would end. */
		leaves: actor.personId !== null && !isTheirs(actor, access) ? actor.name : null
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, params } = event;
		const { access, actor } = await knock(event);
		// A signed-in session already includes what the link allows.
		if (!isTheirs(locals.actor, access)) {
			// Noon UTC of the next day is after the last day in Oslo.
			const until = new Date(`${addDays(access.endsOn, 1)}T12:00:00Z`);
			await startLinkSession(event, params.token, until);
		}
		const party = await partyOf(event, actor, access);
		const slug = await planSlugInUrl(locals.db.read, access.planId);
		const work = access.work === 'rollout' ? '/partners/mine' : await firstReport(event, actor, access);
		redirect(303, planPath(party ? `/partners/${party.number}` : work, slug, locals.locale));
	}
};

/** Returns the page of the first report left of those the visitor's mail asks for, or the list. */
async function firstReport({ locals }: LinkEvent, { link }: Actor, access: OpenReportingAccess) {
	const { planId, round } = access;
	if (!link || !round) return '/report';
	const { read } = locals.db;
	const entries = await reportingEntries(read, planId, round.id);
	const recipients = findRecipients(await reportingFacts(read, round, locals.now, entries));
	const asked = new Set(
		recipients.find(({ personId }) => personId === access.personId)?.measures.map(({ id }) => id)
	);
	const led = new Set(link.seats.map(({ bodyId }) => bodyId));
	const own = entries.filter(
		({ bodyId, measureId }) =>
			link.measureId !== null || asked.has(measureId) || (bodyId !== null && led.has(bodyId))
	);
	const first = firstOpenStep(
		reportingSteps(own, { ...anonymous, link }, { planId, round: roundKey(round) })
	);
	return first ? `/report/${first.code}` : '/report';
}

/**
 * Returns the partner whose rollout the link opens, if its issuer represents it; otherwise the link opens
 * reporting.
 */
async function partyOf({ locals, url }: LinkEvent, visitor: Actor, { planId }: OpenReportingAccess) {
	const number = url.searchParams.get('party');
	const read = locals.db.read;
	const plan = number === null ? null : await planById(read, planId);
	const party = number !== null && plan ? await partnerByNumber(read, plan.partnershipId, number) : null;
	return party && representedPartners(visitor).includes(party.id) ? party : null;
}

/** Returns the access of the link, or fails with the reason. Only unknown links are rate limited. */
async function knock(event: LinkEvent): Promise<Extract<LinkAuthentication, { ok: true }>> {
	const { locals, params } = event;
	const visitor = await authenticateLink(locals.db.read, params.token, locals.now);
	if (visitor.ok) return visitor;
	if (visitor.reason === 'unknown') await slowDownUnknownLink(event);
	error(403, { message: `link-${visitor.reason}` });
}

/** True if the link was issued to the signed-in person. */
function isTheirs(actor: Actor, access: { personId: number; measureId: string | null }): boolean {
	return access.measureId === null && actor.personId === access.personId;
}
