import { error, type Handle, type RequestEvent } from '@sveltejs/kit';
import { resolvePlan, planToEditIn, readablePlans } from '$lib/domain/plan/plan-resolution';
import { scopeToPartnership, type Actor } from '$lib/domain/permission';
import { isPlanPage, pagePath, planSlugOf } from '$lib/i18n/plan-address';
import type { Database } from '../database/database';
import { cached } from '../database/cache';
import { loadAllPlans, type PartnershipSummary, type Plan, type PartnershipPlans } from '../plans/queries';
import { homeOfActor, showHome } from './home-plan';
import { redirectToSignIn } from './sign-in-redirect';

/** The plan and partnership that an address refers to. */
export interface PlanScope {
	/** Null if no plan is adopted, or if the visitor may not read the addressed one. */
	plan: Plan | null;
	/** The partnership shown on the page, whose members have permissions; null in an empty database. */
	partnership: PartnershipSummary | null;
	/** The partnership of addresses without a plan; null in an empty database. */
	home: PartnershipSummary | null;
	/** Plans and partnerships that the visitor may read. */
	readable: PartnershipPlans;
	/** Reason that the visitor sees no plan; null if they see one. */
	missing: 'unknown' | 'sign-in-first' | null;
}

/**
 * Resolves the address's plan, and limits the actor to their seats in its partnership. Pages outside the plans link
 * to the reader's own.
 */
export const planHandle: Handle = async ({ event, resolve }) => {
	const { locals, url, route } = event;
	if (isPlanPage(route.id ?? pagePath(url.pathname))) {
		locals.scope = await resolvePlanScope(locals.db, url.pathname, locals.actor);
		locals.actor = scopeToPartnership(locals.actor, scopePartnershipId(locals.scope));
	} else if (locals.actor.personId !== null || locals.actor.link) {
		locals.home = await homeOfActor(locals.db, locals.actor, locals.now);
		showHome(locals.home);
	}
	return resolve(event);
};

/** Resolves the plan of an address for an actor. The plans are cached until the data changes. */
export async function resolvePlanScope(db: Database, pathname: string, actor: Actor): Promise<PlanScope> {
	const here = await cached(db, 'plans here', () => loadAllPlans(db.read));
	const [first = null] = here.partnerships;
	const answer = resolvePlan(here.plans, { slug: planSlugOf(pathname), home: first?.id ?? null }, actor);
	const found = answer.found ? answer.plan : null;
	const readable = readablePlans(here.plans, actor);
	return {
		home: first,
		plan: found,
		partnership: here.partnerships.find(({ id }) => id === found?.partnershipId) ?? first,
		readable: {
			plans: readable,
			partnerships: here.partnerships.filter(({ id }) => readable.some((one) => one.partnershipId === id))
		},
		missing: answer.found ? null : answer.reason
	};
}

/** Returns the partnership in which the visitor has permissions; null if they see no plan. */
function scopePartnershipId({ partnership, missing }: PlanScope): number | null {
	return missing === null ? (partnership?.id ?? null) : null;
}

type PlanRequest = { locals: Pick<App.Locals, 'scope'>; url: URL };

/**
 * Returns the request's plan; null if its address names none and none is adopted. An unknown plan and an
 * unreadable draft get the same response: 404, or 303 to sign in.
 */
export function planOf(event: PlanRequest): Plan | null {
	requirePlan(event);
	// Only a page outside the plans has no scope.
	if (!event.locals.scope) error(404, { message: 'not-found' });
	return event.locals.scope.plan;
}

/** Returns the plan to edit: like `planOf`, but the newest draft before any plan is adopted. */
export function planToEdit(event: PlanRequest): Plan | null {
	const { readable, partnership } = event.locals.scope;
	return planOf(event) ?? (partnership && planToEditIn(readable.plans, partnership.id));
}

/** Ends the request if the visitor cannot see the addressed plan. */
export function requirePlan({ locals, url }: PlanRequest): void {
	const missing = locals.scope?.missing;
	if (missing === 'sign-in-first') redirectToSignIn(url);
	if (missing) error(404, { message: 'not-found' });
}

/** Returns the page's partnership; null in an empty database. */
export function requestPartnership(event: Pick<RequestEvent, 'locals'>): PartnershipSummary | null {
	return event.locals.scope.partnership;
}
