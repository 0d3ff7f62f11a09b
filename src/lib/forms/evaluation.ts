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
import { requiredDateField } from './fields/date-field';
import { optionalNumberField } from './fields/number-field';

/** A form as posted: each name with its text, or with several. */
export type PostedForm = Record<string, string | string[]>;

/** Characters one answer may have. */
export const maxAnswerLength = 10_000;

/** What a browser posts as CRLF is kept as LF, and what no document could hold is not kept. */
const text = z
	.string('unreadable')
	.transform((typed) => typed.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, ''))
	.refine((tidied) => tidied.length <= maxAnswerLength, 'too-long')
	.default('');

/** One of the codes, or nothing chosen. */
function choice<const Code extends string>(codes: readonly Code[], fault = 'unreadable') {
	return z.union([z.enum(codes), z.literal('').transform(() => null)], fault).default(null);
}

/** "55", or "55 %" as people write it where a browser lets them. */
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
 * A report as its form posts it: an answer a field, `score.<value>` and `comment.<value>` for each core
 * value, `reading.<id>`, `readingOn.<id>` and `readingSame.<id>` for each indicator, and the version it was written from (empty for the first). Demands nothing but that what is given
 * can be read: a draft may be empty, and what a report must have is `missingAnswers`' to say.
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

/** The readings of a report: of each indicator its value or that it is the same, and the day. */
function parseReadingFields(posted: Record<string, unknown>, context: RefinementCtx): ReportedReading[] {
	const indicators = new Set(Object.keys(posted).flatMap((name) => readingName.exec(name)?.[1] ?? []));
	return [...indicators].flatMap((id) => {
		const typed = read(optionalNumberField, posted, `reading.${id}`, context);
		const value = typed ?? (posted[`readingSame.${id}`] === '1' ? 'same' : null);
		if (value === null) return [];
		const on = read(requiredDateField, posted, `readingOn.${id}`, context);
		return on ? [{ indicator: Number(id), on, value }] : [];
	});
}

/** A step that carries no answers: taking back, or sending last time's again. */
export const evaluationVersionForm = z.object({ version }, 'unreadable');

/** A report as it was seen: "1.1@3", the measure's code and the version it had. */
export const evaluationReferenceField = z
	.string('unreadable')
	.regex(/^\S{1,20}@\d{1,9}$/, 'unreadable')
	.transform((posted) => {
		const [measure = '', from] = posted.split('@');
		return { measure, version: Number(from) };
	});

/**
 * Drafts to send at once: `draft[]` with "1.1@3" for each, the measure's code and the version that was
 * seen. One that is named twice is sent once.
 */
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

/** The core values that something is said of; whether the plan has them is the database's to know. */
function parseScoreFields(posted: Record<string, unknown>, context: RefinementCtx): ValueScore[] {
	const values = new Set(Object.keys(posted).flatMap((name) => scoreName.exec(name)?.[1] ?? []));
	return [...values]
		.map((value) => ({
			value,
			score: read(score, posted, `score.${value}`, context) ?? null,
			comment: read(text, posted, `comment.${value}`, context) ?? ''
		}))
		.filter((one) => one.score !== null || one.comment.trim() !== '');
}

const score = z
	.string('score-range')
	.regex(/^[1-5]?$/, 'score-range')
	.transform((posted) => (posted === '' ? null : Number(posted)))
	.default(null);

function read<T>(
	shape: z.ZodType<T>,
	posted: Record<string, unknown>,
	name: string,
	context: RefinementCtx
): T | undefined {
	const parsed = shape.safeParse(posted[name]);
	for (const { message } of parsed.error?.issues ?? [])
		context.addIssue({ code: 'custom', path: [name], message });
	return parsed.data;
}
