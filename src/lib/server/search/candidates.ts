import { sql, type SQL } from 'drizzle-orm';
import type { Actor } from '$lib/domain/permission';
import type { SearchTerm } from '$lib/domain/search/search';
import { ftsQuery } from './fts-query';
import { newestVisibleReviews, type ReviewVersion } from './reviews';
import { meetingRows, workKinds } from './meetings';
import type { SearchVisibility } from './visibility';

/**
 * Most evaluations, and most review texts, that are ranked, newest first. Bounds the time of a search for a
 * common word.
 */
export const maxRankedRows = 1_000;

/** The same for matters, decisions and items of meetings, of each kind, so that many of one hide none of another. */
export const maxRankedWork = 400;

export interface CandidateFilter {
	sight: SearchVisibility;
	actor: Actor;
	plan: { id: number; partnershipId: number };
	reviews: readonly ReviewVersion[];
	terms: readonly SearchTerm[];
}

/** Weights titles more than texts, and codes more than both. */
const rankSql = sql.raw('bm25(search_index, 0, 30, 8, 1)');

/**
 * Returns a query for the matching rows that the actor may see, as `id` and `rankSql`; null if they may see
 * nothing.
 */
export function candidateQuery(scope: CandidateFilter): SQL | null {
	const branches = [planRows(scope), currentRows(scope), sealedRows(scope), workRows(scope)].filter(
		(branch) => branch !== null
	);
	return branches.length > 0 ? sql.join(branches, sql` union all `) : null;
}

/** Matches rows of the plan and its partnership. */
function planRows({ sight, plan, terms }: CandidateFilter): SQL | null {
	const ofPlan = ['measure', 'area', 'value', 'driver'].map((kind) => `${kind}${plan.id}`);
	const scopes = [
		...(sight.plan ? [...ofPlan, `body${plan.partnershipId}`] : []),
		...(sight.partners ? [`partner${plan.partnershipId}`] : [])
	];
	if (scopes.length === 0) return null;
	return sql`
		select rowid as id, ${rankSql} as rank, 0 as capped from search_index
		where search_index match ${ftsQuery(terms, scopes)}`;
}

/** Matches current evaluations, verdicts and texts that the actor may see in their state. */
function currentRows({ sight, plan, terms }: CandidateFilter): SQL | null {
	const readsSome = sight.approved || sight.unapproved === 'all' || sight.unapproved.length > 0;
	const scopes = [
		...(readsSome ? [`evaluation${plan.id}`] : []),
		...(sight.approved ? [`verdict${plan.id}`] : []),
		...(sight.reviewDrafts ? [`section${plan.id}`] : [])
	];
	if (scopes.length === 0) return null;
	return newestRows(sql`
		select doc.id, ${rankSql} as rank from search_index
		cross join search_doc doc on doc.id = search_index.rowid
		left join evaluation on doc.kind = 'evaluation' and evaluation.id = doc.ref
		left join measure on measure.id = evaluation.measure_id
		left join round on round.id = doc.round_id
		where search_index match ${ftsQuery(terms, scopes)} and case doc.kind
			when 'evaluation' then ${isReadableSql(sight)}
			when 'section' then round.state <> 'closed'
			else 1 end`);
}

/**
 * Matches texts of reviews. Actors who can read the evaluations get those instead, and the review only where a
 * correction has hidden an evaluation from them.
 */
function sealedRows({ sight, reviews, terms }: CandidateFilter): SQL | null {
	const readable = newestVisibleReviews(reviews, sight.reviews);
	const withReports = readable.filter((one) => !sight.approved || one.roundState !== 'closed');
	const scopes = [
		...readable.map(({ reviewId }) => `text${reviewId}`),
		...withReports.map(({ reviewId }) => `report${reviewId}`)
	];
	if (scopes.length === 0) return null;
	return newestRows(sql`
		select doc.id, ${rankSql} as rank from search_index
		cross join search_doc doc on doc.id = search_index.rowid
		where search_index match ${ftsQuery(terms, scopes)} and not exists (
			select 1 from evaluation join measure on measure.id = evaluation.measure_id
			where doc.kind = 'frozen-evaluation' and evaluation.round_id = doc.round_id
				and evaluation.measure_id = doc.measure_id and ${isReadableSql(sight)}
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

/** Matches matters, items of meetings, and decisions with their follow-up, as far as the actor may read them. */
function workRows(filter: CandidateFilter): SQL | null {
	const kinds = workKinds.flatMap((of) => meetingRows(filter, { rank: rankSql, of }) ?? []);
	const branches = kinds.map((found) => newestRows(found, maxRankedWork));
	return branches.length > 0 ? sql.join(branches, sql` union all `) : null;
}

/** SQL condition for `evaluation` of `measure` to be visible, like `readingOf`. */
function isReadableSql({ approved, unapproved }: SearchVisibility): SQL {
	const others =
		unapproved === 'all'
			? sql`1`
			: unapproved.length > 0
				? sql`coalesce(measure.body_id in ${unapproved}, 0)`
				: sql`0`;
	return sql`(case when evaluation.state in ('approved', 'locked') then ${Number(approved)} else ${others} end)`;
}

function newestRows(found: SQL, most = maxRankedRows): SQL {
	return sql`
		select id, rank, count(*) over () >= ${most} as capped from (
			${found} order by search_index.rowid desc limit ${most}
		)`;
}
