import { requirePermission } from '$lib/server/http/guard';
import { privacyTexts } from '$lib/server/plans/queries';
import type { PageServerLoad } from './$types';

/** Loads what each partnership says about responsibility for personal data. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'plan.read');
	return { partnerships: await privacyTexts(event.locals.db.read) };
};
