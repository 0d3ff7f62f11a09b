import type { CalendarDate } from '../calendar/calendar-date';
import type { Need, StatusOrNone } from '../evaluation/evaluation';
import { effectiveStatus } from './figures';
import { isReportable } from '../measure/measure';
import { roundKey } from '../round/round';
import { isKnownSince, type PlanSnapshot, type SnapshotMeasure } from '../plan/plan-snapshot';

/** Reasons a measure needs attention, each with the data its message names. */
export type AttentionReason =
	| { code: 'needs'; needs: Need[]; text: string; lang: 'nb' | 'nn' }
	| { code: 'behind-twice'; status: StatusOrNone }
	| { code: 'behind'; status: StatusOrNone }
	| { code: 'overdue'; deadline: CalendarDate }
	| { code: 'report-missing'; reportBy: CalendarDate }
	| { code: 'deadline-moved'; from: CalendarDate; to: CalendarDate }
	| { code: 'nobody-carries' }
	/** `reportedOn` if the report is older than the freshness limit. */
	| { code: 'below-expected'; progress: number; expected: number; reportedOn?: CalendarDate }
	| { code: 'stale'; reportedOn: CalendarDate };

export interface Attention {
	measure: Pick<SnapshotMeasure, 'id' | 'code' | 'title' | 'area'>;
	status: StatusOrNone;
	/** Most important first; never empty. */
	reasons: AttentionReason[];
}

/** Weights: a request for a decision first, then delay, then silence, then hints. */
const reasonWeights: Record<AttentionReason['code'], number> = {
	needs: 100,
	'behind-twice': 80,
	overdue: 60,
	'report-missing': 50,
	behind: 40,
	'deadline-moved': 30,
	'nobody-carries': 20,
	'below-expected': 10,
	stale: 5
};

/** Reasons that do not make a measure need attention on their own (domain-rules.md §5.4). */
const hintReasons: readonly AttentionReason['code'][] = ['below-expected', 'stale'];

/** Smallest gap to expected progress, in percentage points, that is mentioned. */
const minProgressGap = 20;

/** Returns the measures that need attention, most important first. */
export function findMeasuresNeedingAttention(standing: PlanSnapshot): Attention[] {
	const last = new Map(standing.last?.measures.map((one) => [one.id, one]));
	return standing.measures
		.filter((one) => isReportable(one.lifecycle))
		.map((one) => ({
			measure: one,
			status: effectiveStatus(one),
			reasons: attentionReasons(one, standing, last.get(one.id))
		}))
		.filter((one) => one.reasons.some((reason) => !hintReasons.includes(reason.code)))
		.sort((a, b) => totalWeight(b) - totalWeight(a))
		.map(({ measure: { id, code, title, area }, status, reasons }) => ({
			measure: { id, code, title, area },
			status,
			reasons
		}));
}

function totalWeight(attention: { reasons: AttentionReason[] }): number {
	return attention.reasons.reduce((sum, reason) => sum + reasonWeights[reason.code], 0);
}

type PreviousMeasureState = NonNullable<PlanSnapshot['last']>['measures'][number];

function attentionReasons(
	measure: SnapshotMeasure,
	standing: PlanSnapshot,
	last: PreviousMeasureState | undefined
): AttentionReason[] {
	const { report, expected, deadline } = measure;
	const status = effectiveStatus(measure);
	const reasons: AttentionReason[] = [];
	if (report && report.needs.length > 0)
		reasons.push({ code: 'needs', needs: report.needs, text: report.needsText, lang: report.lang });
	if (status === 'delayed' || status === 'on-hold') {
		const before = last?.status === 'delayed' || last?.status === 'on-hold';
		const twice = before && standing.last !== null && isKnownSince(measure, standing.last);
		reasons.push({ code: twice ? 'behind-twice' : 'behind', status });
	}
	if (deadline && deadline < standing.asOf && status !== 'done') reasons.push({ code: 'overdue', deadline });
	if (standing.round && isReportMissing(measure, standing))
		reasons.push({ code: 'report-missing', reportBy: standing.round.reportBy });
	if (last?.deadline && deadline && deadline > last.deadline)
		reasons.push({ code: 'deadline-moved', from: last.deadline, to: deadline });
	if (!measure.body) reasons.push({ code: 'nobody-carries' });
	if (report?.progress != null && expected !== null && expected - report.progress >= minProgressGap)
		reasons.push({
			code: 'below-expected',
			progress: report.progress,
			expected,
			...(report.stale && { reportedOn: report.submittedOn })
		});
	if (report?.stale) reasons.push({ code: 'stale', reportedOn: report.submittedOn });
	return reasons.sort((a, b) => reasonWeights[b.code] - reasonWeights[a.code]);
}

function isReportMissing(measure: SnapshotMeasure, standing: PlanSnapshot): boolean {
	const { round } = standing;
	if (!round || standing.asOf <= round.reportBy) return false;
	return measure.report?.round !== roundKey(round) && !round.answered?.includes(measure.id);
}
