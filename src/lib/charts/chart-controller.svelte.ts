import type { ActiveElement, Chart, ChartConfiguration } from 'chart.js';
import { flushSync } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { on } from 'svelte/events';
import { createSubscriber, MediaQuery } from 'svelte/reactivity';
import type * as canvasKit from './chart-canvas';
import { chartPoints, hidePoint, showPoint } from './chart-points';
import { createChartStyle, narrowChartWidth, type ChartStyle } from './chart-style';
import { themes } from './theme';
import { enqueueTask } from './task-queue';

/** Builds the configuration for a style; called again when figures, colours or width change. */
export type ChartConfigBuilder = (brush: ChartStyle) => ChartConfiguration;

/** Width of A4 between the margins, in CSS pixels: charts are drawn to it before printing. */
const paperWidth = 680;

export function createChartCanvas(width: number, height: number): HTMLCanvasElement {
	const canvas = document.createElement('canvas');
	canvas.width = width;
	canvas.height = height;
	return canvas;
}

/**
 * Manages one chart on its canvas: loads Chart.js when the canvas mounts, and redraws on changes of size, theme
 * or print.
 */
export class ChartController {
	/** True if Chart.js could not be loaded or failed to draw. */
	failed = $state(false);
	/** True once the chart is on its canvas. */
	drawn = $state(false);
	#kit = $state.raw<typeof canvasKit | null>(null);
	#dark = new MediaQuery('(prefers-color-scheme: dark)', false);
	#printing = $state(false);
	#narrow = $state(false);
	/** Redraws when a font finishes loading. */
	#faces = createSubscriber((update) => on(document.fonts, 'loadingdone', update));
	#chart: Chart | null = null;
	#points = $state.raw<ActiveElement[]>([]);

	/** True if the chart can be shown. */
	get ready(): boolean {
		return this.#kit !== null && !this.failed;
	}

	/** Number of points that `showPoint` leads to. */
	get points(): number {
		return this.#points.length;
	}

	/** Reads the points of the chart as it is drawn now. */
	findPoints(): void {
		if (this.#chart) this.#points = chartPoints(this.#chart);
	}

	/** Shows the values of a point on the chart and returns them in words. */
	showPoint(number: number): string {
		const point = this.#points[number];
		return this.#chart && point ? showPoint(this.#chart, point) : '';
	}

	hidePoint(): void {
		if (this.#chart) hidePoint(this.#chart);
	}

	/** Returns the attachment for the canvas. */
	show(drawing: () => ChartConfigBuilder | null): Attachment<HTMLCanvasElement> {
		return (canvas) => {
			let gone = false;
			const box = canvas.parentElement ?? canvas;
			const watch = new ResizeObserver(([entry]) => {
				const width = entry?.contentRect.width ?? 0;
				if (width > 0) this.#narrow = width < narrowChartWidth;
			});
			watch.observe(box);
			const stop = this.#followPrinter();
			let cancel = () => {};
			Promise.all([import('./chart-canvas'), document.fonts.ready])
				.then(([kit]) => {
					// Flushed at once, so that the chart is drawn in this task and not together with others.
					if (!gone) cancel = enqueueTask(() => flushSync(() => (this.#kit = kit)));
				})
				.catch(() => {
					this.failed = true;
				});
			$effect(() => {
				const make = drawing();
				if (!this.#kit || !make) return;
				this.#faces();
				const config = make(this.#brush());
				if (this.#chart) this.#kit.updateChart(this.#chart, config);
				else this.#chart = this.#kit.createChart(canvas, config);
				this.drawn = true;
			});
			return () => {
				gone = true;
				cancel();
				watch.disconnect();
				stop();
				this.#chart?.destroy();
				this.#chart = null;
			};
		};
	}

	#brush(): ChartStyle {
		if (this.#printing) return createChartStyle(themes.print, false, createChartCanvas);
		return createChartStyle(this.#dark.current ? themes.dark : themes.light, this.#narrow, createChartCanvas);
	}

	#followPrinter(): () => void {
		const before = on(window, 'beforeprint', () => {
			flushSync(() => (this.#printing = true));
			this.#chart?.resize(paperWidth, this.#chart.height);
		});
		const after = on(window, 'afterprint', () => {
			flushSync(() => (this.#printing = false));
			this.#chart?.resize();
		});
		return () => {
			before();
			after();
		};
	}
}
