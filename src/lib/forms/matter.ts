import { z } from 'zod';
import { writtenForms, type WrittenForm } from '$lib/domain/localized';
import { triageSteps } from '$lib/domain/matter/matter';
import { formatWebLinks, parseWebLinks, type WebLink } from '$lib/domain/measure/web-link';
import { hasIdentityNumber } from '$lib/domain/text/identity-number';
import type { TextValues } from './form-state';
import { emailField, nameField, textField, textLimits, versionField } from './fields/field-parser';

/** Field of an optional text without identity numbers. */
const safeText = (limit: number = textLimits.text) =>
	textField(limit).refine((text) => !hasIdentityNumber(text), 'identity-number');

const optionalChoice = z
	.string('unknown-choice')
	.max(200, 'unknown-choice')
	.default('')
	.transform((text) => text || null);

/** Names of the fields for earlier decisions, each of which holds one. */
export const decisionFields = ['decision1', 'decision2', 'decision3'] as const;

const decisionChoice = z
	.string('unknown-choice')
	.regex(/^\d{0,9}$/, 'unknown-choice')
	.default('')
	.transform((chosen) => (chosen === '' ? null : Number(chosen)));

/** Form that registers a matter. Measures are given by their codes. */
export const matterForm = z.object({
	decision1: decisionChoice,
	decision2: decisionChoice,
	decision3: decisionChoice,
	title: nameField.refine((text) => !hasIdentityNumber(text), 'identity-number'),
	text: safeText().refine((text) => text !== '', 'required'),
	lang: z.enum(writtenForms, 'required'),
	organisation: safeText(textLimits.line),
	concerns: safeText(),
	wish: safeText(),
	treatedAtHome: z
		.enum(['', 'yes', 'no'], 'unknown-choice')
		.default('')
		.transform((answer) => (answer === '' ? null : answer === 'yes')),
	body: optionalChoice,
	measures: textField(textLimits.line).transform((text) => [
		...new Set(text.split(/[\s,;]+/).filter(Boolean))
	]),
	areas: z
		.array(
			z
				.string()
				.regex(/^\d{1,3}$/, 'unknown-choice')
				.transform(Number)
		)
		.default([]),
	links: safeText().transform((text, context) => {
		const links = parseWebLinks(text);
		if (!links) context.addIssue({ code: 'custom', message: 'links-unreadable' });
		return links?.length ? links : null;
	})
});

/** Moves the decisions of a matter's form to one list. */
export function withDecisions<Values extends Record<(typeof decisionFields)[number], number | null>>({
	decision1,
	decision2,
	decision3,
	...values
}: Values) {
	return { ...values, decisions: [decision1, decision2, decision3].filter((id) => id !== null) };
}

/** Form that submits a matter without an account. */
export const openMatterForm = matterForm.extend({
	name: nameField.refine((text) => !hasIdentityNumber(text), 'identity-number'),
	email: emailField.pipe(z.email('not-an-email'))
});

/** Form that edits a matter. Areas are given by their numbers, like measures by their codes. */
export const matterEditForm = matterForm.omit({ organisation: true, body: true }).extend({
	version: versionField,
	areas: textField(textLimits.line).transform((text, context) => {
		const typed = text.split(/[\s,;]+/).filter(Boolean);
		if (typed.some((one) => !/^\d{1,3}$/.test(one))) context.addIssue({ code: 'custom', message: 'unknown' });
		return [...new Set(typed.map(Number))];
	})
});

/** A matter as its form edits it. */
interface EditableMatter {
	title: string;
	text: string;
	lang: WrittenForm;
	concerns: string;
	wish: string;
	treatedAtHome: boolean | null;
	measures: readonly string[];
	areas: readonly number[];
	links: WebLink[] | null;
	decisions?: readonly number[];
}

/** Returns the values of the form that edits a matter. */
export function toMatterFormValues(of: EditableMatter): TextValues {
	const { title, text, lang, concerns, wish, treatedAtHome, measures, areas, links, decisions = [] } = of;
	return {
		...Object.fromEntries(decisionFields.map((name, index) => [name, String(decisions[index] ?? '')])),
		...{ title, text, lang, concerns, wish },
		treatedAtHome: treatedAtHome === null ? '' : treatedAtHome ? 'yes' : 'no',
		measures: measures.join(', '),
		areas: areas.join(', '),
		links: formatWebLinks(links)
	};
}

/** Form that deletes a file of a matter. */
export const matterFileForm = z.object({
	file: z
		.string('unknown-choice')
		.regex(/^\d{1,9}$/, 'unknown-choice')
		.transform(Number)
});

/** Form of the setting of the open form. */
export const openFormSettingForm = z.object({
	version: versionField,
	open: z
		.enum(['', 'yes'], 'unknown-choice')
		.default('')
		.transform((chosen) => chosen === 'yes'),
	senderMonths: z
		.string('required')
		.regex(/^\s*\d{1,2}\s*$/, 'not-a-number')
		.transform(Number)
		.pipe(z.int().min(1, 'out-of-range').max(60, 'out-of-range'))
});

/** Form that makes a matter of the need in a measure's last evaluation. */
export const needForm = z.object({
	measure: z.string('unknown-choice').max(textLimits.line, 'unknown-choice')
});

/** Form of the secretariat's step with a matter. */
export const matterStepForm = z.object({
	version: versionField,
	step: z.enum(triageSteps, 'step-required'),
	/** Slug of the body that treats it. */
	body: optionalChoice,
	/** Number of the matter it is merged into. */
	target: z
		.string('unknown-choice')
		.trim()
		.regex(/^\d{0,9}$/, 'unknown-choice')
		.default('')
		.transform((typed) => (typed === '' ? null : Number(typed))),
	reason: safeText()
});

/** Form of the answer to the secretariat's questions. */
export const matterAnswerForm = z.object({
	version: versionField,
	answer: safeText().refine((text) => text !== '', 'required')
});
