import { z, type RefinementCtx } from 'zod';
import {
	confidences,
	needs,
	recommendations,
	statuses,
	type EvaluationAnswers,
	type ValueScore
} from '$lib/domain/evaluation/evaluation';
import type { ReportedReading } from '$lib/domain/indicator';
import { writtenForms } from '$lib/domain/localized';
import { readingDateField } from './fields/reading-date-field';
import { parseField } from './fields/field-parser';
import { optionalReadingField } from './fields/reading-field';

/** A posted form: one or several texts by name. */
export type PostedForm = Record<string, string | string[]>;

/** Maximum characters of one answer. */
export const maxAnswerLength = 10_000;

/** Converts CRLF line breaks to LF and removes characters no document can contain. */
const text = z
	.string('unreadable')
	.transform((typed) => typed.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, ''))
	.refine((tidied) => tidied.length <= maxAnswerLength, 'too-long')
	.default('');

/** Builds the field of an optional choice among codes. */
function choice<const Code extends string>(codes: readonly Code[], fault = 'unreadable') {
	return z.union([z.enum(codes), z.literal('').transform(() => null)], fault).default(null);
}

/** Whole per cent, as "55" or "55 %". */
const progress = z
	.string('progress-range')
	.trim()
	.regex(/^(?:\d{1,3}(?:\s?%)?)?$/, 'progress-range')
	.transform((typed) => (typed === '' ? null : Number.parseInt(typed, 10)))
	.refine((percent) => percent === null || percent <= 100, 'progress-range')
	.default(null);

const version = z
	.string('unreadable')
	.regex(/^\d{0,9}$/, 'unreadable')
	.transform((posted) => (posted === '' ? null : Number(posted)))
	.default(null);

const fields = z.looseObject(
	{
		status: choice(statuses, 'status-required'),
		progress,
		done: text,
		results: text,
		deviation: text,
		cause: text,
		needs: z
			.array(z.enum(needs, 'unreadable'), 'unreadable')
			.transform((given) => needs.filter((need) => given.includes(need)))
			.default([]),
		needsText: text,
		nextSteps: text,
		recommendation: choice(recommendations),
		confidence: choice(confidences),
		lang: z.enum(writtenForms, 'required'),
		version
	},
	'unreadable'
);

/**
 * Form of an evaluation: one field for each answer, `score.<value>` and `comment.<value>` for core values,
 * `reading.<id>`, `readingOn.<id>` and `readingSame.<id>` for indicators, and the version it is based on.
 * Drafts may be empty; `missingAnswers` checks completeness.
 */
export const evaluationForm = fields.transform(
	(posted, context): { answers: EvaluationAnswers; version: number | null; readings: ReportedReading[] } => {
		const { version: from, status, progress: percent, lang, ...rest } = posted;
		const { done, results, deviation, cause, needsText, nextSteps, recommendation, confidence } = rest;
		const texts = { done, results, deviation, cause, needsText, nextSteps };
		const scores = parseScoreFields(posted, context);
		const answers = {
			status,
			progress: percent,
			...texts,
			needs: rest.needs,
			recommendation,
			confidence,
			scores,
			lang
		};
		return { answers, version: from, readings: parseReadingFields(posted, context) };
	}
);

const readingName = /^reading(?:Same)?\.(\d{1,9})$/;

/** Parses an evaluation's readings: for each indicator, a value or "same", and the date. */
function parseReadingFields(posted: Record<string, unknown>, context: RefinementCtx): ReportedReading[] {
	const indicators = new Set(Object.keys(posted).flatMap((name) => readingName.exec(name)?.[1] ?? []));
	return [...indicators].flatMap((id) => {
		const typed = parseField(optionalReadingField, `reading.${id}`, { posted, context });
		const value = typed ?? (posted[`readingSame.${id}`] === '1' ? 'same' : null);
		if (value === null) return [];
		const on = parseField(readingDateField, `readingOn.${id}`, { posted, context });
		return on ? [{ indicator: Number(id), on, value }] : [];
	});
}

/** Form of a step without answers: withdrawing, or submitting last time's answers again. */
export const evaluationVersionForm = z.object({ version }, 'unreadable');

/** An evaluation as it was seen: "1.1@3", the measure's code and the version. */
export const evaluationReferenceField = z
	.string('unreadable')
	.regex(/^\S{1,20}@\d{1,9}$/, 'unreadable')
	.transform((posted) => {
		const [measure = '', from] = posted.split('@');
		return { measure, version: Number(from) };
	});

/** Form that submits several drafts: `draft[]` with "1.1@3" for each, without duplicates. */
export const submitDraftsForm = z.object(
	{
		round: z.string('unreadable'),
		draft: z
			.array(evaluationReferenceField, 'required')
			.min(1, 'required')
			.transform((all) => [...new Map(all.map((one) => [one.measure, one])).values()])
	},
	'unreadable'
);

const scoreName = /^(?:score|comment)\.([a-z0-9]+(?:-[a-z0-9]+)*)$/;

/** Parses the scores and comments on core values; the command checks that the plan has these values. */
function parseScoreFields(posted: Record<string, unknown>, context: RefinementCtx): ValueScore[] {
	const values = new Set(Object.keys(posted).flatMap((name) => scoreName.exec(name)?.[1] ?? []));
	return [...values]
		.map((value) => ({
			value,
			score: parseField(score, `score.${value}`, { posted, context }) ?? null,
			comment: parseField(text, `comment.${value}`, { posted, context }) ?? ''
		}))
		.filter((one) => one.score !== null || one.comment.trim() !== '');
}

const score = z
	.string('score-range')
	.regex(/^[1-5]?$/, 'score-range')
	.transform((posted) => (posted === '' ? null : Number(posted)))
	.default(null);
