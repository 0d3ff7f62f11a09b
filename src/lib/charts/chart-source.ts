import type { PlanSnapshot } from '$lib/domain/plan/plan-snapshot';
import { formatDate } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { localize } from '$lib/i18n/labels';
import { roundKey } from '$lib/domain/round/round';

/** Returns the source line of a chart: "Helsefellesskapet i Telemark, per 20.11.2026". */
export function chartSource(standing: Pick<PlanSnapshot, 'partnership' | 'asOf'>): string {
	return m.chart_source({ source: localize(standing.partnership.name), date: formatDate(standing.asOf) });
}

/** Returns the file name of a chart without extension: "framdrift-status-per-omrade-2026". */
export function chartDownloadName(chart: string, standing: Pick<PlanSnapshot, 'round' | 'asOf'>): string {
	return `framdrift-${chart}-${standing.round ? roundKey(standing.round) : standing.asOf}`;
}
