import { z } from 'zod';
import { questions, type Question } from '$lib/domain/evaluation/evaluation';
import { evaluationReferenceField, maxAnswerLength } from './evaluation';

const version = z
	.string('unreadable')
	.regex(/^\d{1,9}$/, 'unreadable')
	.transform(Number);

/** What a reader wrote in a field, which may be nothing. */
const words = z
	.string('unreadable')
	.transform((typed) => typed.replace(/\r\n?/g, '\n').trim())
	.refine((typed) => typed.length <= maxAnswerLength, 'too-long')
	.default('');

/** The name of the field for what is said of one answer. */
export function remarkFieldName(question: Question): `remark.${Question}` {
	return `remark.${question}`;
}

const toAnswers = Object.fromEntries(
	questions.map((question) => [remarkFieldName(question), words])
) as Record<`remark.${Question}`, typeof words>;

/**
 * A reader's answer to a report: `comment` to the whole, `remark.<question>` to single answers, and the
 * version they read. Demands no words; whether it can do without is the command's to say.
 */
export const approvalForm = z.object({ version, comment: words, ...toAnswers }).transform((posted) => ({
	version: posted.version,
	comment: {
		text: posted.comment,
		answers: Object.fromEntries(
			questions.map((question) => [question, posted[remarkFieldName(question)]])
		) as Record<Question, string>
	}
}));

/**
 * One answer to several reports: `chosen[]` with "1.1@3" for each, and `comment` to all of them. One that is
 * chosen twice is answered once.
 */
export const bulkApprovalForm = z.object({
	chosen: z
		.array(evaluationReferenceField, 'none-chosen')
		.min(1, 'none-chosen')
		.transform((all) => [...new Map(all.map((one) => [one.measure, one])).values()]),
	comment: words
});
