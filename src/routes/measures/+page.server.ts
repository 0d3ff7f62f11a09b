import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { areaKey } from '$lib/domain/figures/figures';
import { toMeasureListRow } from '$lib/domain/figures/plan-overview';
import {
	isOverdue,
	isOwnMeasure,
	readMeasureFilter,
	selectMeasures,
	type OwnSeats
} from '$lib/domain/measure/measure-list';
import { representedPartners, type Actor } from '$lib/domain/permission';
import { audienceOf } from '$lib/server/http/audience';
import { requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import { measureListFacts } from '$lib/server/measures/list';
import { bodiesOf } from '$lib/server/plans/queries';
import { currentPlanSnapshot } from '$lib/server/reviews/overview';
import { partnersOf } from '$lib/server/rollout/queries';
import type { PageServerLoad } from './$types';

/** Measures on a page of the list. */
const pageSize = 35;

/** Loads the plan's measures, filtered, sorted and page by page. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'plan.read');
	const { db, actor, now } = event.locals;
	const asked = event.url.searchParams;
	const filter = readMeasureFilter(asked);
	const addressed = planOf(event);
	const current = addressed && (await currentPlanSnapshot(db, addressed.id, audienceOf(actor), now));
	if (!current) return { filter, list: null };
	const { plan, standing } = current;
	const today = toOsloDate(now);
	const bodies = await bodiesOf(db.read, plan.partnershipId);
	const partners = await partnersOf(db.read, plan.partnershipId);
	const facts = await measureListFacts(db.read, plan);
	const measures = standing.measures.map((one) => ({
		...toMeasureListRow(one),
		area: areaKey(one),
		...(facts.get(one.id) ?? { body: null, lacking: [], partners: [] })
	}));
	const own = ownSeats(actor, bodies, partners);
	const { shown, counts } = selectMeasures(measures, filter, { today, own });
	const pages = Math.max(1, Math.ceil(shown.length / pageSize));
	const wanted = asked.get('page') ?? '';
	// A page number beyond the end shows the last page.
	const page = Math.min(pages, /^[1-9]\d{0,5}$/.test(wanted) ? Number(wanted) : 1);
	return {
		filter,
		list: {
			measures: shown
				.slice((page - 1) * pageSize, page * pageSize)
				.map(({ partners: _, ...one }) => ({ ...one, overdue: isOverdue(one, today) })),
			/** Place of the page's first measure, from 1. */
			from: (page - 1) * pageSize + 1,
			counts,
			found: shown.length,
			page,
			pages,
			hasOwn: measures.some((one) => isOwnMeasure(one, own)),
			isMember: audienceOf(actor) === 'members',
			areas: standing.areas.map(({ number, name }) => ({ number, name })),
			hasAcross: measures.some(({ area }) => area === areaKey({ area: null })),
			bodies: bodies
				.filter(({ slug }) => measures.some(({ body }) => body === slug))
				.map(({ slug, name }) => ({ slug, name })),
			partners: partners.map(({ number, name }) => ({ number, name }))
		}
	};
};

function ownSeats(
	actor: Actor,
	bodies: readonly { id: number; slug: string }[],
	partners: readonly { id: number; number: string }[]
): OwnSeats {
	const represented = representedPartners(actor);
	return {
		bodies: bodies
			.filter(({ id }) => actor.seats.some(({ bodyId }) => bodyId === id))
			.map(({ slug }) => slug),
		partners: partners.filter(({ id }) => represented.includes(id)).map(({ number }) => number)
	};
}
