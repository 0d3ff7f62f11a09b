import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts, type Canvas } from '@napi-rs/canvas';
import { createStaticChart } from '$lib/charts/chart-canvas';
import { createChartStyle } from '$lib/charts/chart-style';
import { themes } from '$lib/charts/theme';
import type { DocumentModel, DocumentChart } from './model';

/** A chart as a picture for print, with the size it has on paper in pixels of 96 to the inch. */
export interface RenderedChart {
	png: Uint8Array;
	width: number;
	height: number;
}

/** Every chart's picture by the chart's name; null for one that has nothing to draw. */
export type RenderedCharts = ReadonlyMap<string, RenderedChart | null>;

/** Draws the charts of a paper. */
export function renderChartPictures({ sections }: DocumentModel): RenderedCharts {
	const charts = sections.flatMap(({ blocks }) =>
		blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : []))
	);
	return new Map(charts.map((chart) => [chart.name, renderChartPicture(chart)]));
}

/** The room between the margins of A4. */
const imageWidth = 640;
/** Pixels of the file for each pixel on paper: 300 to the inch. */
const pixelRatio = 300 / 96;

/** Charts are drawn a little smaller than on a screen: paper is read from nearer. */
const scale = 0.8;

/** The page's own face, which no server has installed. */
const fontFile = '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2';

/** Draws a chart as the page does, on white. Null where there is nothing to draw. */
export function renderChartPicture({ picture }: DocumentChart): RenderedChart | null {
	if (!picture) return null;
	registerFont();
	const config = picture.draw(createChartStyle(themes.print, false, createBrowserCanvas));
	const [drawnWidth, drawnHeight] = [imageWidth / scale, picture.height];
	const canvas = createCanvas(drawnWidth, drawnHeight);
	const chart = createStaticChart(
		asBrowserCanvas(canvas),
		{ ...config, plugins: [...(config.plugins ?? []), backgroundPlugin] },
		pixelRatio * scale
	);
	const png = canvas.toBuffer('image/png');
	chart.destroy();
	return { png, width: imageWidth, height: Math.round(drawnHeight * scale) };
}

const backgroundPlugin = {
	id: 'ground',
	beforeDraw: ({ ctx, width, height }: { ctx: CanvasRenderingContext2D; width: number; height: number }) => {
		ctx.save();
		ctx.fillStyle = themes.print.page;
		ctx.fillRect(0, 0, width, height);
		ctx.restore();
	}
};

function createBrowserCanvas(canvasWidth: number, canvasHeight: number): HTMLCanvasElement {
	return asBrowserCanvas(createCanvas(canvasWidth, canvasHeight));
}

/** What is drawn on here has what charts use of a browser's canvas, and not the rest. */
function asBrowserCanvas(canvas: Canvas): HTMLCanvasElement {
	return canvas as unknown as HTMLCanvasElement;
}

function registerFont(): void {
	const name = 'Inter Variable';
	if (GlobalFonts.has(name)) return;
	GlobalFonts.register(readFileSync(createRequire(import.meta.url).resolve(fontFile)), name);
}
