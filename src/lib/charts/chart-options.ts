import type { ChartOptions, ChartType, FontSpec, LegendItem } from 'chart.js';
import type { ChartStyle } from './chart-style';
import { fontFamily } from './theme';

/** Options shared by all charts: no animation, height of the container, the page's font. */
export function baseChartOptions({ theme }: ChartStyle) {
	return {
		animation: false,
		responsive: true,
		maintainAspectRatio: false,
		color: theme.text,
		font: { family: fontFamily, size: 14 }
	} as const satisfies ChartOptions<ChartType>;
}

/** Returns an axis with a fixed range, so that charts can be compared. */
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

/** Returns the legend below a chart. */
export function chartLegend({ theme, narrow }: ChartStyle) {
	return {
		display: true,
		position: 'bottom',
		align: 'start',
		// Hiding a series would contradict the finding above the chart.
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

/** Returns a legend with the point shape of each series. */
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

/** Returns a CSS font string for text drawn on the canvas. */
export function cssFont(size: number, weight = 400): string {
	return `${weight} ${size}px ${fontFamily}`;
}

/** Breaks a name into lines of about `width` characters. */
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
