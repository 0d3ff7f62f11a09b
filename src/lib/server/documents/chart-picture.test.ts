import { loadImage } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { isPictureStyle, type ChartPicture, type PictureStyle } from '$lib/charts/chart-picture';
import { renderChartWebp } from './chart-picture';

const series = [
	{ label: '2025', progress: 20, expected: 30 },
	{ label: '2026', progress: 45, expected: 60 }
];
const picture: ChartPicture = { kind: 'progress', series };
const heights = { wide: 280, narrow: 260 };

describe('a chart’s picture', () => {
	it.each<[PictureStyle, number, number]>([
		['light-wide', 1168, 280],
		['dark-narrow', 328, 260],
		['light-column', 530, 260]
	])('in %s has two pixels for each of the page', async (style, width, height) => {
		const image = await loadImage(renderChartWebp({ picture, heights, locale: 'nb', style }));
		expect([image.width, image.height]).toEqual([2 * width, 2 * height]);
	});

	it('is other in dark than in light, and for other figures', () => {
		const draw = (style: PictureStyle, drawn = picture) =>
			Buffer.from(renderChartWebp({ picture: drawn, heights, locale: 'nb', style })).toString('base64');
		const light = draw('light-narrow');
		expect(draw('light-narrow')).toBe(light);
		expect(draw('dark-narrow')).not.toBe(light);
		const other = series.map((one) => ({ ...one, progress: one.progress + 1 }));
		expect(draw('light-narrow', { kind: 'progress', series: other })).not.toBe(light);
	});
});

it('has no style but those of its sizes', () => {
	expect(['dark-wide', 'light-column'].every(isPictureStyle)).toBe(true);
	expect(
		['', 'wide', 'grey-wide', 'dark-huge', 'dark-wide-wide', 'dark-constructor'].some(isPictureStyle)
	).toBe(false);
});
