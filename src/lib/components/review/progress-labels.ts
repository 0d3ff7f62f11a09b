import type { AreaFigures } from '$lib/domain/figures/figures';
import { formatPercent } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';

/** What the marks of a progress line say, for who can see them; the line itself says it to the rest. */
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
