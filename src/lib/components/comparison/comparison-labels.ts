import { wholePercent } from '$lib/domain/figures/whole-percent';
import type { FigurePair } from '$lib/domain/review/review-comparison';
import { formatNumber, formatPercent } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';

/** Names of the two compared reviews. */
export interface ComparedNames {
	then: string;
	now: string;
}

export type FigureKind = 'count' | 'percent';

const none = '–';

export function comparedFigureText(value: number | null, kind: FigureKind): string {
	if (value === null) return none;
	return kind === 'percent' ? formatPercent(value) : formatNumber(value);
}

/** Returns "+3", "−12 prosentpoeng" or "likt", computed from the displayed (rounded) figures. */
export function figureChangeText({ then, now }: FigurePair, kind: FigureKind): string {
	if (then === null || now === null) return none;
	const shown = kind === 'percent' ? wholePercent : Math.round;
	const change = shown(now) - shown(then);
	if (change === 0) return m.comparison_same();
	const signed = `${change > 0 ? '+' : '−'}${formatNumber(Math.abs(change))}`;
	return kind === 'percent' ? m.comparison_points({ points: signed }) : signed;
}
