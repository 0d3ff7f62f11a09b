import { env } from '$env/dynamic/private';
import { draftOwner } from '$lib/domain/draft-owner';
import { visibleMenuItems } from '$lib/domain/permission/menu';
import type { Locale } from '$lib/domain/localized';
import { scopeToPartnership } from '$lib/domain/permission';
import { currentPlanIn } from '$lib/domain/plan/plan-resolution';
import { formatDate } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { planPath, isPlanPage, pagePath } from '$lib/i18n/plan-address';
import type { RequestedDay } from '$lib/server/http/as-of';
import { resolvePlanScope, type PlanScope } from '$lib/server/http/plan';
import type { LayoutServerLoad } from './$types';

/** Loads the data shown around every page. */
export const load: LayoutServerLoad = async ({ locals, url }) => {
	const { locale } = locals;
	// A page outside the plans uses the reader's own partnership. Reading the URL makes Kit reload this when a link
	// leads into another plan.
	const { home } = locals;
	const address = isPlanPage(pagePath(url.pathname)) ? url.pathname : planPath('/', home?.homePlan ?? null);
	const scope = locals.scope ?? (await resolvePlanScope(locals.db, address, locals.actor));
	const actor = scopeToPartnership(locals.actor, scope.partnership?.id ?? null);
	return {
		locale,
		asItWas: locals.asked && asItWasWords(locals.asked, url),
		notCurrent: notCurrentWords(scope, locale),
		demo: env.FRAMDRIFT_DEMO === '1',
		partnershipName: home?.partnershipName ?? scope.partnership?.name ?? null,
		homePlan: home?.homePlan ?? null,
		/** True if the reader can open other plans. */
		plans: scope.readable.plans.length > 1,
		/** Fields of a form that ended in an error, posted without scripts. */
		typed: (await locals.typed?.()) ?? null,
		actor: {
			name: actor.name,
			signedIn: actor.personId !== null,
			menu: visibleMenuItems(actor),
			/** Owner of drafts in the browser, for removing them on sign-out. */
			writer: draftOwner(actor)
		}
	};
};

/** Returns the notice for a page of a plan that is not current. */
function notCurrentWords({ plan, partnership, home, readable }: PlanScope, locale: Locale) {
	if (!plan || !partnership || plan.state === 'adopted') return null;
	const current = currentPlanIn(readable.plans, partnership.id);
	return {
		said: plan.state === 'draft' ? m.shell_plan_draft() : m.shell_plan_superseded(),
		current: current && {
			words: m.shell_plan_current(),
			href: planPath('/', partnership.id === home?.id ? null : current.slug, locale)
		}
	};
}

/** Returns the notice for a page shown as of a date. */
function asItWasWords(asked: RequestedDay, url: URL) {
	const today = new URL(url);
	today.searchParams.delete('at');
	return {
		day: asked.day,
		/** True if another date can be chosen on this page. */
		readable: asked.day !== null || asked.fault !== 'not-here',
		said: saidOf(asked),
		choose: m.history_at_choose(),
		show: m.history_at_show(),
		today: { words: m.history_at_today(), href: today.pathname + today.search }
	};
}

function saidOf(asked: RequestedDay): string {
	if (asked.day !== null) return m.history_at_day({ day: formatDate(asked.day) });
	const { asked: day, fault } = asked;
	if (fault === 'not-here') return m.history_at_not_here();
	return fault === 'future' ? m.history_at_future({ asked: day }) : m.history_at_no_date({ asked: day });
}
