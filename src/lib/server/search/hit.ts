import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { EvaluationState } from '$lib/domain/evaluation/evaluation';
import type { Localized, WrittenForm } from '$lib/domain/localized';
import type { RoundKind, RoundState } from '$lib/domain/round/round';
import {
	bestExcerpt,
	highlightTerms,
	type Excerpt,
	type SearchHit,
	type SearchKind,
	type SearchTerm
} from '$lib/domain/search/search';

/** A search result's row. */
export interface SearchRow {
	kind: SearchKind;
	total: number;
	capped: 0 | 1;
	place: number;
	id: number;
	frozen: 0 | 1;
	section: string | null;
	reviewId: number | null;
	code: string | null;
	titleNb: string | null;
	titleNn: string | null;
	nb: string | null;
	nn: string | null;
	plain: string | null;
	measureCode: string | null;
	/** JSON. */
	measureTitle: string | null;
	areaNumber: number | null;
	/** JSON. */
	areaName: string | null;
	roundId: number | null;
	year: number | null;
	roundKind: RoundKind | null;
	roundState: RoundState | null;
	evaluationState: EvaluationState | null;
	recordId: number | null;
	decidedOn: CalendarDate | null;
	/** JSON. */
	bodyName: string | null;
}

interface HitContext {
	terms: readonly SearchTerm[];
	/** The written forms, the reader's own first. */
	order: readonly WrittenForm[];
	/** Rounds whose review the reader may open. */
	reviewed: ReadonlySet<number>;
}

/** Converts a row to a search hit for the reader. */
export function toHit(row: SearchRow, reading: HitContext): SearchHit {
	const { id, kind, code, measureCode, areaNumber } = row;
	return {
		id,
		kind,
		code,
		recordId: row.recordId,
		decided:
			row.decidedOn !== null && row.bodyName !== null
				? { on: row.decidedOn, body: JSON.parse(row.bodyName) as Localized }
				: null,
		title: hitTitle(row, reading),
		excerpt: hitExcerpt(row, reading),
		measureCode,
		areaNumber,
		round:
			row.year !== null && row.roundKind !== null && row.roundState !== null
				? { year: row.year, kind: row.roundKind, state: row.roundState }
				: null,
		state: row.evaluationState,
		inReview: isInReview(row, reading.reviewed)
	};
}

/** True for a verdict of a closed round, which links to its review. */
function isInReview(
	{ kind, frozen, roundId, roundState }: SearchRow,
	reviewed: ReadonlySet<number>
): boolean {
	if (frozen) return true;
	return kind === 'verdict' && roundState === 'closed' && roundId !== null && reviewed.has(roundId);
}

/** Returns an evaluation's measure or area as the title, without marks because it was not searched. */
function hitTitle(row: SearchRow, { terms, order }: HitContext): Excerpt | null {
	if (row.titleNb !== null || row.titleNn !== null)
		return inPreferredForm({ nb: row.titleNb ?? undefined, nn: row.titleNn ?? undefined }, order, (text) =>
			highlightTerms(text, terms)
		);
	const borrowed = row.kind === 'evaluation' ? row.measureTitle : row.areaName;
	if (borrowed === null) return null;
	return inPreferredForm(JSON.parse(borrowed) as Localized, order, (text) => [{ text, hit: false }]);
}

function inPreferredForm(
	text: Localized,
	order: readonly WrittenForm[],
	cut: (text: string) => Excerpt['parts']
): Excerpt | null {
	const lang = order.find((form) => text[form]);
	if (!lang) return null;
	return { parts: cut(text[lang]!), lang };
}

function hitExcerpt({ nb, nn, plain }: SearchRow, { terms, order }: HitContext): Excerpt | null {
	const forms = order.map((lang) => ({ text: lang === 'nb' ? nb : nn, lang }));
	return bestExcerpt([...forms, { text: plain, lang: null }], terms);
}
