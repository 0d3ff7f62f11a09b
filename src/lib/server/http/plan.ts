import { error, type Handle, type RequestEvent } from '@sveltejs/kit';
import { resolvePlan, planToEditIn, readablePlans } from '$lib/domain/plan/plan-resolution';
import { scopeToPartnership, type Actor } from '$lib/domain/permission';
import { isPlanPage, pagePath, planSlugOf } from '$lib/i18n/plan-address';
import type { Database } from '../database/database';
import { cached } from '../database/cache';
import { loadAllPlans, type PartnershipSummary, type Plan, type PartnershipPlans } from '../plans/queries';
import { redirectToSignIn } from './sign-in-redirect';

/** What an address speaks of: a plan and the partnership that it is of. */
export interface PlanScope {
	/** Null where an address without a plan finds none that is adopted, or one with a plan nothing to be read. */
	plan: Plan | null;
	/** The partnership's name stands on the page, and its people alone have a say; null in an empty database. */
	partnership: PartnershipSummary | null;
	/** The partnership whose current plan addresses without a plan speak of; null in an empty database. */
	home: PartnershipSummary | null;
	/** The plans and partnerships the visitor may read of. */
	readable: PartnershipPlans;
	/** Why nothing is there for the visitor; null where something is. */
	missing: 'unknown' | 'sign-in-first' | null;
}

/** Works out which plan the address speaks of, and lets the visitor in as who they are in its partnership. */
export const planHandle: Handle = async ({ event, resolve }) => {
	const { locals, url } = event;
	if (isPlanPage(pagePath(url.pathname))) {
		locals.scope = await resolvePlanScope(locals.db, url.pathname, locals.actor);
		locals.actor = scopeToPartnership(locals.actor, scopePartnershipId(locals.scope));
	}
	return resolve(event);
};

/** What an address speaks of, for who asks. What the database holds is read once until it changes. */
export async function resolvePlanScope(db: Database, pathname: string, actor: Actor): Promise<PlanScope> {
	const here = await cached(db, 'plans here', () => loadAllPlans(db.read));
	const [first = null] = here.partnerships;
	const answer = resolvePlan(here.plans, planSlugOf(pathname), first?.id ?? null, actor);
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

/** Where the visitor has a say: nowhere, where nothing is there for them. */
function scopePartnershipId({ partnership, missing }: PlanScope): number | null {
	return missing === null ? (partnership?.id ?? null) : null;
}

type PlanRequest = { locals: Pick<App.Locals, 'scope'>; url: URL };

/**
 * The plan the request is about; null where its address names none and none is adopted. A plan that is
 * not there, and a draft that is not the reader's to read, are answered alike: 404, or for who has not
 * signed in 303 to do so.
 */
export function planOf(event: PlanRequest): Plan | null {
	requirePlan(event);
	return event.locals.scope.plan;
}

/** The same for whoever works on the plan: before any is adopted, the newest draft. */
export function planToEdit(event: PlanRequest): Plan | null {
	const { readable, partnership } = event.locals.scope;
	return planOf(event) ?? (partnership && planToEditIn(readable.plans, partnership.id));
}

/** Ends the request where its address names a plan that is not there for the reader. */
export function requirePlan({ locals, url }: PlanRequest): void {
	const missing = locals.scope?.missing;
	if (missing === 'sign-in-first') redirectToSignIn(url);
	if (missing) error(404, { message: 'not-found' });
}

/** The partnership whose page this is; null in an empty database. */
export function requestPartnership(event: Pick<RequestEvent, 'locals'>): PartnershipSummary | null {
	return event.locals.scope.partnership;
}
