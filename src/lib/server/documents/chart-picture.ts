import { adoptionChart } from '$lib/charts/adoption';
import type { ChartConfigBuilder } from '$lib/charts/chart-controller.svelte';
import { pictureSizes, type ChartPicture, type PictureSize } from '$lib/charts/chart-picture';
import type { ChartStyle } from '$lib/charts/chart-style';
import { indicatorChart } from '$lib/charts/indicator';
import { progressOverTimeChart } from '$lib/charts/progress-over-time';
import { snapshotCharts, type SnapshotChart } from '$lib/charts/snapshot-charts';
import { themes } from '$lib/charts/theme';
import { drawChart } from './chart-drawing';
import type { ChartPictureRequest } from './chart-picture-request';

/** File pixels per CSS pixel, for sharp text on dense screens and on paper. */
const density = 2;

/** Draws a chart as its page does, in the current language (`getLocale`), as WebP. */
export function renderChartWebp({ picture, heights, style }: ChartPictureRequest): Uint8Array {
	const [colours, size] = style.split('-') as ['light' | 'dark', PictureSize];
	const { width, narrow } = pictureSizes[size];
	return drawChart(
		{
			draw: (brush) => configOf(picture, brush),
			theme: themes[colours],
			narrow,
			width,
			height: heights[narrow ? 'narrow' : 'wide'],
			density
		},
		// Half the size of PNG; Skia's WebP without loss is five times as large.
		(canvas) => canvas.toBuffer('image/webp', 90)
	);
}

function configOf(picture: ChartPicture, brush: ChartStyle): ReturnType<ChartConfigBuilder> {
	switch (picture.kind) {
		case 'snapshot': {
			const chart: SnapshotChart = snapshotCharts[picture.of];
			return chart.draw(picture.figures, picture.labels, brush);
		}
		case 'progress':
			return progressOverTimeChart(picture.series, brush);
		case 'indicator':
			return indicatorChart(picture.series, brush);
		case 'adoption':
			return adoptionChart(picture.series, brush);
	}
}
