import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	confidences,
	emptyAnswers,
	needs,
	recommendations,
	statuses,
	textAnswers,
	type EvaluationAnswers
} from '$lib/domain/evaluation/evaluation';
import { writtenForms } from '$lib/domain/localized';
import { evaluationForm, maxAnswerLength, evaluationVersionForm, type PostedForm } from './evaluation';

function faultsOf(posted: PostedForm): { field: string; code: string }[] {
	const issues = evaluationForm.safeParse({ lang: 'nb', ...posted }).error?.issues ?? [];
	return issues.map(({ path, message }) => ({ field: path.join('.'), code: message }));
}

/** Returns the parsed answers of `posted` that differ from an empty evaluation. */
function read(posted: PostedForm): Partial<EvaluationAnswers> {
	const { answers } = evaluationForm.parse({ lang: 'nb', ...posted });
	const empty: Partial<Record<string, unknown>> = { ...emptyAnswers('nb') };
	return Object.fromEntries(
		Object.entries(answers).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(empty[name]))
	);
}

describe('evaluationForm', () => {
	it.each<[string, PostedForm, Partial<EvaluationAnswers>]>([
		['nothing', {}, {}],
		['empty fields', { status: '', progress: '', done: '', recommendation: '', confidence: '' }, {}],
		['a status', { status: 'on-track' }, { status: 'on-track' }],
		['nought per cent', { progress: '0' }, { progress: 0 }],
		['a hundred', { progress: '100' }, { progress: 100 }],
		['between the slider’s steps', { progress: '57' }, { progress: 57 }],
		['per cent as people write it', { progress: ' 55 % ' }, { progress: 55 }],
		['lines as browsers post them', { done: 'En\r\nto\rtre\nfire' }, { done: 'En\nto\ntre\nfire' }],
		['what no document can hold', { done: 'a\u0000b\u0007c\td' }, { done: 'abc\td' }],
		['a text at the limit', { cause: 'æ'.repeat(maxAnswerLength) }, { cause: 'æ'.repeat(maxAnswerLength) }],
		[
			'a limit counted after the line ends are tidied',
			{ cause: '\r\n'.repeat(maxAnswerLength) },
			{ cause: '\n'.repeat(maxAnswerLength) }
		],
		[
			'needs in their order, each once',
			{ needs: ['money', 'decision', 'money'] },
			{ needs: ['decision', 'money'] }
		],
		['a written form', { lang: 'nn' }, { lang: 'nn' }],
		[
			'scores and comments of values',
			{ 'score.engasjert': '4', 'comment.engasjert': 'Ja', 'score.to-ord': '', 'comment.to-ord': 'Vet ikke' },
			{
				scores: [
					{ value: 'engasjert', score: 4, comment: 'Ja' },
					{ value: 'to-ord', score: null, comment: 'Vet ikke' }
				]
			}
		],
		['values that nothing is said of', { 'score.engasjert': '', 'comment.engasjert': ' ' }, {}],
		['names that are no value’s', { 'score.': '3', 'score.__proto__': '3', scores: '3', id: '7' }, {}]
	])('%s', (_what, posted, answers) => {
		expect(read(posted)).toEqual(answers);
	});

	it.each([
		['', null],
		['0', 0],
		['17', 17]
	])('reads version %j', (version, expected) => {
		expect(evaluationForm.parse({ lang: 'nb', version }).version).toBe(expected);
		expect(evaluationVersionForm.parse({ version })).toEqual({ version: expected });
	});
});

describe('evaluationForm errors', () => {
	it.each<[PostedForm, string, string]>([
		[{ status: 'great' }, 'status', 'status-required'],
		[{ status: ['done', 'delayed'] }, 'status', 'status-required'],
		[{ progress: '101' }, 'progress', 'progress-range'],
		[{ progress: '-1' }, 'progress', 'progress-range'],
		[{ progress: '12,5' }, 'progress', 'progress-range'],
		[{ progress: '1e2' }, 'progress', 'progress-range'],
		[{ progress: ['1', '2'] }, 'progress', 'progress-range'],
		[{ done: 'a'.repeat(maxAnswerLength + 1) }, 'done', 'too-long'],
		[{ done: ['a', 'b'] }, 'done', 'unreadable'],
		[{ needs: ['money', 'love'] }, 'needs.1', 'unreadable'],
		[{ needs: 'money' }, 'needs', 'unreadable'],
		[{ recommendation: 'ignore' }, 'recommendation', 'unreadable'],
		[{ 'score.engasjert': '6' }, 'score.engasjert', 'score-range'],
		[{ 'score.engasjert': ['1', '2'] }, 'score.engasjert', 'score-range'],
		[{ 'comment.engasjert': 'a'.repeat(maxAnswerLength + 1) }, 'comment.engasjert', 'too-long'],
		[{ lang: 'en' }, 'lang', 'required'],
		[{ version: '-1' }, 'version', 'unreadable'],
		[{ version: '12345678901' }, 'version', 'unreadable']
	])('%j → %s: %s', (posted, field, code) => {
		expect(faultsOf(posted)).toEqual([{ field, code }]);
	});

	it('rejects a report without a written form', () => {
		const { error } = evaluationForm.safeParse({ status: 'done' });
		expect(error?.issues.map(({ path, message }) => [path, message])).toEqual([[['lang'], 'required']]);
	});
});

