import type { ChartConfiguration, LegendItem, Plugin } from 'chart.js';
import type { SankeyDataPoint } from 'chartjs-chart-sankey';
import { allStatuses, type StatusOrNone } from '$lib/domain/evaluation/evaluation';
import type { Figures, Movement } from '$lib/domain/figures/figures';
import { movementCourses, type MovementCourse } from '$lib/domain/figures/movement';
import { movementFinding as findingOf } from '$lib/i18n/findings';
import { formatNumber } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { statusLabel } from '$lib/i18n/labels';
import { baseChartOptions, cssFont, chartFont, chartLegend, chartTooltip } from './chart-options';
import type { ChartStyle, ShapeFill } from './chart-style';
import type { ChartLabels } from './chart-labels';
import { courseIn, courseLabel } from './movement-table';

type Side = 'then' | 'now';
/** Returns a Sankey chart of the measures' movement between statuses since the previous review. */
export function movementChart(
	figures: Figures,
	words: ChartLabels,
	brush: ChartStyle
): ChartConfiguration<'sankey'> {
	const { theme, narrow } = brush;
	const pairs = figures.movement?.pairs ?? [];
	const nodes = nodesOf(pairs);
	const size = narrow ? 12 : 14;
	const courseOf = ({ raw }: { raw: unknown }) => courseIn(figures.movement, pairOf(raw as SankeyDataPoint));
	return {
		type: 'sankey',
		data: {
			datasets: [
				{
					data: pairs.map(({ from, to, count }) => ({ from: `then:${from}`, to: `now:${to}`, flow: count })),
					parsing: { from: 'from', to: 'to', flow: 'flow' },
					labels: Object.fromEntries(nodes.map(({ key, text }) => [key, text])),
					priority: Object.fromEntries(nodes.map(({ key, status }) => [key, allStatuses.indexOf(status)])),
					column: Object.fromEntries(nodes.map(({ key, side }) => [key, side === 'then' ? 0 : 1])),
					colorFrom: ({ raw }) => brush.status(pairOf(raw).from),
					colorTo: ({ raw }) => brush.status(pairOf(raw).to),
					flowColor: (context) => flowFill(brush, courseOf(context)),
					borderColor: theme.subtle,
					borderWidth: 1,
					nodeWidth: 16,
					nodePadding: 16,
					nodeMinSize: 4,
					nodeLabels: {
						color: theme.text,
						font: chartFont(size),
						padding: 6,
						position: ({ key }) => (key.startsWith('then:') ? 'left' : 'right')
					}
				}
			]
		},
		options: {
			...baseChartOptions(brush),
			layout: { padding: { top: 30 } },
			plugins: {
				sideRoom: { left: labelRoom(nodes, 'then', size), right: labelRoom(nodes, 'now', size) },
				legend: {
					...chartLegend(brush),
					labels: { ...chartLegend(brush).labels, generateLabels: () => legendItems(brush, figures.movement) }
				},
				tooltip: {
					...chartTooltip(brush),
					callbacks: {
						label: ({ raw }) => {
							const { from, to } = pairOf(raw as SankeyDataPoint);
							const count = (raw as SankeyDataPoint).flow;
							return m.chart_flow({
								from: statusLabel[from](),
								to: statusLabel[to](),
								count: formatNumber(count)
							});
						}
					}
				}
			}
		},
		plugins: [headings(brush, words.last?.short ?? '', words.now)]
	};
}

/** Returns the height in pixels; more states need more height. */
export function movementHeight({ movement }: Figures): { wide: number; narrow: number } {
	const pairs = movement?.pairs ?? [];
	const most = Math.max(new Set(pairs.map(({ from }) => from)).size, new Set(pairs.map(({ to }) => to)).size);
	return { wide: 200 + most * 42, narrow: 240 + most * 40 };
}

/** Returns a sentence on the movement since the previous review. */
export function movementChartFinding(figures: Figures, words: ChartLabels): string {
	return findingOf(figures, words.last?.phrase ?? null);
}

function pairOf({ from, to }: SankeyDataPoint): { from: StatusOrNone; to: StatusOrNone } {
	return { from: from.slice('then:'.length) as StatusOrNone, to: to.slice('now:'.length) as StatusOrNone };
}

/** Returns the statuses on each side with their number of measures. */
function nodesOf(
	pairs: Movement['pairs']
): { key: string; side: Side; status: StatusOrNone; text: string }[] {
	const sides = [
		['then', 'from'],
		['now', 'to']
	] as const;
	return sides.flatMap(([side, end]) =>
		allStatuses.flatMap((status) => {
			const n = pairs.reduce((sum, pair) => (pair[end] === status ? sum + pair.count : sum), 0);
			const text = `${statusLabel[status]()} ${formatNumber(n)}`;
			return n === 0 ? [] : [{ key: `${side}:${status}`, side, status, text }];
		})
	);
}

/** Returns the width of a side's labels, which stand outside of the bands at every width. */
function labelRoom(nodes: ReturnType<typeof nodesOf>, of: Side, size: number): number {
	const longest = Math.max(0, ...nodes.filter(({ side }) => side === of).map(({ text }) => text.length));
	return Math.ceil(longest * size * widthPerLetter) + 16;
}

/** Mean width of a letter of the page's font, in ems. */
const widthPerLetter = 0.56;

function flowFill(brush: ChartStyle, of: MovementCourse): ShapeFill {
	if (of === 'backward') return brush.backward();
	if (of === 'silent' || of === 'unknown') return brush.status('not-reported');
	return brush.theme.flows[of === 'finished' ? 'forward' : of];
}

function legendItems(brush: ChartStyle, movement: Movement | null): LegendItem[] {
	return movementCourses
		.filter((one) => (movement?.[one] ?? 0) > 0)
		.map((one) => ({
			text: `${courseLabel[one]()} ${formatNumber(movement?.[one] ?? 0)}`,
			fillStyle: flowFill(brush, one),
			strokeStyle: brush.theme.subtle,
			fontColor: brush.theme.text,
			lineWidth: 1
		}));
}

/** Returns a plugin that writes the round's name above each side's labels. */
function headings({ theme }: ChartStyle, then: string, now: string): Plugin<'sankey'> {
	return {
		id: 'headings',
		afterDraw: ({ ctx, width }) => {
			ctx.save();
			ctx.font = cssFont(14, 600);
			ctx.fillStyle = theme.text;
			ctx.textBaseline = 'top';
			ctx.textAlign = 'left';
			ctx.fillText(then, 0, 4);
			ctx.textAlign = 'right';
			ctx.fillText(now, width, 4);
			ctx.restore();
		}
	};
}
