import type { ChartHeights, ChartPicture, PictureStyle } from '$lib/charts/chart-picture';
import type { Locale } from '$lib/domain/localized';

export { isPictureStyle, setPictureRegister } from '$lib/charts/chart-picture';
export type { ChartHeights, ChartPicture, PictureStyle };

/** A picture to draw, as plain data. */
export interface ChartPictureRequest {
	picture: ChartPicture;
	heights: ChartHeights;
	locale: Locale;
	style: PictureStyle;
}
