import type { Chart, Plugin, Scale } from 'chart.js';
import type { ChartStyle } from './chart-style';
import { cssFont, chartFont, wrapLabel } from './chart-options';

/** Labels along the rows of a chart: notes at the right end; on narrow charts, names above the rows too. */
export interface RowLabelOptions {
	/** Names of the rows from the top. */
	names: string[];
	/** Notes at the right end: "6 av 6". */
	notes: string[];
	/** Heading above the first note. */
	head?: string;
	/** Emphasised part of each row's track, on the x axis, or null. */
	spans?: ([from: number, to: number] | null)[];
	/** Distance of a name above its row, in pixels. */
	rise: number;
	/** True if a thin line separates the rows. */
	ruled?: boolean;
}

/** Returns the ticks with names beside the rows; on narrow charts the plugin writes them above. */
export function rowTicks({ theme, narrow }: ChartStyle, names: string[]) {
	return {
		display: !narrow,
		autoSkip: false,
		stepSize: 1,
		color: theme.text,
		font: chartFont(14),
		crossAlign: 'far',
		callback: (value: string | number) => wrapLabel(names[Number(value)] ?? '', 30)
	} as const;
}

/** Returns the axis for rows of points: a row is a whole number counted from the top. */
export function rowAxis(brush: ChartStyle, names: string[]) {
	return {
		min: -0.5,
		max: Math.max(names.length, 1) - 0.5,
		reverse: true,
		grid: { display: false },
		border: { display: false },
		afterBuildTicks: (axis: Scale) => {
			axis.ticks = names.map((_name, value) => ({ value }));
		},
		ticks: rowTicks(brush, names)
	};
}

/** Returns the padding for the notes, and for the heading or the first row's name. */
export function rowPadding(
	{ narrow }: ChartStyle,
	{ notes, head = '' }: Pick<RowLabelOptions, 'notes' | 'head'>
) {
	const longest = Math.max(0, ...[head, ...notes].map(({ length }) => length));
	return narrow
		? { top: head ? 30 : 12, right: 10, left: 2 }
		: { top: head ? 26 : 0, right: 24 + longest * 7, left: 0 };
}

export function rowLabelsPlugin(brush: ChartStyle, options: RowLabelOptions): Plugin<'bar' | 'scatter'> {
	return {
		id: 'rows',
		beforeDatasetsDraw: (chart) => drawTracks(chart, brush, options),
		afterDatasetsDraw: (chart) => drawNotes(chart, brush, options)
	};
}

function drawTracks(chart: Chart, { theme, narrow }: ChartStyle, options: RowLabelOptions): void {
	const {
		ctx,
		chartArea,
		width,
		scales: { x, y }
	} = chart;
	if (!x || !y) return;
	ctx.save();
	if (options.ruled)
		options.names.slice(1).forEach((_name, row) => {
			const at = y.getPixelForValue(row + 0.5) - (narrow ? 8 : 0);
			stroke(ctx, { from: 0, to: width, at, width: 1, colour: theme.line });
		});
	options.spans?.forEach((span, row) => {
		const at = y.getPixelForValue(row);
		stroke(ctx, { from: chartArea.left, to: chartArea.right, at, width: 2, colour: theme.line });
		if (!span) return;
		ctx.globalAlpha = 0.5;
		const [from, to] = span.map((value) => x.getPixelForValue(value)) as [number, number];
		stroke(ctx, { from, to, at, width: 4, colour: theme.accent });
		ctx.globalAlpha = 1;
	});
	ctx.restore();
}

function drawNotes(
	{ ctx, chartArea, width, scales: { y } }: Chart,
	brush: ChartStyle,
	options: RowLabelOptions
): void {
	if (!y) return;
	const { theme, narrow } = brush;
	const right = width - 2;
	ctx.save();
	ctx.textBaseline = 'middle';
	ctx.textAlign = 'right';
	ctx.font = cssFont(13);
	ctx.fillStyle = theme.subtle;
	ctx.fillText(options.head ?? '', right, 9);
	options.notes.forEach((note, row) => {
		const at = y.getPixelForValue(row) - (narrow ? options.rise : 0);
		if (narrow) {
			// Grid lines do not run through names.
			ctx.fillStyle = theme.page;
			ctx.fillRect(0, at - 10, width, 20);
		}
		ctx.font = cssFont(14);
		ctx.textAlign = 'right';
		ctx.fillStyle = theme.text;
		ctx.fillText(note, right, at);
		if (!narrow) return;
		const room = right - chartArea.left - ctx.measureText(note).width - 12;
		ctx.textAlign = 'left';
		ctx.fillText(shortened(ctx, options.names[row] ?? '', room), chartArea.left, at);
	});
	ctx.restore();
}

interface HorizontalLine {
	from: number;
	to: number;
	at: number;
	width: number;
	colour: string;
}

function stroke(ctx: CanvasRenderingContext2D, { from, to, at, width, colour }: HorizontalLine): void {
	ctx.beginPath();
	ctx.lineWidth = width;
	ctx.strokeStyle = colour;
	ctx.moveTo(from, at);
	ctx.lineTo(to, at);
	ctx.stroke();
}

function shortened(ctx: CanvasRenderingContext2D, text: string, room: number): string {
	if (ctx.measureText(text).width <= room) return text;
	let kept = text;
	while (kept.length > 1 && ctx.measureText(`${kept}…`).width > room) kept = kept.slice(0, -1);
	return `${kept.trimEnd()}…`;
}
