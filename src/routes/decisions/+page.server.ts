import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { decisionKinds } from '$lib/domain/decision/decision';
import { mayDo } from '$lib/domain/permission';
import { requirePermission } from '$lib/server/http/guard';
import { requestPartnership } from '$lib/server/http/plan';
import {
	countDecisions,
	decisionCounts,
	decisionSelections,
	listDecisions,
	type DecisionFilter
} from '$lib/server/decisions/lists';
import { bodiesOf } from '$lib/server/plans/queries';
import { mayRecordSomewhere } from './decision.server';
import type { PageServerLoad } from './$types';

/** Decisions on a page of the list. */
const pageSize = 25;

/** Loads the decisions the reader may see: filtered, sorted and page by page. Four statements. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'decision.read');
	const { db, actor, now } = event.locals;
	const filter = readFilter(event.url.searchParams);
	const reader = {
		filter,
		today: toOsloDate(now),
		isMember: mayDo(actor, 'round.read'),
		mayRecord: mayRecordSomewhere(actor),
		mayImport: mayDo(actor, 'decision.import'),
		imported: imported(event.url.searchParams)
	};
	const partnership = requestPartnership(event);
	if (!partnership)
		return { ...reader, bodies: [], counts: null, decisions: [], found: 0, page: 1, pages: 1 };
	const query = { partnershipId: partnership.id, actor, filter, now };
	const counts = await decisionCounts(db.read, query);
	const found = await countDecisions(db.read, query);
	const pages = Math.max(1, Math.ceil(found / pageSize));
	const asked = event.url.searchParams.get('page') ?? '';
	// A page number beyond the end shows the last page.
	const page = Math.min(pages, /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 1);
	const bodies = await bodiesOf(db.read, partnership.id);
	return {
		...reader,
		bodies: bodies.map(({ slug, name }) => ({ slug, name })),
		counts,
		decisions: await listDecisions(db.read, query, { page, pageSize }),
		found,
		page,
		pages
	};
};

function readFilter(asked: URLSearchParams): DecisionFilter {
	const orders = ['urgent', 'newest', 'due'] as const;
	const year = asked.get('year') ?? '';
	return {
		selection: decisionSelections.find((one) => one === asked.get('show')) ?? 'all',
		text: (asked.get('q') ?? '').trim().slice(0, 200),
		body: asked.get('body') || null,
		year: /^\d{4}$/.test(year) ? year : null,
		kind: decisionKinds.find((one) => one === asked.get('kind')) ?? null,
		order: orders.find((one) => one === asked.get('order')) ?? 'urgent'
	};
}

/** Returns the result of an import, as its confirmation's address says it. */
function imported(asked: URLSearchParams) {
	const number = (name: string) => Math.trunc(Number(asked.get(name))) || 0;
	return asked.has('added') ? { added: number('added'), known: number('known') } : null;
}
