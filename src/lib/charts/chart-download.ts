import type { ChartConfiguration } from 'chart.js';
import { cssFont } from './chart-options';
import { createStaticChart } from './chart-canvas';
import { themes } from './theme';

export interface ChartDownload {
	title: string;
	/** Finding shown above the chart. */
	finding: string;
	/** Partnership and date; empty if the title says it. */
	source: string;
	config: ChartConfiguration;
	/** Size of the chart itself, in pixels. */
	height: number;
}

const width = 1120;
const margin = 40;
/** Pixels of the file per CSS pixel. */
const density = 2;

/** Renders a chart as a standalone PNG on white, with title, finding and source. */
export async function renderChartDownload(picture: ChartDownload): Promise<Blob> {
	const canvas = document.createElement('canvas');
	const ctx = canvas.getContext('2d');
	if (!ctx) throw new Error('no canvas to draw on');
	const { text, subtle, page } = themes.print;
	const finding = wrapped(ctx, picture.finding, cssFont(18));
	const top = margin + 40 + finding.length * 26 + 20;
	canvas.width = width * density;
	canvas.height = (top + picture.height + (picture.source ? 36 : 0) + margin) * density;
	ctx.scale(density, density);
	ctx.fillStyle = page;
	ctx.fillRect(0, 0, canvas.width, canvas.height);
	ctx.textBaseline = 'top';
	write(ctx, { text: picture.title, y: margin, font: cssFont(26, 650), colour: text });
	finding.forEach((line, index) =>
		write(ctx, { text: line, y: margin + 40 + index * 26, font: cssFont(18), colour: text })
	);
	drawChart(ctx, picture, top);
	write(ctx, { text: picture.source, y: top + picture.height + 16, font: cssFont(14), colour: subtle });
	return blobOf(canvas);
}

/** Downloads a file in the browser. */
export function downloadFile(blob: Blob, name: string): void {
	const address = URL.createObjectURL(blob);
	const anchor = document.createElement('a');
	anchor.href = address;
	anchor.download = name;
	anchor.click();
	// Revoking the URL at once would stop some browsers from downloading.
	setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function drawChart(ctx: CanvasRenderingContext2D, { config, height }: ChartDownload, top: number): void {
	const canvas = document.createElement('canvas');
	canvas.width = width - 2 * margin;
	canvas.height = height;
	const chart = createStaticChart(canvas, config, density);
	ctx.drawImage(canvas, margin, top, width - 2 * margin, height);
	chart.destroy();
}

interface LineAt {
	text: string;
	y: number;
	font: string;
	colour: string;
}

function write(ctx: CanvasRenderingContext2D, { text, y, font, colour }: LineAt): void {
	ctx.font = font;
	ctx.fillStyle = colour;
	ctx.fillText(text, margin, y);
}

function wrapped(ctx: CanvasRenderingContext2D, text: string, font: string): string[] {
	ctx.font = font;
	const broken: string[] = [];
	for (const word of text.split(' ')) {
		const line = broken.at(-1);
		const longer = line === undefined ? word : `${line} ${word}`;
		if (line === undefined || ctx.measureText(longer).width > width - 2 * margin) broken.push(word);
		else broken[broken.length - 1] = longer;
	}
	return broken;
}

function blobOf(canvas: HTMLCanvasElement): Promise<Blob> {
	return new Promise((resolve, reject) =>
		canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture is empty'))), 'image/png')
	);
}
