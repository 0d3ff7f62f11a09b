import type { ActiveElement, Chart } from 'chart.js';

/** Returns the points of a chart that have something to say, by category and then by series. */
export function chartPoints(chart: Chart): ActiveElement[] {
	const points = chart
		.getSortedVisibleDatasetMetas()
		.flatMap(({ index: datasetIndex, data }) =>
			data.map((element, index) => ({ datasetIndex, index, element }))
		);
	const found = points
		.filter((point) => hasExtent(chart, point) && pointText(chart, point) !== '')
		.sort((one, other) => one.index - other.index || one.datasetIndex - other.datasetIndex);
	hidePoint(chart);
	return found;
}

/** Shows a point's tooltip and returns its text. */
export function showPoint(chart: Chart, point: ActiveElement): string {
	const text = pointText(chart, point);
	chart.draw();
	return text;
}

/** Removes the tooltip of a point. */
export function hidePoint(chart: Chart): void {
	chart.tooltip?.setActiveElements([], { x: 0, y: 0 });
	chart.draw();
}

/** Returns what a point's tooltip says, which it now shows. */
function pointText(chart: Chart, { datasetIndex, index, element }: ActiveElement): string {
	const { tooltip } = chart;
	if (!tooltip) return '';
	tooltip.setActiveElements([{ datasetIndex, index }], element.tooltipPosition(true));
	if (tooltip.opacity === 0) return '';
	return [...tooltip.title, ...tooltip.body.flatMap(({ lines }) => lines)].filter(Boolean).join(', ');
}

/** False for a gap in a line, and for a bar of nothing. */
function hasExtent(chart: Chart, { datasetIndex, index }: ActiveElement): boolean {
	const { type, data } = chart.getDatasetMeta(datasetIndex) as unknown as {
		type: string;
		data: { skip?: boolean }[];
	};
	const value = chart.data.datasets[datasetIndex]?.data[index];
	return !data[index]?.skip && value !== null && !(type === 'bar' && value === 0);
}
