import type { StatusOrNone } from '../evaluation/evaluation';
import { isReportable } from '../measure/measure';
import type { DriverKind } from '../plan/plan';
import { emptyStatusCounts, effectiveStatus, type PlanSnapshot } from '../plan/plan-snapshot';

/** Measures linked to a challenge or an opportunity. */
export interface DriverFigures {
	code: string;
	kind: DriverKind;
	/** Active measures: adopted or in operation. 0 means that it is not covered. */
	active: number;
	/** The active measures by status. Sums to `active`. */
	statuses: Record<StatusOrNone, number>;
}

/** Computes the active measures of each challenge and opportunity by status (domain-rules.md §5.5). */
export function computeDriverFigures({ drivers = [], measures }: PlanSnapshot): DriverFigures[] {
	const active = measures.filter((one) => isReportable(one.lifecycle));
	return drivers.map(({ code, kind }) => {
		const answering = active.filter((one) => one.drivers?.includes(code));
		const statuses = emptyStatusCounts();
		for (const one of answering) statuses[effectiveStatus(one)] += 1;
		return { code, kind, active: answering.length, statuses };
	});
}
