import type { MovementCourse, StatusPair } from './movement';
import { classifyMovement } from './movement';
import type { PlanSnapshot, PreviousReview, SnapshotMeasure } from '../plan/plan-snapshot';
import { areaKey } from '../plan/plan-snapshot';
import { isCounted } from '../measure/measure';
import { computeMeanProgress } from './progress';
import type { AreaFigures, Figures, Movement } from './figures';

/*
 * The definition of 2025, which reviews sealed before July 2026 were computed by. Expected progress and progress
 * of the year before were of other measures than progress, and silence in both reviews counted as unchanged.
 */

/** Converts figures to the definition of 2025. */
export function toFiguresOf2025(figures: Figures, standing: PlanSnapshot): Figures {
	const counted = standing.measures.filter(({ lifecycle }) => isCounted(lifecycle));
	const convert = (area: AreaFigures) =>
		toAreaOf2025(
			area,
			counted.filter((one) => area.area === 'all' || areaKey(one) === area.area),
			standing.yearBefore
		);
	return {
		...figures,
		total: convert(figures.total),
		areas: figures.areas.map(convert),
		movement: figures.movement && toMovementOf2025(figures.movement)
	};
}

function toAreaOf2025(
	{ area, counted, statuses, progress }: AreaFigures,
	measures: readonly SnapshotMeasure[],
	yearBefore: PreviousReview | null
): AreaFigures {
	const expected = computeMeanProgress(measures.map((one) => ({ ...one, progress: one.expected })));
	return {
		area,
		counted,
		reported: measures.filter(({ report }) => report).length,
		statuses,
		progress,
		expected: measures.some((one) => one.expected !== null) ? expected.mean : null,
		before: yearBefore?.progress[area] ?? null
	};
}

function toMovementOf2025(movement: Movement): Movement {
	const { stepsBack: _steps, silent = 0, finished = 0, ...rest } = movement;
	return { ...rest, unmoved: rest.unmoved + silent, unknown: rest.unknown + finished };
}

/** Returns the snapshot without what the definition of 2025 did not seal. */
export function toSnapshotOf2025<T extends PlanSnapshot>(standing: T): T {
	return {
		...standing,
		last: withoutProgress(standing.last),
		yearBefore: withoutProgress(standing.yearBefore)
	};
}

function withoutProgress(earlier: PreviousReview | null): PreviousReview | null {
	return (
		earlier && {
			...earlier,
			measures: earlier.measures.map(({ id, status, deadline }) => ({ id, status, deadline }))
		}
	);
}

/** Returns a measure's course in sealed movement: without `silent` it is of 2025, where silence was unchanged. */
export function courseInMovement(pair: StatusPair, { silent }: Movement): MovementCourse {
	const course = classifyMovement(pair);
	if (silent !== undefined) return course;
	return course === 'silent' ? 'unmoved' : course === 'finished' ? 'unknown' : course;
}
