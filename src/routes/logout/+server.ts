import { redirect } from '@sveltejs/kit';
import { planPath } from '$lib/i18n/plan-address';
import { homeAfterSignOut } from '$lib/server/http/home-plan';
import { endSession } from '$lib/server/http/identity';
import type { RequestHandler } from './$types';

/** Signs out. POST only, so that a link or an image cannot do it. */
export const POST: RequestHandler = async (event) => {
	const { db, actor, locale, now } = event.locals;
	const { homePlan } = await homeAfterSignOut(db, actor, now);
	await endSession(event);
	// Also clears pages kept for the Back button.
	event.setHeaders({ 'Clear-Site-Data': '"cache"' });
	redirect(303, planPath('/', homePlan, locale));
};
