import { json } from '@sveltejs/kit';
import { hitPath } from '$lib/domain/search/hit-path';
import type { SuggestionResponse } from '$lib/domain/search/search-suggestion';
import { parseSearchQuery, type SearchHitGroup } from '$lib/domain/search/search';
import { requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import { searchPlan } from '$lib/server/search/queries';
import type { RequestHandler } from './$types';

const most = 8;
const mostOfKind = 4;

/** Returns the best hits for a query while it is typed. */
export const GET: RequestHandler = async (event) => {
	requirePermission(event, 'plan.read');
	const { db, actor, locale } = event.locals;
	const query = parseSearchQuery(event.url.searchParams.get('q') ?? '');
	const plan = query.state === 'ready' ? planOf(event) : null;
	if (query.state !== 'ready' || !plan) return json({ suggestions: [] } satisfies SuggestionResponse);
	const groups = await searchPlan(db.read, { actor, plan, query, locale }, { most: mostOfKind });
	return json({ suggestions: suggestionsOf(groups) } satisfies SuggestionResponse);
};

function suggestionsOf(groups: readonly SearchHitGroup[]): SuggestionResponse['suggestions'] {
	const hits = groups.flatMap((group) => group.hits);
	const suggestions = hits.flatMap((hit) => {
		const path = hitPath(hit);
		const { id, kind, code, measureCode, title, round } = hit;
		return path ? [{ id, kind, code, measureCode, title, round, path }] : [];
	});
	return suggestions.slice(0, most);
}
