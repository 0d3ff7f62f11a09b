import { isSearchKind, parseSearchQuery } from '$lib/domain/search/search';
import { requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import { searchPlan } from '$lib/server/search/queries';
import type { PageServerLoad } from './$types';

/** Number of hits per kind in the overview, and per page of one kind. */
const most = 4;
const pageSize = 20;

/** Loads the hits the reader may see: `?q=`, and `&kind=` with `&page=` for one kind. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'plan.read');
	const { db, actor, locale } = event.locals;
	const { searchParams } = event.url;
	const typed = searchParams.get('q') ?? '';
	const query = parseSearchQuery(typed);
	const plan = query.state === 'ready' ? planOf(event) : null;
	const asked = searchParams.get('kind');
	const kind = isSearchKind(asked) ? asked : null;
	const answer = { typed, state: query.state, kind, pageSize, signedIn: actor.personId !== null };
	if (query.state !== 'ready' || !plan) return { ...answer, groups: [], page: 1 };

	const search = (page: number) =>
		searchPlan(db.read, { actor, plan, query, locale }, kind ? { kind, page, pageSize } : { most });
	const page = pageNumber(searchParams.get('page'));
	const groups = await search(page);
	const last = Math.max(1, Math.ceil((groups.find((one) => one.kind === kind)?.total ?? 0) / pageSize));
	// A page number beyond the end shows the last page.
	return page > last && kind
		? { ...answer, groups: await search(last), page: last }
		: { ...answer, groups, page };
};

function pageNumber(text: string | null): number {
	return text !== null && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1;
}
