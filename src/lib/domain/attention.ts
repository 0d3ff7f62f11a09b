import type { CalendarDate } from './calendar';
import type { Need, StatusOrNone } from './evaluation';
import { statusOf } from './figures';
import { isReportable } from './measure';
import { roundKey } from './round';
import type { Standing, StandingMeasure } from './standing';

/** Why a measure needs attention. Each carries what the sentence about it must name. */
export type Reason =
	| { code: 'needs'; needs: Need[]; text: string; lang: 'nb' | 'nn' }
	| { code: 'behind-twice'; status: StatusOrNone }
	| { code: 'behind'; status: StatusOrNone }
	| { code: 'overdue'; deadline: CalendarDate }
	| { code: 'report-missing'; reportBy: CalendarDate }
	| { code: 'deadline-moved'; from: CalendarDate; to: CalendarDate }
	| { code: 'nobody-carries' }
	| { code: 'below-expected'; progress: number; expected: number }
	| { code: 'stale'; reportedOn: CalendarDate };

export interface Attention {
	measure: Pick<StandingMeasure, 'id' | 'code' | 'title' | 'area'>;
	status: StatusOrNone;
	/** Weightiest first; never empty. */
	reasons: Reason[];
}

/** What weighs most comes first: a request to decide, then delay, then silence, then hints. */
const weight: Record<Reason['code'], number> = {
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

/** What is no more than a hint makes no measure need attention by itself (domain-rules.md §5.4). */
const hints: readonly Reason['code'][] = ['below-expected', 'stale'];

/** Percentage points below the expected progress from which it is worth a word. */
const notableGap = 20;

/** The measures that need attention, weightiest first; empty when all is well. */
export function attentionOf(standing: Standing): Attention[] {
	const last = new Map(standing.last?.measures.map((one) => [one.id, one]));
	return standing.measures
		.filter((one) => isReportable(one.lifecycle))
		.map((one) => ({
			measure: one,
			status: statusOf(one),
			reasons: reasonsFor(one, standing, last.get(one.id))
		}))
		.filter((one) => one.reasons.some((reason) => !hints.includes(reason.code)))
		.sort((a, b) => total(b) - total(a))
		.map(({ measure: { id, code, title, area }, status, reasons }) => ({
			measure: { id, code, title, area },
			status,
			reasons
		}));
}

function total(attention: { reasons: Reason[] }): number {
	return attention.reasons.reduce((sum, reason) => sum + weight[reason.code], 0);
}

type LastOfMeasure = NonNullable<Standing['last']>['measures'][number];

function reasonsFor(measure: StandingMeasure, standing: Standing, last: LastOfMeasure | undefined): Reason[] {
	const { report, expected, deadline } = measure;
	const status = statusOf(measure);
	const reasons: Reason[] = [];
	if (report && report.needs.length > 0)
		reasons.push({ code: 'needs', needs: report.needs, text: report.needsText, lang: report.lang });
	if (status === 'delayed' || status === 'on-hold') {
		const twice = last?.status === 'delayed' || last?.status === 'on-hold';
		reasons.push({ code: twice ? 'behind-twice' : 'behind', status });
	}
	if (deadline && deadline < standing.asOf && status !== 'done') reasons.push({ code: 'overdue', deadline });
	if (standing.round && isMissing(measure, standing))
		reasons.push({ code: 'report-missing', reportBy: standing.round.reportBy });
	if (last?.deadline && deadline && deadline > last.deadline)
		reasons.push({ code: 'deadline-moved', from: last.deadline, to: deadline });
	if (!measure.body) reasons.push({ code: 'nobody-carries' });
	if (report?.progress != null && expected !== null && expected - report.progress >= notableGap)
		reasons.push({ code: 'below-expected', progress: report.progress, expected });
	if (report?.stale) reasons.push({ code: 'stale', reportedOn: report.submittedOn });
	return reasons.sort((a, b) => weight[b.code] - weight[a.code]);
}

function isMissing(measure: StandingMeasure, standing: Standing): boolean {
	const { round } = standing;
	if (!round || standing.asOf <= round.reportBy) return false;
	return measure.report?.round !== roundKey(round);
}
