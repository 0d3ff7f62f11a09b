import { z } from 'zod';
import { writtenForms } from '$lib/domain/localized';
import { hasIdentityNumber } from '$lib/domain/text/identity-number';
import { textField, versionField } from './fields/field-parser';

/** Characters of a question or an answer. */
const inquiryTextLimit = 2000;

const entryFields = {
	text: textField(inquiryTextLimit)
		.refine((text) => !hasIdentityNumber(text), 'identity-number')
		.refine((text) => text !== '', 'required'),
	lang: z.enum(writtenForms, 'required')
};

/** Form that asks a question. */
export const questionForm = z.object(entryFields);

/** Fields that name the question, and the version it was shown in. */
const target = {
	inquiry: z
		.string('unreadable')
		.regex(/^\d{1,9}$/, 'unreadable')
		.transform(Number),
	version: versionField
};

/** Form that adds an answer, or asks again. */
export const inquiryEntryForm = z.object({ ...target, ...entryFields });

/** Form of an answer on a link's page, where the link names the question. */
export const linkAnswerForm = z.object({ version: versionField, ...entryFields });

/** Form that takes back the last entry. */
export const takeBackForm = z.object(target);
