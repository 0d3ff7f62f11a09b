import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyAnswers } from '$lib/domain/evaluation/evaluation';
import { compareTextAnswers, compareTexts, type TextPart } from './text-difference';

const joined = (parts: TextPart[]) => parts.map(({ text }) => text).join('');
const marked = (parts: TextPart[]) => parts.filter(({ changed }) => changed).map(({ text }) => text.trim());

describe('compareTexts', () => {
	it('marks removed and added words', () => {
		const { before, after } = compareTexts(
			'Avtalen om heimesjukehus er sendt på høring.',
			'Avtalen om heimesjukehus er vedtatt.'
		);
		expect(marked(before)).toEqual(['sendt på høring']);
		expect(marked(after)).toEqual(['vedtatt']);
	});

	it('marks nothing in equal texts', () => {
		const { before, after } = compareTexts('Likt.', 'Likt.');
		expect([...marked(before), ...marked(after)]).toEqual([]);
	});

	it('keeps words with Norwegian letters whole', () => {
		expect(marked(compareTexts('rett før påske', 'rett etter påske').after)).toEqual(['etter']);
	});

	it('marks all of a new text', () => {
		expect(compareTexts('', 'Nytt')).toEqual({
			before: [],
			after: [{ text: 'Nytt', changed: true }],
			rewritten: false
		});
	});

	it('reports a rewritten text without marks', () => {
		const { before, after, rewritten } = compareTexts(
			'Koordinatoren har vore i arbeid sidan januar og har besøkt 11 kommunar.',
			'Arbeidet går som planlagt.'
		);
		expect(rewritten).toBe(true);
		expect([...marked(before), ...marked(after)]).toEqual([]);
	});

	it('keeps every character of both texts', () => {
		const text = fc.string({ unit: fc.constantFrom('a', 'å', ' ', '\n', '.', 'b') });
		fc.assert(
			fc.property(text, text, (a, b) => {
				const { before, after } = compareTexts(a, b);
				expect(joined(before)).toBe(a);
				expect(joined(after)).toBe(b);
			})
		);
	});

	it('merges neighbouring marks', () => {
		const text = fc.string({ unit: fc.constantFrom('a', 'å', ' ', '.', 'b') });
		fc.assert(
			fc.property(text, text, (a, b) => {
				const { after } = compareTexts(a, b);
				expect(after.some((part, at) => at > 0 && part.changed === after[at - 1]?.changed)).toBe(false);
			})
		);
	});
});

describe('compareTextAnswers', () => {
	it('does not compare texts in different written forms', () => {
		const last = { ...emptyAnswers('nb'), done: 'Ikke begynt' };
		const now = { ...emptyAnswers('nn'), done: 'Ikkje byrja' };
		const { done } = compareTextAnswers(last, now);
		expect([...marked(done.before), ...marked(done.after)]).toEqual([]);
		expect(joined(done.after)).toBe('Ikkje byrja');
	});
});
