import type { RequestEvent } from '@sveltejs/kit';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { decisionStanding } from '$lib/domain/decision/decision';
import { followUpForm } from '$lib/forms/decision';
import { takeTheirField, toConflict } from '$lib/forms/form-state';
import { pathInLocale } from '$lib/i18n/locale';
import { authenticateDecisionLink, type DecisionLinkAnswer } from '$lib/server/decisions/link';
import { followUpDecision } from '$lib/server/decisions/follow-up';
import {
	decisionById,
	decisionDetails,
	followUpEntries,
	latestDecisionChange
} from '$lib/server/decisions/queries';
import { handleForm, showText } from '$lib/server/http/form-action';
import { homeOfPartnership, showHome } from '$lib/server/http/home-plan';
import { discreetHeaders, refuseLink } from '$lib/server/http/unknown-link';
import type { Actions, PageServerLoad } from './$types';

type LinkEvent = RequestEvent<{ token: string }>;

/** Loads the decision of a link. Opening the page uses nothing up: mail programs fetch links to check them. */
export const load: PageServerLoad = async (event) => {
	event.setHeaders(discreetHeaders);
	const { decision, actor } = await knock(event);
	const { db, now } = event.locals;
	const { title, text, lang, followUp, dueOn, version } = decision;
	const details = await decisionDetails(db.read, decision, actor);
	const { responsible } = details;
	return {
		...showHome(await homeOfPartnership(db, decision.partnershipId)),
		decision: { title, text, lang, followUp, dueOn, version },
		standing: decisionStanding({ followUp, dueOn, replaced: details.replaced }, toOsloDate(now)),
		responsible,
		name: actor.name,
		entries: await followUpEntries(db.read, decision.id, false),
		today: toOsloDate(now),
		saved: event.url.searchParams.has('saved')
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { decision, actor } = await knock(event);
		const { db, now, locale } = event.locals;
		const { id, partnershipId } = decision;
		return handleForm(event, {
			guard: async () => void (await knock(event)),
			shape: followUpForm,
			// The form's key replaces the database of the request, so that it is read when the command runs.
			run: ({ version, ...values }) =>
				followUpDecision({ db: event.locals.db, actor, now }, { partnershipId, id, version }, values),
			done: `${pathInLocale(`/follow-up/${event.params.token}`, locale)}?saved`,
			conflict: async () => {
				const current = await decisionById(db.read, partnershipId, id);
				const [entry] = await followUpEntries(db.read, id, false);
				const theirs = { state: current?.followUp ?? '', text: entry?.text ?? '' };
				return toConflict(theirs, current?.version ?? null, await latestDecisionChange(db.read, id));
			},
			take: (both, field) => takeTheirField(Object.keys(both.theirs), both, field),
			show: showText
		});
	}
};

/** Returns the decision and actor of the link, or fails with the reason. */
async function knock(event: LinkEvent): Promise<Extract<DecisionLinkAnswer, { ok: true }>> {
	const { db, now } = event.locals;
	const visitor = await authenticateDecisionLink(db.read, event.params.token, now);
	return visitor.ok ? visitor : refuseLink(event, visitor.reason);
}
