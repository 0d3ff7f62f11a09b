import { z, type RefinementCtx } from 'zod';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import { parseDeadline } from '$lib/domain/calendar/deadline';
import type { Localized } from '$lib/domain/localized';
import { lifecycles } from '$lib/domain/measure/measure';
import { parseWebLinks } from '$lib/domain/measure/web-link';
import { requiredDateField, optionalDateField } from './fields/date-field';
import {
	isBlankField,
	textLimits,
	parseLocalizedField,
	parseField,
	addFieldError,
	textField,
	versionField,
	type PostedFields
} from './fields/field-parser';
import { decisionReference } from './decision';

/** Texts of a measure in both written forms, each posted as `<name>.nb` and `<name>.nn`. */
export const localizedMeasureFields = ['title', 'summary', 'targetGroup', 'expectedEffect'] as const;

export interface MilestoneFields {
	title: Localized;
	due: CalendarDate;
	doneOn: CalendarDate | null;
}

/** Maximum milestones that stay readable. */
export const maxMilestones = 40;

/**
 * Form of a measure, with milestones as `milestones.<n>.title.nb`, `….title.nn`, `….due` and `….doneOn`.
 * Empty milestone rows are dropped. All fields are parsed, so that all errors are reported at once.
 */
export const measureForm = z.looseObject({}).transform((posted, context) => {
	const line = (name: string) => parseField(textField(textLimits.line), name, { posted, context }) || null;
	const title = parseLocalizedField('title', textLimits.title, { posted, context });
	if (!title) addFieldError(context, 'title.nb', 'one-form-needed');
	return {
		version: parseField(versionField, 'version', { posted, context }) ?? 0,
		reason: parseField(textField(textLimits.text), 'reason', { posted, context }) || undefined,
		measure: {
			title: title ?? {},
			summary: parseLocalizedField('summary', textLimits.text, { posted, context }),
			targetGroup: parseLocalizedField('targetGroup', textLimits.text, { posted, context }),
			expectedEffect: parseLocalizedField('expectedEffect', textLimits.text, { posted, context }),
			contact: line('contact'),
			body: line('body'),
			startsOn: parseField(optionalDateField, 'startsOn', { posted, context }) ?? null,
			...parseDeadlineField(line('deadline'), context),
			links: parseLinksField(parseField(textField(textLimits.text), 'links', { posted, context }), context),
			milestones: parseMilestones(posted, context)
		}
	};
});

/** Form of a lifecycle change; the reason is kept in the change log. */
export const lifecycleForm = z.object({
	version: versionField,
	lifecycle: z.enum(lifecycles, 'required'),
	/** Reference to the decision, "SSU, sak 07/26"; the command requires it where needed. */
	decision: z.string('unreadable').trim().max(textLimits.line, 'too-long').default(''),
	decisionId: decisionReference,
	reason: z.string('reason-required').trim().min(1, 'reason-required').max(textLimits.text, 'too-long')
});

/** Form that deletes a measure; the reason is kept in its log. */
export const removalForm = z.object({ version: versionField, reason: textField(textLimits.text) });

/** Form of the checkbox that marks a measure as introduced partner by partner. */
export const introducedAtHomeForm = z.object({
	version: versionField,
	introduced: z
		.array(z.literal('yes', 'unreadable'), 'unreadable')
		.default([])
		.transform((ticked) => ticked.length > 0)
});

function parseDeadlineField(typed: string | null, context: RefinementCtx) {
	const deadline = typed && parseDeadline(typed);
	if (typed && !deadline) addFieldError(context, 'deadline', 'deadline-unreadable');
	return deadline
		? { deadline: deadline.date, deadlineWords: deadline.words }
		: { deadline: null, deadlineWords: null };
}

function parseLinksField(typed: string | undefined, context: RefinementCtx) {
	const links = parseWebLinks(typed ?? '');
	if (!links) addFieldError(context, 'links', 'links-unreadable');
	return links && links.length > 0 ? links : null;
}

const rowName = /^milestones\.(\d{1,3})\.(?:title\.n[bn]|due|doneOn)$/;

/** Returns the numbers of the milestone rows in a posted form, in ascending order. */
export function milestoneRowNumbers(posted: PostedFields): number[] {
	const numbers = Object.keys(posted).flatMap((name) => rowName.exec(name)?.[1] ?? []);
	return [...new Set(numbers.map(Number))].sort((a, b) => a - b);
}

function parseMilestones(posted: PostedFields, context: RefinementCtx): MilestoneFields[] {
	const namesOf = (row: number) =>
		['title.nb', 'title.nn', 'due', 'doneOn'].map((name) => `milestones.${row}.${name}`);
	const rows = milestoneRowNumbers(posted).filter(
		(row) => !namesOf(row).every((name) => isBlankField(posted[name]))
	);
	if (rows.length > maxMilestones) {
		addFieldError(context, 'milestones', 'too-many-milestones');
		return [];
	}
	return rows.flatMap((row) => {
		const at = `milestones.${row}`;
		const title = parseLocalizedField(`${at}.title`, textLimits.title, { posted, context });
		if (!title) addFieldError(context, `${at}.title.nb`, 'one-form-needed');
		const due = parseField(requiredDateField, `${at}.due`, { posted, context });
		const doneOn = parseField(optionalDateField, `${at}.doneOn`, { posted, context });
		return title && due ? [{ title, due, doneOn: doneOn ?? null }] : [];
	});
}

/** Form of a button that changes the form without saving. */
export const measureFormEditForm = z.looseObject({
	add: z.string('unreadable').default(''),
	remove: z
		.string('unreadable')
		.regex(/^\d{1,3}$/, 'unreadable')
		.transform(Number)
		.nullable()
		.default(null),
	take: z.string('unreadable').max(100, 'unreadable').default('')
});
