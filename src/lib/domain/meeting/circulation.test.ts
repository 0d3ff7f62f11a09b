import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	circulationAnswers,
	circulationReminder,
	circulationResult,
	mayCloseCirculation,
	type CirculationAnswer
} from './circulation';

const seats = [1, 2, 3];

describe('a circulation', () => {
	it.each([
		['agreed when every seat agrees', ['agrees', 'agrees', 'agrees'], 'agreed'],
		['taken to a meeting by one objection', ['agrees', 'objects'], 'objected'],
		['unanswered while a seat is silent', ['agrees', 'agrees'], 'unanswered'],
		['unanswered without answers', [], 'unanswered']
	] as const)('is %s', (_, answers, expected) => {
		const given = new Map(answers.map((answer, index) => [seats[index]!, answer]));
		expect(circulationResult(seats, given)).toBe(expected);
	});

	it('decides nothing without seats', () => {
		expect(circulationResult([], new Map())).toBe('unanswered');
	});

	it('never decides against a seat, nor without its answer', () => {
		const answer = fc.constantFrom<CirculationAnswer | null>(...circulationAnswers, null);
		fc.assert(
			fc.property(fc.array(answer, { minLength: 1, maxLength: 20 }), (answers) => {
				const ids = answers.map((_, index) => index);
				const given = new Map(ids.flatMap((id) => (answers[id] ? [[id, answers[id]]] : [])));
				const isAgreed = answers.every((one) => one === 'agrees');
				expect(circulationResult(ids, given) === 'agreed').toBe(isAgreed);
			})
		);
	});

	it.each([
		['every item has its result', ['agreed', 'objected'], '2026-12-01', true],
		['an answer is missing before the last day is over', ['agreed', 'unanswered'], '2026-12-03', false],
		['the last day is over', ['unanswered'], '2026-12-04', true]
	] as const)('may be closed, or not, when %s', (_, results, today, expected) => {
		expect(mayCloseCirculation(results, { lastDay: '2026-12-03', today })).toBe(expected);
	});

	it('reminds three days and one day before its last day', () => {
		const days = ['2026-11-29', '2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03'];
		expect(days.map((today) => circulationReminder('2026-12-03', today))).toEqual([null, 3, null, 1, null]);
	});
});
