import type { ReviewFigures } from '$lib/domain/review/review';
import type { RolloutOnDay } from '$lib/domain/rollout';
import type { ChartLabels } from './chart-labels';
import type { IndicatorSeries } from './indicator';
import type { ProgressPoint } from './progress-over-time';
import type { SnapshotChartName } from './snapshot-charts';

/*
 * Separate from the drawing, so that a page can name its pictures without the charts' code.
 */

/** Data of a chart, plain so that a worker thread can draw it. */
export type ChartPicture =
	| { kind: 'snapshot'; of: SnapshotChartName; figures: ReviewFigures; labels: ChartLabels }
	| { kind: 'progress'; series: readonly ProgressPoint[] }
	| { kind: 'indicator'; series: IndicatorSeries }
	| { kind: 'adoption'; series: readonly RolloutOnDay[] };

/** Heights of a chart in pixels on wide and narrow screens. */
export interface ChartHeights {
	wide: number;
	narrow: number;
}

/** Sizes of pictures: a phone, a column of a wide page, a page in a small window, and one in a large window. */
export const pictureSizes = {
	narrow: { width: 328, narrow: true },
	column: { width: 530, narrow: true },
	medium: { width: 744, narrow: false },
	wide: { width: 1168, narrow: false }
} as const;
export type PictureSize = keyof typeof pictureSizes;

/** Variant of a chart's picture, as in its address: "dark-wide". */
export type PictureStyle = `${'light' | 'dark'}-${PictureSize}`;

export function isPictureStyle(text: string): text is PictureStyle {
	const [colours = '', size = '', ...rest] = text.split('-');
	return /^(light|dark)$/.test(colours) && Object.hasOwn(pictureSizes, size) && rest.length === 0;
}

type PictureAddress = (style: PictureStyle) => string;
type PictureRegister = (picture: ChartPicture, heights: ChartHeights) => PictureAddress | null;

let register: PictureRegister = () => null;

/** Sets the function that registers a picture while the server renders a page. */
export function setPictureRegister(registerPicture: PictureRegister): void {
	register = registerPicture;
}

/** Returns the addresses of a chart's picture; null in the browser, and outside requests. */
export function pictureAddress(picture: ChartPicture, heights: ChartHeights): PictureAddress | null {
	return register(picture, heights);
}
