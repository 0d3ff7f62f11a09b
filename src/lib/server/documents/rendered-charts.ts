import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts, type Canvas } from '@napi-rs/canvas';
import { createStaticChart } from '$lib/charts/chart-canvas';
import { createChartStyle } from '$lib/charts/chart-style';
import { themes } from '$lib/charts/theme';
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

/** The page's font, which servers do not have installed. */
const fontFile = '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2';

/** Draws a chart like the page, on white. Returns null if there is nothing to draw. */
function renderChartPicture({ picture }: DocumentChart): RenderedChart | null {
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

/** Casts the canvas, which implements only the browser API that charts use. */
function asBrowserCanvas(canvas: Canvas): HTMLCanvasElement {
	return canvas as unknown as HTMLCanvasElement;
}

function registerFont(): void {
	const name = 'Inter Variable';
	if (GlobalFonts.has(name)) return;
	GlobalFonts.register(readFileSync(createRequire(import.meta.url).resolve(fontFile)), name);
}
