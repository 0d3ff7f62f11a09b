import {
	confidences,
	emptyAnswers,
	missingAnswers,
	needs,
	recommendations,
	statuses,
	textAnswers,
	type EvaluationAnswers,
	type Question,
	type TextAnswer
} from '$lib/domain/evaluation/evaluation';
import { writtenForms } from '$lib/domain/localized';
import type { ValidationError } from '$lib/domain/result';
import type { PostedForm } from '$lib/forms/evaluation';

/** Fields shown as one answer. A need and its description are two. */
export type AnswerField = Question | 'needsText';

/** Answers in the short form, which takes about a minute. */
const short: readonly AnswerField[] = ['status', 'progress', 'done', 'nextSteps'];
const deviation: readonly AnswerField[] = ['deviation', 'cause'];
const more: readonly AnswerField[] = [
	'results',
	'needs',
	'needsText',
	'recommendation',
	'confidence',
	'scores'
];

/** All answers, in the form's order. */
export const answerFields: readonly AnswerField[] = [...short, ...deviation, ...more];

/** Returns a round's questions in the form's order, grouped into always shown, deviations and more. */
export function askedAnswerFields(
	asked: readonly Question[]
): Record<'short' | 'deviation' | 'more', AnswerField[]> {
	const isAsked = (field: AnswerField) =>
		field === 'status' || asked.includes(field === 'needsText' ? 'needs' : field);
	return {
		short: short.filter(isAsked),
		deviation: deviation.filter(isAsked),
		more: more.filter(isAsked)
	};
}

export function isTextAnswer(field: string): field is TextAnswer {
	return textAnswers.some((name) => name === field);
}

/** True if the question has an answer. */
export function isAnswered(answers: EvaluationAnswers, field: AnswerField): boolean {
	if (isTextAnswer(field)) return answers[field].trim() !== '';
	if (field === 'scores')
		return answers.scores.some((one) => one.score !== null || one.comment.trim() !== '');
	if (field === 'needs') return answers.needs.length > 0;
	return answers[field] !== null;
}

/**
 * True if two evaluations answer a question differently.
 *
 * @param question the field, and the core value if the field is `scores`
 */
export function answerDiffers(
	a: EvaluationAnswers,
	b: EvaluationAnswers,
	question: { field: AnswerField; value?: string | undefined }
): boolean {
	return JSON.stringify(answerTo(a, question)) !== JSON.stringify(answerTo(b, question));
}

function answerTo(
	answers: EvaluationAnswers,
	{ field, value }: { field: AnswerField; value?: string | undefined }
): unknown {
	if (isTextAnswer(field)) return answers[field].trim();
	if (field !== 'scores') return answers[field];
	const mark = answers.scores.find((one) => one.value === value);
	return [mark?.score ?? null, mark?.comment.trim() ?? ''];
}

/** True if two evaluations have equal answers, surrounding white space ignored. */
export function sameAnswers(a: EvaluationAnswers, b: EvaluationAnswers): boolean {
	if (a.lang !== b.lang) return false;
	const values = [...a.scores, ...b.scores].map(({ value }) => value);
	return (
		!answerFields.some((field) => field !== 'scores' && answerDiffers(a, b, { field })) &&
		!values.some((value) => answerDiffers(a, b, { field: 'scores', value }))
	);
}

/** Returns the text fields that could be carried over: asked, answered last time and empty now. */
export function emptyTextAnswers(
	answers: EvaluationAnswers,
	last: EvaluationAnswers,
	asked: readonly Question[]
): TextAnswer[] {
	const { short: first, deviation: second, more: third } = askedAnswerFields(asked);
	return [...first, ...second, ...third]
		.filter(isTextAnswer)
		.filter((field) => last[field].trim() !== '' && answers[field].trim() === '');
}

/**
 * Appends last time's texts in the given fields to the answers, without duplicates. An evaluation without
 * text takes on the written form of the texts.
 */
export function carryOverTexts(
	answers: EvaluationAnswers,
	last: EvaluationAnswers,
	fields: readonly TextAnswer[]
): EvaluationAnswers {
	const wordless = textAnswers.every((field) => answers[field].trim() === '');
	const texts = fields.map((field) => [field, appendText(answers[field], last[field])] as const);
	return { ...answers, ...Object.fromEntries(texts), lang: wordless ? last.lang : answers.lang };
}

function appendText(own: string, last: string): string {
	if (own.trim() === '') return last;
	return own.includes(last.trim()) ? own : `${own.trimEnd()}\n\n${last}`;
}

/** Returns a validation error for each missing answer, on the field to correct. */
export function missingAnswerErrors(
	answers: EvaluationAnswers,
	asked: readonly Question[]
): ValidationError[] {
	return missingAnswers(answers, asked).map(({ question, code }) => ({
		field: code === 'needs-text-required' ? 'needsText' : question,
		code
	}));
}

/**
 * Returns the posted answers, to show a rejected form again; null if the form has none, as when withdrawing.
 */
export function answersFromForm(posted: PostedForm): EvaluationAnswers | null {
	const one = (name: string) => [posted[name] ?? ''].flat()[0] ?? '';
	const code = <Code extends string>(codes: readonly Code[], name: string) =>
		codes.find((known) => known === one(name)) ?? null;
	const lang = code(writtenForms, 'lang');
	if (!lang) return null;
	const values = Object.keys(posted).flatMap((name) => /^(?:score|comment)\.(.+)$/.exec(name)?.[1] ?? []);
	const number = (name: string) => (one(name).trim() === '' ? null : finite(Number.parseFloat(one(name))));
	return {
		...emptyAnswers(lang),
		...Object.fromEntries(textAnswers.map((name) => [name, one(name)])),
		status: code(statuses, 'status'),
		progress: number('progress'),
		needs: needs.filter((need) => posted.needs?.includes(need)),
		recommendation: code(recommendations, 'recommendation'),
		confidence: code(confidences, 'confidence'),
		scores: [...new Set(values)].map((value) => ({
			value,
			score: number(`score.${value}`),
			comment: one(`comment.${value}`)
		}))
	};
}

/** Converts answers to form fields, the inverse of `answersFromForm`. */
export function answersToForm(answers: EvaluationAnswers): PostedForm {
	const { status, progress, recommendation, confidence, lang } = answers;
	return {
		...Object.fromEntries(textAnswers.map((name) => [name, answers[name]])),
		...Object.fromEntries(
			answers.scores.flatMap(({ value, score, comment }) => [
				[`score.${value}`, String(score ?? '')],
				[`comment.${value}`, comment]
			])
		),
		...{ status: status ?? '', progress: String(progress ?? ''), needs: [...answers.needs] },
		...{ recommendation: recommendation ?? '', confidence: confidence ?? '', lang }
	};
}

function finite(value: number): number | null {
	return Number.isFinite(value) ? value : null;
}
