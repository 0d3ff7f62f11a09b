import { sql } from 'drizzle-orm';
import type { Locale, WrittenForm } from '$lib/domain/localized';
import type { Actor } from '$lib/domain/permission';
import type { PlanState } from '$lib/domain/plan/plan';
import {
	searchKinds,
	type SearchHit,
	type SearchHitGroup,
	type SearchQuery,
	type SearchKind
} from '$lib/domain/search/search';
import type { Queryable } from '../database/database';
import { candidateQuery } from './candidates';
import { toHit, type SearchRow } from './hit';
import { newestVisibleReviews, reviewVersions } from './reviews';
import { searchVisibility } from './visibility';

export interface PlanSearch {
	actor: Actor;
	plan: { id: number; partnershipId: number; state: PlanState };
	query: Extract<SearchQuery, { state: 'ready' }>;
	/** Preferred language of excerpts. */
	locale: Locale;
}

/** The kind of hit of a row in the index. */
const hitKind = sql.raw(
	"case when doc.kind in ('agenda', 'case', 'minutes') then 'meeting' else replace(doc.kind, 'frozen-', '') end"
);

/** The best hits of every kind, or one page of one kind. */
export type HitSelection = { most: number } | { kind: SearchKind; page: number; pageSize: number };

/**
 * Searches the visible parts of a plan for the terms, best first: an exact code, then titles, then texts. Kinds
 * without hits are omitted, and nothing the actor may not read is shown or counted. Takes two statements.
 */
export async function searchPlan(
	read: Queryable,
	{ actor, plan, query, locale }: PlanSearch,
	shown: HitSelection
): Promise<SearchHitGroup[]> {
	const { terms, code } = query;
	const sight = searchVisibility(actor, plan);
	const reviews = await reviewVersions(read, plan.id);
	const candidates = candidateQuery({ sight, actor, plan, reviews, terms });
	if (!candidates) return [];
	const rows = await read.all<SearchRow>(sql`
		with candidate as (${candidates}), placed as (
			select
				candidate.id,
				${hitKind} as kind,
				max(candidate.capped) over (partition by ${hitKind}) as capped,
				count(*) over (partition by ${hitKind}) as total,
				row_number() over (
					partition by ${hitKind}
					order by lower(coalesce(doc.code, '')) = ${code} desc, candidate.rank, candidate.id desc
				) as place
			from candidate join search_doc doc on doc.id = candidate.id
		)
		select
			placed.kind, placed.total, placed.capped, placed.place,
			doc.id, doc.kind like 'frozen-%' as frozen, doc.section, doc.review_id as reviewId,
			coalesce(doc.code, case doc.kind when 'body' then (select slug from body where body.id = doc.ref) end) as code,
			doc.title_nb as titleNb, doc.title_nn as titleNn, doc.nb, doc.nn, doc.plain,
			measure.code as measureCode, measure.title as measureTitle,
			focus_area.number as areaNumber, focus_area.name as areaName,
			doc.round_id as roundId, round.year, round.kind as roundKind, round.state as roundState,
			evaluation.state as evaluationState,
			case when doc.kind in ('matter', 'decision') then doc.ref else met.id end as recordId,
			coalesce(met.day, decided.decided_on) as decidedOn,
			(select name from body where body.id = coalesce(met.body_id, decided.body_id)) as bodyName
		from placed
		join search_doc doc on doc.id = placed.id
		left join measure on measure.id = doc.measure_id
		left join focus_area on focus_area.id = coalesce(doc.area_id, measure.area_id, case doc.kind
			when 'body' then (
				select carried.id from focus_area carried
				where carried.plan_id = ${plan.id} and carried.body_id = doc.ref and carried.ended_on is null
				order by carried.number limit 1
			) end)
		left join round on round.id = doc.round_id
		left join evaluation on doc.kind = 'evaluation' and evaluation.id = doc.ref
		left join meeting met on doc.kind in ('agenda', 'case', 'minutes') and met.id = doc.section
		left join decision decided on doc.kind = 'decision' and decided.id = doc.ref
		where placed.place = 1 or ${selectionSql(shown)}
		order by placed.place`);
	const readable = new Set(newestVisibleReviews(reviews, sight.reviews).map(({ roundId }) => roundId));
	const order: WrittenForm[] = locale === 'nn' ? ['nn', 'nb'] : ['nb', 'nn'];
	return groupHits(rows, shown, (row) => toHit(row, { terms, order, reviewed: readable }));
}

function selectionSql(shown: HitSelection) {
	if ('most' in shown) return sql`placed.place <= ${shown.most}`;
	const { kind, page, pageSize } = shown;
	const from = (page - 1) * pageSize;
	return sql`(placed.kind = ${kind} and placed.place > ${from} and placed.place <= ${from + pageSize})`;
}

/** Groups rows by kind. The first row of each kind carries the kind's count, also outside the selection. */
function groupHits(
	rows: readonly SearchRow[],
	shown: HitSelection,
	hit: (row: SearchRow) => SearchHit
): SearchHitGroup[] {
	const isAsked = ({ kind, place }: SearchRow) =>
		'most' in shown || (kind === shown.kind && (place > 1 || shown.page === 1));
	return searchKinds.flatMap((kind) => {
		const ofKind = rows.filter((row) => row.kind === kind);
		const [first] = ofKind;
		if (!first) return [];
		const hits = ofKind.filter(isAsked).map(hit);
		return [{ kind, total: first.total, capped: first.capped === 1, hits }];
	});
}