const names = [
	...['status', 'progress', 'needs', 'recommendation', 'confidence', 'lang', 'version', ...textAnswers],
	...['score.engasjert', 'comment.engasjert', 'score.', '__proto__', 'constructor', 'toString']
];
const garbage = fc.oneof(
	fc.string(),
	fc.string({ unit: 'binary' }),
	fc.constantFrom('', '0', '101', '1', 'nb', 'done', 'money', '\r\n'),
	fc.array(fc.constantFrom('money', 'x', '3'), { maxLength: 3 })
);
const anyForm = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), garbage);
const codes = ['status-required', 'progress-range', 'score-range', 'too-long', 'required', 'unreadable'];

/** True if the answers match their type and its value ranges. */
function isWhole({ answers, version }: { answers: EvaluationAnswers; version: number | null }): boolean {
	const { status, progress, recommendation, confidence } = answers;
	const isCode = (code: string | null, of: readonly string[]) => code === null || of.includes(code);
	const isWithin = (value: number | null, from: number, to: number) =>
		value === null || (Number.isInteger(value) && value >= from && value <= to);
	const texts = [...textAnswers.map((name) => answers[name]), ...answers.scores.map((one) => one.comment)];
	return (
		isCode(status, statuses) &&
		isCode(recommendation, recommendations) &&
		isCode(confidence, confidences) &&
		isCode(answers.lang, writtenForms) &&
		isWithin(progress, 0, 100) &&
		answers.needs.every((need) => needs.includes(need)) &&
		answers.scores.every(({ score }) => isWithin(score, 1, 5)) &&
		texts.every((text) => text.length <= maxAnswerLength && !text.includes('\r') && !text.includes('\0')) &&
		isWithin(version, 0, 999_999_999)
	);
}

it('evaluationForm returns answers or coded errors for any input', () => {
	fc.assert(
		fc.property(anyForm, (posted) => {
			const parsed = evaluationForm.safeParse(posted);
			return parsed.success
				? isWhole(parsed.data)
				: parsed.error.issues.every(({ message }) => codes.includes(message));
		}),
		{ numRuns: 2_000 }
	);
});

const word = fc.constantFrom('', 'Venter på avklaring', 'Linje én\nlinje to', ' med rom ');
const orNull = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });
const anyAnswers: fc.Arbitrary<EvaluationAnswers> = fc.record({
	status: orNull(fc.constantFrom(...statuses)),
	progress: orNull(fc.integer({ min: 0, max: 100 })),
	done: word,
	results: word,
	deviation: word,
	cause: word,
	needs: fc.subarray([...needs]),
	needsText: word,
	nextSteps: word,
	recommendation: orNull(fc.constantFrom(...recommendations)),
	confidence: orNull(fc.constantFrom(...confidences)),
	scores: fc
		.subarray(['engasjert', 'to-ord'])
		.chain((values) =>
			fc.tuple(
				...values.map((value) =>
					fc.record({ value: fc.constant(value), score: fc.integer({ min: 1, max: 5 }), comment: word })
				)
			)
		),
	lang: fc.constantFrom(...writtenForms)
});

it('evaluationForm reads back the answers shown in it', () => {
	fc.assert(
		fc.property(anyAnswers, (answers) => {
			const { scores, needs: needed, ...own } = answers;
			const posted: PostedForm = Object.fromEntries(
				Object.entries(own).map(([name, value]) => [name, String(value ?? '').replaceAll('\n', '\r\n')])
			);
			if (needed.length > 0) posted.needs = needed;
			for (const { value, score, comment } of scores) {
				posted[`score.${value}`] = String(score);
				posted[`comment.${value}`] = comment.replaceAll('\n', '\r\n');
			}
			expect(evaluationForm.parse(posted).answers).toEqual(answers);
		})
	);
});
