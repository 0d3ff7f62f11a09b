import {
	BarController,
	BarElement,
	CategoryScale,
	Chart,
	Legend,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	ScatterController,
	Tooltip,
	type ChartConfiguration
} from 'chart.js';
import { Flow, SankeyController } from 'chartjs-chart-sankey';

/*
 * The one module that brings Chart.js along, with the parts that are used and no others. It is
 * imported where a chart is about to be drawn, never from a page.
 */
Chart.register(
	BarController,
	BarElement,
	CategoryScale,
	Flow,
	Legend,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	SankeyController,
	ScatterController,
	Tooltip
);

/** A chart on its canvas. The configuration must be plain: no proxies of state. */
export function createChart(canvas: HTMLCanvasElement, config: ChartConfiguration): Chart {
	return new Chart(canvas, config);
}

/**
 * A chart that stands still, for a picture: as large as its canvas says, times `density` pixels. Works
 * on any canvas, with or without a page round it.
 */
export function createStaticChart(
	canvas: HTMLCanvasElement,
	config: ChartConfiguration,
	density: number
): Chart {
	const options = { ...config.options, responsive: false, devicePixelRatio: density };
	return createChart(canvas, { ...config, options });
}

/** The same chart with other figures, colours or room. */
export function updateChart(chart: Chart, config: ChartConfiguration): void {
	chart.data = config.data;
	chart.options = config.options ?? {};
	chart.config.plugins?.splice(0, chart.config.plugins.length, ...(config.plugins ?? []));
	chart.update('none');
}
