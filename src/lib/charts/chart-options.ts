import type { ChartOptions, ChartType, FontSpec, LegendItem } from 'chart.js';
import type { ChartStyle } from './chart-style';
import { fontFamily } from './theme';

/** What every chart has in common: no animation, the box's own height, the page's face. */
export function baseChartOptions({ theme }: ChartStyle) {
	return {
		animation: false,
		responsive: true,
		maintainAspectRatio: false,
		color: theme.text,
		font: { family: fontFamily, size: 14 }
	} as const satisfies ChartOptions<ChartType>;
}

/** An axis of figures, from end to end whatever the figures are, so that charts can be compared. */
export function valueAxis(
	{ theme }: ChartStyle,
	{ min, max, step, write }: { min: number; max: number; step: number; write: (value: number) => string }
) {
	return {
		min,
		max,
		grid: { color: theme.line, drawTicks: false },
		border: { display: false },
		ticks: {
			stepSize: step,
			padding: 8,
			color: theme.subtle,
			font: chartFont(13),
			callback: (value: string | number) => write(Number(value))
		}
	};
}

/** The list of what marks mean, under the chart. */
export function chartLegend({ theme, narrow }: ChartStyle) {
	return {
		display: true,
		position: 'bottom',
		align: 'start',
		// Switching a series off would leave the finding above the chart untrue.
		onClick: () => undefined,
		labels: {
			color: theme.text,
			boxWidth: 16,
			boxHeight: 16,
			padding: narrow ? 10 : 14,
			font: chartFont(14)
		}
	} as const;
}

/** The same, with each series' own mark, in the order of the series. */
export function chartPointLegend(brush: ChartStyle) {
	const { labels, ...rest } = chartLegend(brush);
	const sort = (a: LegendItem, b: LegendItem) => (a.datasetIndex ?? 0) - (b.datasetIndex ?? 0);
	return { ...rest, labels: { ...labels, usePointStyle: true, boxHeight: 10, boxWidth: 14, sort } } as const;
}

export function chartTooltip({ theme }: ChartStyle) {
	return {
		backgroundColor: theme.text,
		titleColor: theme.page,
		bodyColor: theme.page,
		titleFont: chartFont(14, 600),
		bodyFont: chartFont(14),
		padding: 10,
		cornerRadius: 6,
		displayColors: false
	} as const;
}

export function chartFont(size: number, weight = 400): FontSpec {
	return { family: fontFamily, size, weight, style: 'normal', lineHeight: 1.2 };
}

/** The same for what is drawn by hand. */
export function cssFont(size: number, weight = 400): string {
	return `${weight} ${size}px ${fontFamily}`;
}

/** Breaks a name into lines of about `width` letters, for the room beside a chart. */
export function wrapLabel(text: string, width: number): string[] {
	const broken: string[] = [];
	for (const word of text.split(' ')) {
		const line = broken.at(-1);
		if (line !== undefined && line.length + word.length < width)
			broken[broken.length - 1] = `${line} ${word}`;
		else broken.push(word);
	}
	return broken;
}
