import { needs, type Need } from '../evaluation/evaluation';
import type { PlanSnapshot, SnapshotMeasure } from '../plan/plan-snapshot';

/** A measure whose latest evaluation makes a request. */
export interface ReportedNeed {
	measure: Pick<SnapshotMeasure, 'id' | 'code' | 'title' | 'area'>;
	/** All requests, most important first. */
	needs: Need[];
	text: string;
	lang: 'nb' | 'nn';
	reportedBy: string;
	submittedOn: string;
}

/** Weights by who must act: a decision first, then money, then a clarification. */
const needWeights: Record<Need, number> = { decision: 3, money: 2, clarification: 1 };

/** Groups the measures with requests, each once under its most important request, by code. */
export function groupReportedNeeds(standing: PlanSnapshot): Record<Need, ReportedNeed[]> {
	const groups: Record<Need, ReportedNeed[]> = { decision: [], money: [], clarification: [] };
	for (const { id, code, title, area, report } of standing.measures) {
		if (!report || report.needs.length === 0) continue;
		const asked = [...new Set(report.needs)].sort((a, b) => needWeights[b] - needWeights[a]);
		groups[asked[0]!].push({
			measure: { id, code, title, area },
			needs: asked,
			text: report.needsText,
			lang: report.lang,
			reportedBy: report.reportedBy,
			submittedOn: report.submittedOn
		});
	}
	return groups;
}

/** The groups in the order they are shown. */
export const needsByPriority: readonly Need[] = [...needs].sort((a, b) => needWeights[b] - needWeights[a]);
