import { z } from 'zod';
import { questions, type Question } from '$lib/domain/evaluation/evaluation';
import { evaluationReferenceField, maxAnswerLength } from './evaluation';

const version = z
	.string('unreadable')
	.regex(/^\d{1,9}$/, 'unreadable')
	.transform(Number);

/** Text of a remark; may be empty. */
const words = z
	.string('unreadable')
	.transform((typed) => typed.replace(/\r\n?/g, '\n').trim())
	.refine((typed) => typed.length <= maxAnswerLength, 'too-long')
	.default('');

/** Returns the field name of a remark on one answer. */
export function remarkFieldName(question: Question): `remark.${Question}` {
	return `remark.${question}`;
}

const toAnswers = Object.fromEntries(
	questions.map((question) => [remarkFieldName(question), words])
) as Record<`remark.${Question}`, typeof words>;

/**
 * Form of a reviewer's answer: `comment` on the whole, `remark.<question>` on single answers, and the version
 * read. Texts are optional here; the command requires them where needed.
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
 * Form of one answer to several evaluations: `chosen[]` with "1.1@3" for each, without duplicates, and a
 * common `comment`.
 */
export const bulkApprovalForm = z.object({
	chosen: z
		.array(evaluationReferenceField, 'none-chosen')
		.min(1, 'none-chosen')
		.transform((all) => [...new Map(all.map((one) => [one.measure, one])).values()]),
	comment: words
});
