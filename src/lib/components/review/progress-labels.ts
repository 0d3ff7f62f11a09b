import type { AreaFigures } from '$lib/domain/figures/figures';
import { formatPercent } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';

/** Returns a text explaining the marks of a progress line; the line has its own accessible name. */
export function progressTrackText({
	progress,
	before,
	expected
}: Pick<AreaFigures, 'progress' | 'before' | 'expected'>): string {
	return [
		...(progress === null ? [] : [m.review_progress({ progress: formatPercent(progress) })]),
		...(before === null ? [] : [m.review_progress_before({ before: formatPercent(before) })]),
		...(expected === null ? [] : [m.review_progress_expected({ expected: formatPercent(expected) })])
	].join(' · ');
}
