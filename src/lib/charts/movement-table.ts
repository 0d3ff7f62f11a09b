import { courseInMovement } from '$lib/domain/figures/definition-2025';
import type { Figures, Movement } from '$lib/domain/figures/figures';
import { classifyMovement, type MovementCourse, type StatusPair } from '$lib/domain/figures/movement';
import { formatNumber } from '$lib/i18n/format';
import { statusLabel } from '$lib/i18n/labels';
import { movementText } from '$lib/i18n/movement';
import { m } from '$lib/i18n/paraglide/messages';
import type { ChartLabels } from './chart-labels';
import { noFigure, type ChartTable } from './table';

export const courseLabel: Record<MovementCourse, () => string> = {
	forward: m.chart_moved_forward,
	backward: m.chart_moved_backward,
	finished: m.chart_moved_finished,
	unmoved: m.chart_moved_unmoved,
	silent: m.chart_moved_silent,
	unknown: m.chart_moved_unknown
};

export function movementTable({ movement }: Figures, words: ChartLabels): ChartTable {
	const pairs = movement?.pairs ?? [];
	const row = (text: string, cells: [string, string, number]) => ({
		heading: { text },
		cells: [cells[0], cells[1], formatNumber(cells[2])]
	});
	return {
		caption: m.chart_movement_caption(),
		columns: [
			words.last?.short ?? m.chart_column_then(),
			words.now,
			m.chart_column_direction(),
			m.chart_column_measures()
		],
		wordColumns: 3,
		rows: [
			...pairs.map((pair) =>
				row(statusLabel[pair.from](), [statusLabel[pair.to](), courseText(movement, pair), pair.count])
			),
			...(movement && movement.added.length > 0
				? [row(m.chart_moved_added(), [noFigure, noFigure, movement.added.length])]
				: []),
			...(movement && movement.ended.length > 0
				? [row(m.chart_moved_ended(), [noFigure, noFigure, movement.ended.length])]
				: [])
		]
	};
}

/** Returns "Tilbake, 2 steg"; reviews of 2025 have no steps. */
function courseText(movement: Movement | null, pair: StatusPair): string {
	const course = courseIn(movement, pair);
	if (movement?.stepsBack === undefined) return courseLabel[course]();
	return movementText(pair) ?? courseLabel[course]();
}

/** Returns a measure's course, by the definition that the movement is of. */
export function courseIn(movement: Movement | null, pair: StatusPair): MovementCourse {
	return movement ? courseInMovement(pair, movement) : classifyMovement(pair);
}
