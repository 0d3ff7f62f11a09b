import type { PictureSize, PictureStyle } from './chart-picture';

/** Windows in which a chart has each size. Keep in step with the columns of the page's styles. */
const windows = {
	page: { wide: '(min-width: 64rem)', medium: '(min-width: 37.5rem)' },
	column: { column: '(min-width: 56rem)', medium: '(min-width: 37.5rem)' }
} satisfies Record<string, Partial<Record<PictureSize, string>>>;

interface PictureMarkup {
	address: (style: PictureStyle) => string;
	/** Text shown in place of a picture that does not load. */
	alternative: string;
	/** True for a chart that stands in a column on wide pages. */
	column: boolean;
}

/**
 * Returns the picture of a chart in the reader's colours and for their window, and a light one for paper: a browser
 * that prints does not fetch another. Where the page is light they are one file.
 */
export function pictureMarkup({ address, alternative, column }: PictureMarkup): string {
	const sizes = Object.entries(column ? windows.column : windows.page) as [PictureSize, string][];
	// Files have two pixels for each of the page.
	const at = (style: PictureStyle) => `srcset="${escapeAttribute(address(style))} 2x"`;
	const sources = (colours: 'dark' | 'light', condition = '') =>
		sizes
			.map(([size, media]) => `<source media="${condition}${media}" ${at(`${colours}-${size}`)}>`)
			.join('');
	const image = (alt: string) =>
		`<img src="${escapeAttribute(address('light-narrow'))}" ${at('light-narrow')} alt="${alt}" fetchpriority="low">`;
	const dark = '(prefers-color-scheme: dark)';
	const onScreen = `${sources('dark', `${dark} and `)}<source media="${dark}" ${at('dark-narrow')}>${sources('light')}`;
	return `<span class="still" aria-hidden="true"><picture>${onScreen}${image(escapeAttribute(alternative))}</picture><picture class="paper">${sources('light')}${image('')}</picture></span>`;
}

function escapeAttribute(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
