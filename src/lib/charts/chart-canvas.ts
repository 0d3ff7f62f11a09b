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

/* The only module that imports Chart.js, with the parts used. Load it dynamically, never from a page. */
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

/** Creates a chart on a canvas. The configuration must be plain data, without state proxies. */
export function createChart(canvas: HTMLCanvasElement, config: ChartConfiguration): Chart {
	return new Chart(canvas, config);
}

/** Creates a chart without interaction for an image, at `density` pixels per CSS pixel. Works without a DOM. */
export function createStaticChart(
	canvas: HTMLCanvasElement,
	config: ChartConfiguration,
	density: number
): Chart {
	const options = { ...config.options, responsive: false, devicePixelRatio: density };
	return createChart(canvas, { ...config, options });
}

/** Updates a chart with a new configuration. */
export function updateChart(chart: Chart, config: ChartConfiguration): void {
	chart.data = config.data;
	chart.options = config.options ?? {};
	chart.config.plugins?.splice(0, chart.config.plugins.length, ...(config.plugins ?? []));
	chart.update('none');
}
