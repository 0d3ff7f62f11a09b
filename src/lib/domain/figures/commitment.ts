import type { CalendarDate } from '../calendar/calendar-date';
import { isCounted, isReportable } from '../measure/measure';
import { roundKey, type RoundKey } from '../round/round';
import { areaKey, type AreaKey, type PlanSnapshot, type SnapshotMeasure } from '../plan/plan-snapshot';

/** Figures for how far the year's plans were kept (domain-rules.md §5.7). */
export interface Commitment {
	/** The review compared with: the latest annual one before it, else the latest of any kind. */
	since: RoundKey;
	year: number;
	/** Measures whose deadline was in the year, according to that review. */
	due: number;
	/** Of those, the ones whose deadline was moved out of the year, with the new deadline. */
	moved: { id: string; from: CalendarDate; to: CalendarDate | null }[];
	/** Ids of the measures that were not in that review. */
	added: string[];
	/** Ids of the measures without an evaluation in this round and in the one before. */
	silent: string[];
	/** The same figures by area, in the order of the given areas. */
	areas: { area: AreaKey; moved: number; added: number; silent: number }[];
}

/**
 * @param areas the areas to count by
 * @returns null if there is no earlier review to compare with
 */
export function computeCommitment(standing: PlanSnapshot, areas: readonly AreaKey[]): Commitment | null {
	const base = standing.yearBefore ?? standing.last;
	if (!base) return null;
	const year = standing.round?.year ?? Number(standing.asOf.slice(0, 4));
	const then = new Map(base.measures.map((one) => [one.id, one.deadline]));
	const counted = standing.measures.filter((one) => isCounted(one.lifecycle));
	const due = counted.filter((one) => isInYear(then.get(one.id), year));
	const moved = due.filter((one) => !one.deadline || one.deadline > `${year}-12-31`);
	const added = counted.filter((one) => !then.has(one.id));
	const silent = findSilentTwice(standing, counted);
	const inArea = (all: SnapshotMeasure[], area: AreaKey) => all.filter((one) => areaKey(one) === area).length;
	return {
		since: base.key,
		year,
		due: due.length,
		moved: moved.map(({ id, deadline }) => ({ id, from: then.get(id)!, to: deadline })),
		added: added.map(({ id }) => id),
		silent: silent.map(({ id }) => id),
		areas: areas.map((area) => ({
			area,
			moved: inArea(moved, area),
			added: inArea(added, area),
			silent: inArea(silent, area)
		}))
	};
}

function isInYear(deadline: CalendarDate | null | undefined, year: number): boolean {
	return deadline?.startsWith(`${year}-`) ?? false;
}

function findSilentTwice({ round, last }: PlanSnapshot, counted: SnapshotMeasure[]): SnapshotMeasure[] {
	const before = new Set(last?.measures.filter((one) => one.status === null).map(({ id }) => id));
	return counted.filter(
		({ id, lifecycle, report }) => isReportable(lifecycle) && before.has(id) && !isFromRound(report, round)
	);
}

/** True if the evaluation belongs to the snapshot's round, or there is no round. */
function isFromRound(report: SnapshotMeasure['report'], round: PlanSnapshot['round']): boolean {
	return report !== null && (round === null || report.round === roundKey(round));
}
