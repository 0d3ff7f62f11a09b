import type { StatusOrNone } from './evaluation';
import { isReportable } from './measure';
import type { DriverKind } from './plan';
import { noStatuses, statusOf, type Standing } from './standing';

/** How a challenge or an opportunity is answered. */
export interface DriverFigures {
	code: string;
	kind: DriverKind;
	/** Active measures that answer it: adopted or in operation. None means that it is not covered. */
	active: number;
	/** Those measures by status. Sums to `active`. */
	statuses: Record<StatusOrNone, number>;
}

/** Which challenges and opportunities active measures answer, and how those go (domain-rules.md §5.5). */
export function driverFigures({ drivers = [], measures }: Standing): DriverFigures[] {
	const active = measures.filter((one) => isReportable(one.lifecycle));
	return drivers.map(({ code, kind }) => {
		const answering = active.filter((one) => one.drivers?.includes(code));
		const statuses = noStatuses();
		for (const one of answering) statuses[statusOf(one)] += 1;
		return { code, kind, active: answering.length, statuses };
	});
}
