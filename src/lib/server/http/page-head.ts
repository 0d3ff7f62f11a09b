import type { Handle } from '@sveltejs/kit';

/**
 * Orders the head of a page for its first paint (docs/decisions/0029-first-paint.md). Its scripts are named in a
 * template, which the browser leaves alone until the page's own script puts it in place. Kit would name them in the
 * `Link` header: 5 kB on some pages, more than proxies take (nginx: 4 or 8 kB for all headers).
 */
export const pageHeadHandle: Handle = ({ event, resolve }) => {
	const scripts: string[] = [];
	return resolve(event, {
		preload({ type, path }) {
			if (type === 'js') scripts.push(path);
			return type === 'css';
		},
		transformPageChunk({ html }) {
			if (!html.includes('</head>')) return html;
			const links = scripts.splice(0).map((path) => `<link rel="modulepreload" href="${path}">`);
			const template = links.length > 0 ? `<template id="scripts">${links.join('')}</template>` : '';
			return inOrder(html).replace('</head>', () => `${template}</head>`);
		}
	});
};

/**
 * Puts the style sheet that all pages share before the page's own styles. Kit writes inlined styles first, and the
 * later of two equal rules wins.
 */
function inOrder(html: string): string {
	const [both, styles, shared] =
		/(<style>.*?<\/style>)\s*(<link href="[^"]+" rel="stylesheet">)/s.exec(html) ?? [];
	return both === undefined ? html : html.replace(both, () => `${shared}${styles}`);
}
