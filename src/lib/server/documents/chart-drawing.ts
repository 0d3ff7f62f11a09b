import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts, type Canvas } from '@napi-rs/canvas';
import type { ChartConfigBuilder } from '$lib/charts/chart-controller.svelte';
import { createStaticChart } from '$lib/charts/chart-canvas';
import { createChartStyle } from '$lib/charts/chart-style';
import type { ChartTheme } from '$lib/charts/theme';

interface ChartDrawing {
	draw: ChartConfigBuilder;
	theme: ChartTheme;
	narrow: boolean;
	/** Size in CSS pixels. */
	width: number;
	height: number;
	/** File pixels per CSS pixel. */
	density: number;
}

/** The page's font, which servers do not have installed. */
const fontFile = '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2';

/** Draws a chart with the page's configuration on its background, and returns what the canvas is encoded to. */
export function drawChart<T>(
	{ draw, theme, narrow, width, height, density }: ChartDrawing,
	encode: (canvas: Canvas) => T
): T {
	registerFont();
	const config = draw(createChartStyle(theme, narrow, createBrowserCanvas));
	const canvas = createCanvas(width, height);
	const plugins = [...(config.plugins ?? []), backgroundPlugin(theme.page)];
	const chart = createStaticChart(asBrowserCanvas(canvas), { ...config, plugins }, density);
	const encoded = encode(canvas);
	chart.destroy();
	return encoded;
}

function backgroundPlugin(colour: string) {
	return {
		id: 'ground',
		beforeDraw({ ctx, width, height }: { ctx: CanvasRenderingContext2D; width: number; height: number }) {
			ctx.save();
			ctx.fillStyle = colour;
			ctx.fillRect(0, 0, width, height);
			ctx.restore();
		}
	};
}

function createBrowserCanvas(width: number, height: number): HTMLCanvasElement {
	return asBrowserCanvas(createCanvas(width, height));
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
