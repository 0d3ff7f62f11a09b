import type { AreaFigures } from '$lib/domain/figures/figures';
import { m } from './paraglide/messages';
import { countInWords } from './sentence';

/** Returns "FSU 1 · 4 av 5 rapportert, ett gjennomført fra før". */
export function areaFactsText({ reported, asked, counted }: AreaFigures, body: string): string {
	const part = { reported, asked: asked ?? counted };
	const facts = body ? m.review_area_facts({ body, ...part }) : m.review_area_facts_nobody(part);
	const n = counted - part.asked;
	return n === 0 ? facts : m.review_area_finished({ facts, n, count: countInWords(n) });
}
