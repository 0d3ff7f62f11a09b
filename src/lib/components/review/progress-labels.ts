import { comparableProgress, type AreaFigures } from '$lib/domain/figures/figures';
import { formatPercent } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';

/** Returns a text explaining the marks of a progress line; the line has its own accessible name. */
export function progressTrackText(figures: AreaFigures): string {
	const { progress: known, counted: whole, before, expected, comparison } = figures;
	const { progress, n } = comparableProgress(figures);
	if (progress === null || known === null) return '';
	return [
		m.review_progress({ progress: formatPercent(progress), n, whole }),
		...(before === null ? [] : [m.review_progress_before({ before: formatPercent(before) })]),
		...(expected === null ? [] : [m.review_progress_expected({ expected: formatPercent(expected) })]),
		...(n === (figures.known ?? n)
			? []
			: [m.review_progress_all({ n: figures.known ?? n, progress: formatPercent(known) })]),
		...(comparison?.progress === null && comparison.without.length > 0 ? [m.chart_track_too_few()] : [])
	].join(' · ');
}
