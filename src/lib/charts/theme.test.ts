import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allStatuses } from '$lib/domain/evaluation/evaluation';
import { themes } from './theme';

/** Returns the contrast ratio of two "#rrggbb" colours, 1–21 (WCAG 2.2). */
function contrast(a: string, b: string): number {
	const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
	return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
	const [red, green, blue] = [1, 3, 5].map((at) => {
		const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe.each(Object.entries(themes))('the colours of %s', (_name, theme) => {
	it.each(Object.entries({ ...theme.statuses, ...theme.rollout }))(
		'let a bar of %s be seen and its figure be read',
		(_ground, colours) => {
			const { fill, line, ink, edge } = colours;
			expect(contrast(edge ?? fill, theme.page)).toBeGreaterThanOrEqual(3);
			for (const ground of line ? [fill, line] : [fill])
				expect(contrast(ink, ground), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
		}
	);

	it('give text and marks sufficient contrast', () => {
		for (const text of [theme.text, theme.subtle])
			expect(contrast(text, theme.page)).toBeGreaterThanOrEqual(4.5);
		for (const mark of [theme.accent, theme.mark, ...theme.series])
			expect(contrast(mark, theme.page)).toBeGreaterThanOrEqual(3);
		for (const flow of Object.values(theme.flows).slice(0, 3))
			expect(contrast(theme.text, flow), `text on ${flow}`).toBeGreaterThanOrEqual(4.5);
	});
});

describe('colours of the page and its charts', () => {
	const css = readFileSync(new URL('../ui/styles/tokens.css', import.meta.url), 'utf8');
	const [light = '', dark = ''] = css.split('prefers-color-scheme: dark');

	it.each([
		['light', light],
		['dark', dark]
	] as const)('have the same colours for a status, %s', (name, tokens) => {
		for (const status of allStatuses) {
			const { fill, line, edge } = themes[name].statuses[status];
			expect(tokens).toContain(`--status-${status}: ${edge ?? fill};`);
			if (line) expect(tokens).toContain(`--status-${status}-line: ${line};`);
		}
	});
});
