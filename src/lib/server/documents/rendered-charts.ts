import { themes } from '$lib/charts/theme';
import { drawChart } from './chart-drawing';
import type { DocumentModel, DocumentChart } from './model';

/** A chart as a picture for print, with its size on paper in CSS pixels (96 per inch). */
interface RenderedChart {
	png: Uint8Array;
	width: number;
	height: number;
}

/** Pictures by chart name; null for a chart with nothing to draw. */
export type RenderedCharts = ReadonlyMap<string, RenderedChart | null>;

/** Draws the charts of a document. */
export function renderChartPictures({ sections }: DocumentModel): RenderedCharts {
	const charts = sections.flatMap(({ blocks }) =>
		blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : []))
	);
	return new Map(charts.map((chart) => [chart.name, renderChartPicture(chart)]));
}

/** Width between the margins of A4, in CSS pixels. */
const imageWidth = 640;
/** File pixels per pixel on paper: 300 per inch. */
const pixelRatio = 300 / 96;

/** Charts are smaller than on screen, because paper is read from nearer. */
const scale = 0.8;

/** Draws a chart like the page, on white. Returns null if there is nothing to draw. */
function renderChartPicture({ picture }: DocumentChart): RenderedChart | null {
	if (!picture) return null;
	const { draw, height } = picture;
	const png = drawChart(
		{
			draw,
			theme: themes.print,
			narrow: false,
			width: imageWidth / scale,
			height,
			density: pixelRatio * scale
		},
		(canvas) => canvas.toBuffer('image/png')
	);
	return { png, width: imageWidth, height: Math.round(height * scale) };
}
