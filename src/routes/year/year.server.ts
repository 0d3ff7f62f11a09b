import { error, type RequestEvent } from '@sveltejs/kit';
import { planPath, planSlugOf } from '$lib/i18n/plan-address';
import { requirePermission } from '$lib/server/http/guard';
import { redirectToSignIn } from '$lib/server/http/sign-in-redirect';

/** Returns the partnership whose year wheel the visitor may change. */
export function ownPartnership(event: RequestEvent): number {
	requirePermission(event, 'year.edit');
	const { partnership } = event.locals.scope;
	if (!partnership) error(404, { message: 'not-found' });
	return partnership.id;
}

/** Sends visitors to sign-in. */
export function signedIn({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>): void {
	if (locals.actor.personId === null) redirectToSignIn(url);
}

/** Returns the addresses of the public calendar and, for a token, of a person's own. */
export function calendarAddresses({ locals, url }: RequestEvent, token: string | null = null) {
	const slug = planSlugOf(url.pathname);
	const full = (path: string) => new URL(planPath(path, slug, locals.locale), url).href;
	return { public: full('/calendar.ics'), own: token && full(`/calendar/${token}.ics`) };
}
