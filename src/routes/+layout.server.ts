import { env } from '$env/dynamic/private';
import { writerOf } from '$lib/components/evaluation/report-writer';
import { menuOf } from '$lib/components/shell/menu';
import { formatDate } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import type { AskedDay } from '$lib/server/http/as-it-was';
import { partnershipOf } from '$lib/server/plans/queries';
import type { LayoutServerLoad } from './$types';

/** What stands round every page. */
export const load: LayoutServerLoad = async ({ locals, url }) => {
	const partnership = await partnershipOf(locals.db.read);
	const { actor, locale } = locals;
	return {
		locale,
		asItWas: locals.asked && asItWasWords(locals.asked, url),
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

/** What stands above a page that is shown as it was on a day. */
function asItWasWords(asked: AskedDay, url: URL) {
	const today = new URL(url);
	today.searchParams.delete('at');
	return {
		day: asked.day,
		/** Whether another day can be chosen here. */
		readable: asked.day !== null || asked.fault !== 'not-here',
		said: saidOf(asked),
		choose: m.history_at_choose(),
		show: m.history_at_show(),
		today: { words: m.history_at_today(), href: today.pathname + today.search }
	};
}

function saidOf(asked: AskedDay): string {
	if (asked.day !== null) return m.history_at_day({ day: formatDate(asked.day) });
	const { asked: day, fault } = asked;
	if (fault === 'not-here') return m.history_at_not_here();
	return fault === 'future' ? m.history_at_future({ asked: day }) : m.history_at_no_date({ asked: day });
}
