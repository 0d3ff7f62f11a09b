import type { Chart, Plugin } from 'chart.js';
import type { StatusOrNone } from '$lib/domain/evaluation/evaluation';
import { formatNumber } from '$lib/i18n/format';
import { cssFont } from './chart-options';
import { drawStatusIcon } from './status-icons';
import type { ChartStyle } from './chart-style';

/** Returns a plugin that writes the number in each segment, after the status icon if both fit. */
export function segmentLabelsPlugin(brush: ChartStyle, statuses: readonly StatusOrNone[]): Plugin<'bar'> {
	return {
		id: 'segments',
		afterDatasetsDraw: (chart: Chart) => {
			const { ctx } = chart;
			ctx.save();
			ctx.font = cssFont(14, 600);
			ctx.textAlign = 'left';
			ctx.textBaseline = 'middle';
			statuses.forEach((status, index) => {
				const { ink } = brush.theme.statuses[status];
				chart.getDatasetMeta(index).data.forEach((bar, row) => {
					const value = Number(chart.data.datasets[index]?.data[row] ?? 0);
					const { x, y, base } = bar.getProps(['x', 'y', 'base'], true) as Record<'x' | 'y' | 'base', number>;
					if (value > 0)
						drawSegmentLabel(
							ctx,
							{ status, ink, text: formatNumber(value) },
							{ x: (x + base) / 2, y, width: Math.abs(x - base) }
						);
				});
			});
			ctx.restore();
		}
	};
}

const iconSize = 11;

function drawSegmentLabel(
	ctx: CanvasRenderingContext2D,
	{ status, ink, text }: { status: StatusOrNone; ink: string; text: string },
	{ x, y, width: room }: { x: number; y: number; width: number }
): void {
	const width = ctx.measureText(text).width;
	if (width + 6 > room) return;
	ctx.fillStyle = ink;
	const withMark = width + iconSize + 5;
	if (withMark + 8 > room) {
		ctx.fillText(text, x - width / 2, y + 1);
		return;
	}
	drawStatusIcon(ctx, { status, x: x - withMark / 2 + iconSize / 2, y, size: iconSize, colour: ink });
	ctx.fillText(text, x - withMark / 2 + iconSize + 5, y + 1);
}
