import { error } from '@sveltejs/kit';
import { toHelpRole } from '$lib/domain/help';
import type { PageServerLoad } from './$types';

/** Loads the help of a role. */
export const load: PageServerLoad = ({ params }) => ({
	role: toHelpRole(params.role) ?? error(404, 'not-found')
});
