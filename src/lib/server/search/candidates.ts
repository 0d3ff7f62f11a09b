import { sql, type SQL } from 'drizzle-orm';
import type { Term } from '$lib/domain/search';
import { matchOf } from './match';
import { newestReadable, type ReviewOfRound } from './reviews';
import type { Sight } from './sight';

/**
 * The most reports, and the most of what reviews say, that are ranked: the newest. However many there come
 * to be, a search for a common word takes no longer.
 */
export const mostRanked = 1_000;

export interface Scope {
	sight: Sight;
	plan: { id: number; partnershipId: number };
	reviews: readonly ReviewOfRound[];
	terms: readonly Term[];
}

/** Titles count for more than texts, and codes for more than both. */
const rank = sql.raw('bm25(search_index, 0, 30, 8, 1)');

/** The rows that fit and that the reader may see, as `id` and `rank`; null where they may see nothing. */
export function candidatesOf(scope: Scope): SQL | null {
	const branches = [plainOf(scope), liveOf(scope), frozenOf(scope)].filter((branch) => branch !== null);
	return branches.length > 0 ? sql.join(branches, sql` union all `) : null;
}

/** Of the plan and its partnership as they are. */
function plainOf({ sight, plan, terms }: Scope): SQL | null {
	const ofPlan = ['measure', 'area', 'value', 'driver'].map((kind) => `${kind}${plan.id}`);
	const scopes = [
		...(sight.plan ? [...ofPlan, `body${plan.partnershipId}`] : []),
		...(sight.partners ? [`partner${plan.partnershipId}`] : [])
	];
	if (scopes.length === 0) return null;
	return sql`
		select rowid as id, ${rank} as rank, 0 as capped from search_index
		where search_index match ${matchOf(terms, scopes)}`;
}

/** Reports, verdicts and texts as they stand, each where its own state lets the reader see it. */
function liveOf({ sight, plan, terms }: Scope): SQL | null {
	const readsSome = sight.approved || sight.unapproved === 'all' || sight.unapproved.length > 0;
	const scopes = [
		...(readsSome ? [`evaluation${plan.id}`] : []),
		...(sight.approved ? [`verdict${plan.id}`] : []),
		...(sight.reviewDrafts ? [`section${plan.id}`] : [])
	];
	if (scopes.length === 0) return null;
	return newest(sql`
		select doc.id, ${rank} as rank from search_index
		cross join search_doc doc on doc.id = search_index.rowid
		left join evaluation on doc.kind = 'evaluation' and evaluation.id = doc.ref
		left join measure on measure.id = evaluation.measure_id
		left join round on round.id = doc.round_id
		where search_index match ${matchOf(terms, scopes)} and case doc.kind
			when 'evaluation' then ${isReadable(sight)}
			when 'section' then round.state <> 'closed'
			else 1 end`);
}

/**
 * What reviews say. Who reads the reports themselves is shown those instead, and the review only where a
 * correction has taken a report back out of their sight.
 */
function frozenOf({ sight, reviews, terms }: Scope): SQL | null {
	const readable = newestReadable(reviews, sight.reviews);
	const withReports = readable.filter((one) => !sight.approved || one.roundState !== 'closed');
	const scopes = [
		...readable.map(({ reviewId }) => `text${reviewId}`),
		...withReports.map(({ reviewId }) => `report${reviewId}`)
	];
	if (scopes.length === 0) return null;
	return newest(sql`
		select doc.id, ${rank} as rank from search_index
		cross join search_doc doc on doc.id = search_index.rowid
		where search_index match ${matchOf(terms, scopes)} and not exists (
			select 1 from evaluation join measure on measure.id = evaluation.measure_id
			where doc.kind = 'frozen-evaluation' and evaluation.round_id = doc.round_id
				and evaluation.measure_id = doc.measure_id and ${isReadable(sight)}
		) and not exists (
			select 1 from area_verdict
			where ${Number(sight.approved)} and doc.kind = 'frozen-verdict'
				and area_verdict.round_id = doc.round_id and area_verdict.area_id = doc.area_id
		) and not exists (
			select 1 from review_text join round on round.id = review_text.round_id
			where ${Number(sight.reviewDrafts)} and doc.kind = 'frozen-section' and round.state <> 'closed'
				and review_text.round_id = doc.round_id and review_text.section = doc.section
		)`);
}

/** Whether `evaluation` of `measure` may be seen: `readingOf`, as a condition. */
function isReadable({ approved, unapproved }: Sight): SQL {
	const others =
		unapproved === 'all'
			? sql`1`
			: unapproved.length > 0
				? sql`coalesce(measure.body_id in ${unapproved}, 0)`
				: sql`0`;
	return sql`(case when evaluation.state in ('approved', 'locked') then ${Number(approved)} else ${others} end)`;
}

function newest(found: SQL): SQL {
	return sql`
		select id, rank, count(*) over () >= ${mostRanked} as capped from (
			${found} order by search_index.rowid desc limit ${mostRanked}
		)`;
}
