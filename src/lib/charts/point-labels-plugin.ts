import type { Chart, Plugin } from 'chart.js';
import { cssFont } from './chart-options';
import type { ChartStyle } from './chart-style';

/** Text beside a point. */
export interface PointLabel {
	text: string;
	side: 'right' | 'above' | 'below';
}

const places = { right: [13, 1], above: [0, -16], below: [0, 17] } as const;

/** Returns a plugin that writes the value beside each point. */
export function pointLabelsPlugin({ theme }: ChartStyle, labels: PointLabel[][]): Plugin<'line' | 'scatter'> {
	return {
		id: 'pointLabels',
		afterDatasetsDraw: (chart: Chart) => {
			const { ctx } = chart;
			ctx.save();
			ctx.font = cssFont(13);
			ctx.textBaseline = 'middle';
			ctx.fillStyle = theme.text;
			labels.forEach((series, index) =>
				chart.getDatasetMeta(index).data.forEach((point, at) => {
					const { text, side } = series[at] ?? { text: '', side: 'right' };
					const [x, y] = places[side];
					ctx.textAlign = side === 'right' ? 'left' : 'center';
					ctx.fillText(text, point.x + x, point.y + y);
				})
			);
			ctx.restore();
		}
	};
}
