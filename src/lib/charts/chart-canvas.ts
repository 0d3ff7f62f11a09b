import {
	BarController,
	BarElement,
	CategoryScale,
	Chart,
	Legend,
	layouts,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	ScatterController,
	Tooltip,
	type ChartConfiguration,
	type ChartType,
	type LayoutItem,
	type Plugin
} from 'chart.js';
import { Flow, SankeyController } from 'chartjs-chart-sankey';

declare module 'chart.js' {
	interface PluginOptionsByType<TType extends ChartType> {
		/** Pixels beside the drawing, for labels of its own. */
		sideRoom?: { left?: number; right?: number } & { readonly type?: TType };
	}
}

/** Room beside the drawing that the legend below may use, unlike padding; `plugins.sideRoom` says how much. */
const sideRoom: Plugin = {
	id: 'sideRoom',
	beforeInit(chart, _arguments, room: { left?: number; right?: number }) {
		for (const side of ['left', 'right'] as const) {
			const item = {
				...{ position: side, weight: 0, fullSize: false },
				...{ left: 0, right: 0, top: 0, bottom: 0, width: 0, height: 0 },
				// Chart.js reads them, though its types do not name them.
				options: {},
				isHorizontal: () => false,
				update(_width: number, height: number) {
					Object.assign(item, { width: room[side] ?? 0, height });
				},
				draw: () => undefined
			} satisfies LayoutItem & { options: object };
			if (room[side]) layouts.addBox(chart, item);
		}
	}
};

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
	sideRoom,
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
