import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	emptyAnswers,
	questions,
	textAnswers,
	type EvaluationAnswers
} from '$lib/domain/evaluation/evaluation';
import { evaluationForm, type PostedForm } from '$lib/forms/evaluation';
import {
	carryOverTexts,
	answerDiffers,
	emptyTextAnswers,
	askedAnswerFields,
	isAnswered,
	missingAnswerErrors,
	answersFromForm
} from './evaluation-answers';

const answers = (given: Partial<EvaluationAnswers> = {}): EvaluationAnswers => ({
	...emptyAnswers('nb'),
	...given
});

describe('askedAnswerFields', () => {
	it('returns every question once', () => {
		const { short, deviation, more } = askedAnswerFields(questions);
		const all = [...short, ...deviation, ...more];
		expect(new Set(all)).toEqual(new Set([...questions, 'needsText']));
		expect(all).toHaveLength(questions.length + 1);
	});

	it('always includes status, and a need’s text only with needs', () => {
		expect(askedAnswerFields([])).toEqual({ short: ['status'], deviation: [], more: [] });
		expect(askedAnswerFields(['needs', 'done']).more).toEqual(['needs', 'needsText']);
	});
});

describe('carryOverTexts', () => {
	const last = answers({ done: 'Da gjort', nextSteps: 'Da neste', lang: 'nn' });

	it('fills empty asked fields, and takes on their written form', () => {
		expect(emptyTextAnswers(answers(), last, ['status', 'done'])).toEqual(['done']);
		expect(emptyTextAnswers(answers({ done: 'Nå gjort' }), last, questions)).toEqual(['nextSteps']);
		expect(carryOverTexts(answers(), last, ['done'])).toEqual(answers({ done: 'Da gjort', lang: 'nn' }));
	});

	it('appends to typed text once, and keeps its written form', () => {
		const both = answers({ done: 'Nå gjort\n\nDa gjort' });
		const once = carryOverTexts(answers({ done: 'Nå gjort \n' }), last, ['done']);
		expect(once).toEqual(both);
		expect(carryOverTexts(once, last, ['done'])).toEqual(both);
	});

	it('never loses a typed word', () => {
		const text = fc.oneof(fc.constantFrom('', ' ', '\n', 'ord'), fc.string());
		fc.assert(
			fc.property(text, text, (own, before) => {
				const { done } = carryOverTexts(answers({ done: own }), answers({ done: before }), ['done']);
				expect(done).toContain(own.trimEnd());
				expect(done).toContain(before.trim());
			})
		);
	});
});

describe('answerDiffers', () => {
	it.each<[Parameters<typeof answerDiffers>, boolean]>([
		[[answers({ done: 'a' }), answers({ done: ' a\n' }), { field: 'done' }], false],
		[[answers({ done: 'a' }), answers({ done: 'b' }), { field: 'done' }], true],
		[[answers({ progress: 0 }), answers(), { field: 'progress' }], true],
		[[answers({ needs: ['money'] }), answers({ needs: ['money'] }), { field: 'needs' }], false],
		[
			[
				answers({ scores: [{ value: 'x', score: null, comment: '' }] }),
				answers(),
				{ field: 'scores', value: 'x' }
			],
			false
		],
		[
			[
				answers({ scores: [{ value: 'x', score: 3, comment: '' }] }),
				answers(),
				{ field: 'scores', value: 'x' }
			],
			true
		],
		[
			[
				answers({ scores: [{ value: 'x', score: 3, comment: '' }] }),
				answers(),
				{ field: 'scores', value: 'y' }
			],
			false
		]
	])('%j → %s', (two, differ) => {
		expect(answerDiffers(...two)).toBe(differ);
	});
});

it('isAnswered is true for a field with readable content', () => {
	expect(isAnswered(answers({ done: ' ' }), 'done')).toBe(false);
	expect(isAnswered(answers({ progress: 0 }), 'progress')).toBe(true);
	expect(isAnswered(answers({ needs: ['money'] }), 'needs')).toBe(true);
	expect(isAnswered(answers({ scores: [{ value: 'x', score: null, comment: ' ' }] }), 'scores')).toBe(false);
	expect(isAnswered(answers({ confidence: 'low' }), 'confidence')).toBe(true);
});

it('missingAnswerErrors names the field to correct', () => {
	const written = answers({ status: 'delayed', progress: 10, needs: ['money'] });
	expect(missingAnswerErrors(written, questions)).toEqual([
		{ field: 'deviation', code: 'deviation-required' },
		{ field: 'needsText', code: 'needs-text-required' }
	]);
});

describe('answersFromForm', () => {
	it('returns the answers of a rejected form', () => {
		const posted = { lang: 'nn', status: 'x', progress: '130', done: 'a\r\nb', needs: ['money', 'x'] };
		expect(answersFromForm({ ...posted, 'score.v': '9', 'comment.v': 'c' })).toEqual(
			answers({
				lang: 'nn',
				progress: 130,
				done: 'a\r\nb',
				needs: ['money'],
				scores: [{ value: 'v', score: 9, comment: 'c' }]
			})
		);
	});

	it('returns null if no answers were posted', () => {
		expect(answersFromForm({ version: '3' })).toBeNull();
	});

	it('agrees with the form’s own parsing if it is accepted', () => {
		const posted = fc.record({
			lang: fc.constantFrom('nb', 'nn'),
			status: fc.constantFrom('', 'done', 'delayed'),
			progress: fc.constantFrom('', '0', '55', '100'),
			needs: fc.subarray(['clarification', 'decision', 'money']),
			recommendation: fc.constantFrom('', 'adjust'),
			confidence: fc.constantFrom('', 'high'),
			'score.v': fc.constantFrom('1', '5'),
			'comment.v': fc.constantFrom('', 'ord'),
			...Object.fromEntries(textAnswers.map((name) => [name, fc.constantFrom('', 'ord', 'to\nlinjer')]))
		});
		fc.assert(
			fc.property(posted, (form) => {
				expect(answersFromForm(form as PostedForm)).toEqual(evaluationForm.parse(form).answers);
			})
		);
	});
});
