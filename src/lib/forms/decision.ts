import { z } from 'zod';
import { decisionKinds, followUpStates, replacements } from '$lib/domain/decision/decision';
import { writtenForms } from '$lib/domain/localized';
import { formatWebLinks, parseWebLinks, type WebLink } from '$lib/domain/measure/web-link';
import { hasIdentityNumber } from '$lib/domain/text/identity-number';
import { formatDateInput, optionalDateField, requiredDateField } from './fields/date-field';
import { nameField, textField, textLimits, versionField } from './fields/field-parser';
import type { TextValues } from './form-state';

const safeText = (limit: number = textLimits.text) =>
	textField(limit).refine((text) => !hasIdentityNumber(text), 'identity-number');

const optionalChoice = z
	.string('unknown-choice')
	.max(200, 'unknown-choice')
	.default('')
	.transform((text) => text || null);

/** The decision in the register that is the reason of a change; null for none. */
export const decisionReference = z
	.string('unknown-choice')
	.regex(/^\d{0,9}$/, 'unknown-choice')
	.default('')
	.transform((typed) => (typed === '' ? null : Number(typed)));

/** Characters of a decision's text. */
const decisionTextLimit = 8000;

/** Fields of a decision. */
const decisionFields = {
	body: z.string('required').min(1, 'required').max(200, 'unknown-choice'),
	decidedOn: requiredDateField,
	number: safeText(textLimits.line),
	title: nameField.refine((text) => !hasIdentityNumber(text), 'identity-number'),
	text: safeText(decisionTextLimit).refine((text) => text !== '', 'required'),
	lang: z.enum(writtenForms, 'required'),
	kind: z.enum(decisionKinds, 'required'),
	consensus: z
		.enum(['', 'yes', 'no'], 'unknown-choice')
		.default('')
		.transform((answer) => (answer === '' ? null : answer === 'yes')),
	dissent: safeText(),
	responsible: optionalChoice,
	dueOn: optionalDateField,
	replaces: decisionReference,
	replacement: z
		.enum(['', ...replacements], 'unknown-choice')
		.default('')
		.transform((answer) => answer || null),
	matter: decisionReference,
	measures: textField(textLimits.line).transform((text) => [
		...new Set(text.split(/[\s,;]+/).filter(Boolean))
	]),
	links: safeText().transform((text, context) => {
		const links = parseWebLinks(text);
		if (!links) context.addIssue({ code: 'custom', message: 'links-unreadable' });
		return links?.length ? links : null;
	})
};

/** Form that records a decision. */
export const decisionForm = z.object(decisionFields);

/** Form that edits a decision; a published one needs the reason. */
export const decisionEditForm = z.object({ ...decisionFields, version: versionField, reason: safeText() });

/** Form of an entry about what is done: a state with a text, or the button "no change". */
export const followUpForm = z.object({
	version: versionField,
	state: z
		.enum(['', ...followUpStates], 'unknown-choice')
		.default('')
		.transform((answer) => answer || null),
	text: safeText(),
	lang: z.enum(writtenForms, 'required'),
	unchanged: z
		.string('unknown-choice')
		.default('')
		.transform((pressed) => pressed === 'yes')
});

/** A saved decision with the names of what it refers to. */
interface EditableDecision {
	body: string;
	decidedOn: string;
	number: string;
	title: string;
	text: string;
	lang: string;
	kind: string;
	consensus: boolean | null;
	dissent: string;
	responsible: string;
	dueOn: string | null;
	replacesId: number | null;
	replacement: string | null;
	matterId: number | null;
	measures: readonly string[];
	links: WebLink[] | null;
}

/** Returns the values of the form that edits a decision. */
export function toDecisionFormValues(of: EditableDecision): TextValues {
	return {
		...{ body: of.body, number: of.number, title: of.title, text: of.text, lang: of.lang, kind: of.kind },
		...{ dissent: of.dissent, responsible: of.responsible, replacement: of.replacement ?? '' },
		decidedOn: formatDateInput(of.decidedOn),
		dueOn: formatDateInput(of.dueOn),
		consensus: of.consensus === null ? '' : of.consensus ? 'yes' : 'no',
		replaces: String(of.replacesId ?? ''),
		matter: String(of.matterId ?? ''),
		measures: of.measures.join(', '),
		links: formatWebLinks(of.links)
	};
}

/** Form that publishes a decision; it has no fields. */
export const publishForm = z.object({});
