import { env } from '$env/dynamic/private';
import { writerOf } from '$lib/components/evaluation/report-writer';
import { menuOf } from '$lib/components/shell/menu';
import { partnershipOf } from '$lib/server/plans/queries';
import type { LayoutServerLoad } from './$types';

/** What stands round every page. */
export const load: LayoutServerLoad = async ({ locals }) => {
	const partnership = await partnershipOf(locals.db.read);
	const { actor, locale } = locals;
	return {
		locale,
		demo: env.FRAMDRIFT_DEMO === '1',
		partnershipName: partnership?.name ?? null,
		actor: {
			name: actor.name,
			signedIn: actor.personId !== null,
			menu: menuOf(actor),
			/** Whose texts the browser keeps, for taking them away when they sign out. */
			writer: writerOf(actor)
		}
	};
};
