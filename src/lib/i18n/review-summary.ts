import type { AreaShare, SummarySentence } from '$lib/domain/review/review-summary';
import { needsByPriority } from '$lib/domain/figures/reported-needs';
import type { Figures } from '$lib/domain/figures/figures';
import { areaShortName } from '$lib/domain/figures/plan-overview';
import type { PlanSnapshot } from '$lib/domain/plan/plan-snapshot';
import {
	commitmentFinding,
	movementFinding,
	progressFinding,
	statusFinding,
	valuesFinding
} from './findings';
import { localize } from './labels/localized';
import { m } from './paraglide/messages';
import { joinClauses, joinList, countInWords, roundPhrase } from './sentence';

/** Names used in the summary, in the reader's language. */
export interface SummaryNames {
	/** Returns an area by its key as a phrase of place: "på området Barn og unge". */
	area: (key: string) => string;
	/** Returns the name of a core value by its code. */
	value: (code: string) => string;
}

/** Returns the names of a review's areas and values as used within a sentence. */
export function summaryNamesFor({ areas, values }: Pick<PlanSnapshot, 'areas' | 'values'>): SummaryNames {
	return {
		area: (key) => {
			const found = areas.find(({ number }) => String(number) === key);
			return found
				? m.review_brief_in_area({ area: localize(areaShortName(found)) })
				: m.review_brief_across();
		},
		value: (code) => localize(values.find((one) => one.code === code)?.name) || code
	};
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

type AreasSentence = Extract<SummarySentence, { code: 'areas' }>;

function areasWords({ best, heaviest, silent }: AreasSentence, { area }: SummaryNames): string {
	const share = ({ area: key, part, whole }: AreaShare) => ({ area: area(key), part, whole });
	const list = (shares: AreaShare[]) => joinList(shares.map((one) => m.review_brief_share(share(one))));
	const [first, hard] = [best[0], heaviest[0]];
	const silentList =
		silent.length > maxNamed
			? m.review_brief_silent_many({ count: countInWords(silent.length) })
			: joinList(silent.map(area));
	if (!first) return joinClauses(m.review_brief_silent_alone({ list: silentList }), []);
	return joinClauses(
		best.length === 1 ? m.review_brief_best(share(first)) : m.review_brief_best_equal({ list: list(best) }),
		[
			...(!hard
				? []
				: heaviest.length === 1
					? [m.review_brief_heaviest(share(hard))]
					: [m.review_brief_heaviest_equal({ list: list(heaviest) })]),
			...(silent.length > 0 ? [m.review_brief_silent({ list: silentList })] : [])
		]
	);
}

/** More areas without a report than this are counted, not named. */
const maxNamed = 3;

function askedWords({ measures, needs, reported }: Extract<SummarySentence, { code: 'asked' }>): string {
	if (reported === 0 && measures === 0) return m.review_nothing_said();
	if (measures === 0) return m.review_brief_asked_nothing({ n: reported, count: countInWords(reported) });
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

/** Returns that no evaluation asks for anything, or that there is none. */
export function nothingAskedText({ measures }: Pick<PlanSnapshot, 'measures'>): string {
	return measures.some(({ report }) => report) ? m.review_nothing_asked() : m.review_nothing_said();
}
