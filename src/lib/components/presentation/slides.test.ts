import { render } from 'svelte/server';
import { parse } from 'node-html-parser';
import { describe, expect, it } from 'vitest';
import { aMeasure, anEvaluation, aPlanSnapshot, aRound } from '../../../../tests/support/plan-snapshots';
import { buildReviewSlides } from '$lib/domain/review/review-slides';
import { createReviewContent } from '$lib/domain/review/review';
import { m } from '$lib/i18n/paraglide/messages';
import { joinList } from '$lib/i18n/sentence';
import SlideView from './SlideView.svelte';
import SpeakerView from './SpeakerView.svelte';

const codes = (n: number) => Array.from({ length: n }, (_, index) => `1.${index + 1}`);
const contentOf = (n: number, done = 'Avtalen er underskrevet av alle.') => {
	const measures = codes(n).map((code) =>
		aMeasure({
			id: `m${code}`,
			code,
			report: { ...anEvaluation(), done, deviation: '', cause: '', nextSteps: '' }
		})
	);
	return createReviewContent({ ...aPlanSnapshot({ measures }), round: aRound });
};

describe('the slide of an area', () => {
	const slideOf = (n: number, done?: string) => {
		const content = contentOf(n, done);
		const slide = buildReviewSlides(content).find(({ kind }) => kind === 'area')!;
		return parse(render(SlideView, { props: { slide, content, version: 1, demo: false } }).body);
	};

	it('says everything that fits on six lines', () => {
		const page = slideOf(6);
		expect(page.querySelectorAll('.columns li b').map(({ text }) => text)).toEqual(codes(6));
		expect(page.querySelector('.columns .sub')).toBeNull();
	});

	it('names the measures it has no room for', () => {
		const page = slideOf(9, 'Avtalen er underskrevet av alle, og arbeidet er i gang. '.repeat(3));
		const said = page.querySelectorAll('.columns li b').map(({ text }) => text);
		expect(said.length).toBeGreaterThan(1);
		const others = m.presentation_more({ names: joinList(codes(9).slice(said.length)) });
		expect(page.querySelector('.columns .sub')?.text).toBe(others);
	});
});

it.each([
	[34, false],
	[340, true]
])('the notes of %i measures are folded: %s', (n, folded) => {
	const props = { content: contentOf(n), key: '2025' as const, version: 1 };
	const page = parse(render(SpeakerView, { props }).body);
	expect(page.querySelectorAll('details').length > 0).toBe(folded);
	expect(page.querySelectorAll('h2').length).toBeGreaterThan(3);
});
