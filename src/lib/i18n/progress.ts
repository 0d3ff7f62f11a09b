import {
	comparableProgress,
	hasYearBefore,
	type AreaFigures,
	type Figures
} from '$lib/domain/figures/figures';
import { formatPercent } from './format';
import { m } from './paraglide/messages';

/**
 * Returns "Framdrift 52 % (26 av 28 tiltak), året før 38 %, forventet 60 %": the words of a progress line. If other
 * measures are compared than those with a figure, their number and progress follow the first.
 */
export function progressLabel(figures: AreaFigures): string {
	const { progress, known, reported, counted: whole, before, expected, comparison } = figures;
	if (progress === null) return m.chart_track_none();
	const compared = comparableProgress(figures);
	const n = known ?? reported;
	return [
		m.chart_track_now({ now: formatPercent(progress), n, whole }),
		...(compared.n === n || compared.progress === null
			? []
			: [m.chart_track_shared({ n: compared.n, now: formatPercent(compared.progress) })]),
		...(before === null ? [] : [m.chart_track_before({ before: formatPercent(before) })]),
		...(expected === null ? [] : [m.chart_track_expected({ expected: formatPercent(expected) })]),
		...leftOutTexts(figures),
		...(comparison ? [] : [m.chart_track_of_2025()])
	].join(', ');
}

/** Returns the marks of an area's progress line, all of the same measures, with its words. */
export function areaProgressTrack(figures: AreaFigures) {
	const { before, expected } = figures;
	const { progress } = comparableProgress(figures);
	return { progress, before, expected, words: progressLabel(figures) };
}

/** Returns the legend of progress lines, with the marks that these have: "● framdrift · | forventet". */
export function progressLegend(rows: readonly AreaFigures[]): string {
	return [
		...(rows.some(({ progress }) => progress !== null) ? [m.chart_legend_progress()] : []),
		...(rows.some(({ before }) => before !== null) ? [m.chart_legend_before()] : []),
		...(rows.some(({ expected }) => expected !== null) ? [m.chart_legend_expected()] : [])
	].join(' · ');
}

/** Returns what is not compared, if anything is not: "for få tiltak til å sammenligne". */
function leftOutTexts({ comparison }: AreaFigures): string[] {
	if (!comparison || comparison.without.length === 0) return [];
	if (comparison.progress === null) return [m.chart_track_too_few()];
	return comparison.without.map((value) => m.chart_track_left_out({ what: comparedValueLabel[value]() }));
}

const comparedValueLabel = {
	before: m.chart_track_what_before,
	expected: m.chart_track_what_expected
} as const;

/** Returns the definition that the progress of these figures is computed by. */
export function progressDefinition(figures: Pick<Figures, 'total' | 'areas'>): string {
	const { total } = figures;
	if (hasYearBefore(figures))
		return total.comparison ? m.chart_progress_definition() : m.chart_progress_definition_2025();
	return total.comparison ? m.chart_progress_definition_now() : m.chart_progress_definition_2025_now();
}

/** Returns a text explaining the marks of a progress line; the line has its own accessible name. */
export function progressTrackText(figures: AreaFigures): string {
	const { progress: known, counted: whole, before, expected } = figures;
	const { progress, n } = comparableProgress(figures);
	if (progress === null || known === null) return '';
	return [
		m.review_progress({ progress: formatPercent(progress), n, whole }),
		...(before === null ? [] : [m.review_progress_before({ before: formatPercent(before) })]),
		...(expected === null ? [] : [m.review_progress_expected({ expected: formatPercent(expected) })]),
		...(n === (figures.known ?? n)
			? []
			: [m.review_progress_all({ n: figures.known ?? n, progress: formatPercent(known) })]),
		...leftOutTexts(figures)
	]
		.map(keepMark)
		.join('\u00a0· ');
}

/** Returns a text whose mark stays on the line of its word: browsers break after "|" even before a no-break space. */
function keepMark(text: string): string {
	return text.replace(/^\|/, '|\u2060');
}
