import type { AreaShare, SummarySentence } from '$lib/domain/review/review-summary';
import { needsByPriority } from '$lib/domain/figures/reported-needs';
import type { Figures } from '$lib/domain/figures/figures';
import {
	commitmentFinding,
	movementFinding,
	progressFinding,
	statusFinding,
	valuesFinding
} from './findings';
import { m } from './paraglide/messages';
import { joinList, countInWords, roundPhrase } from './sentence';

/** Names used in the summary, in the reader's language. */
export interface SummaryNames {
	/** Returns the name of an area by its key. */
	area: (key: string) => string;
	/** Returns the name of a core value by its code. */
	value: (code: string) => string;
}

/** Returns one sentence of the summary. */
export function summarySentence(sentence: SummarySentence, figures: Figures, names: SummaryNames): string {
	switch (sentence.code) {
		case 'nothing-adopted':
			return m.review_brief_nothing();
		case 'status':
			return statusFinding(figures);
		case 'progress':
			return progressFinding(figures);
		case 'movement':
			return movementFinding(figures, figures.movement && roundPhrase(figures.movement.from));
		case 'commitment':
			return commitmentFinding(figures);
		case 'values':
			return valuesFinding(figures, names.value);
		case 'areas':
			return areasWords(sentence, names);
		case 'asked':
			return askedWords(sentence);
	}
}

function areasWords(
	{ best, heaviest }: Extract<SummarySentence, { code: 'areas' }>,
	{ area }: SummaryNames
): string {
	const share = ({ area: key, part, whole }: AreaShare) => ({ area: area(key), part, whole });
	const first = m.review_brief_best(share(best));
	return heaviest ? m.review_brief_areas({ first, ...share(heaviest) }) : m.chart_sentence_alone({ first });
}

function askedWords({ measures: n, needs }: Extract<SummarySentence, { code: 'asked' }>): string {
	if (n === 0) return m.review_brief_asked_nothing();
	const asked = needsByPriority
		.filter((need) => needs[need] > 0)
		.map((need) => needCount[need]({ n: needs[need], count: countInWords(needs[need]) }));
	return m.review_brief_asked({ list: joinList(asked) });
}

const needCount = {
	decision: m.review_brief_need_decision,
	money: m.review_brief_need_money,
	clarification: m.review_brief_need_clarification
} as const;
