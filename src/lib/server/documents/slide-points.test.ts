import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DocumentSlide } from './slide';
import { fitPoints, splitPoints } from './slide-points';

const aSlide = (texts: readonly string[], over: Partial<DocumentSlide> = {}): DocumentSlide => ({
	...{ kind: 'points', title: { text: 'Året i tall' }, lead: null, charts: [], notes: ['Notat'] },
	points: texts.map((text) => ({ head: '', text: { text } })),
	...over
});
const texts = fc.array(fc.lorem({ maxCount: 40 }), { maxLength: 9 });
const lines = (slide: DocumentSlide) => {
	const { shown, more, size } = fitPoints(slide);
	const letters = { 28: 56, 24: 66, 20: 80, 18: 90, 16: 100 }[size]!;
	return shown.reduce(
		(sum, { text }) => sum + Math.ceil(text.text.length / letters),
		more.length > 0 ? 1 : 0
	);
};

it('no slide has more than six lines, and points that fit are whole', () => {
	fc.assert(
		fc.property(texts, (all) => {
			const slide = aSlide(all, { kind: 'area' });
			expect(lines(slide)).toBeLessThanOrEqual(6);
			const { shown, more } = fitPoints(slide);
			expect(shown.length + more.length).toBe(all.length);
			if (all.join('').length < 80) expect(shown.map(({ text }) => text.text)).toEqual(all);
		})
	);
});

it('a slide of points is split, and says all of them in order', () => {
	fc.assert(
		fc.property(texts, (all) => {
			const pages = splitPoints(aSlide(all));
			expect(pages.flatMap(({ points }) => points.map(({ text }) => text.text))).toEqual(all);
			for (const page of pages) {
				expect(lines(page)).toBeLessThanOrEqual(6);
				expect(page.notes).toEqual(['Notat']);
			}
		})
	);
});

it('text is larger where there is less of it', () => {
	const sizes = [10, 300, 450, 500].map((n) => fitPoints(aSlide(['x '.repeat(n / 2)])).size);
	expect(sizes).toEqual([28, 28, 20, 18]);
});

it('names by their codes the measures that a slide has no room for', () => {
	const points = Array.from({ length: 9 }, (_, index) => ({
		...{ head: `1.${index} Tiltak`, short: `1.${index}`, text: { text: 'x '.repeat(60) } }
	}));
	const { shown, more } = fitPoints({ ...aSlide([]), kind: 'area', points });
	expect([...shown.map(({ short }) => short), ...more]).toEqual(points.map(({ short }) => short));
	expect(more.length).toBeGreaterThan(0);
});

it('few lines stand further apart than many, so that they fill the slide', () => {
	const spaces = [2, 6].map((n) => fitPoints(aSlide(Array.from({ length: n }, () => 'Kort.'))).space);
	expect(spaces[0]).toBeGreaterThan(spaces[1]!);
});
