import { z, type RefinementCtx } from 'zod';
import { parseDeadline, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { Localized } from '$lib/domain/localized';
import { lifecycles } from '$lib/domain/measure/measure';
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

/** The texts of a measure that exist in both written forms, each posted as `<name>.nb` and `<name>.nn`. */
export const localizedMeasureFields = ['title', 'summary', 'targetGroup', 'expectedEffect'] as const;
export type LocalizedMeasureField = (typeof localizedMeasureFields)[number];

export interface MilestoneFields {
	title: Localized;
	due: CalendarDate;
	doneOn: CalendarDate | null;
}

/** As many as a reader can follow; what needs more is more than one measure. */
export const maxMilestones = 40;

/**
 * A measure as its form posts it, milestones as `milestones.<n>.title.nb`, `….title.nn`, `….due` and
 * `….doneOn`. A milestone's row that was left empty is no milestone. Every field is read whatever is
 * wrong with another, so that all faults are told at once.
 */
export const measureForm = z.looseObject({}).transform((posted, context) => {
	const line = (name: string) => parseField(textField(textLimits.line), posted, name, context) || null;
	const title = parseLocalizedField('title', textLimits.title, posted, context);
	if (!title) addFieldError(context, 'title.nb', 'one-form-needed');
	return {
		version: parseField(versionField, posted, 'version', context) ?? 0,
		reason: parseField(textField(textLimits.text), posted, 'reason', context) || undefined,
		measure: {
			title: title ?? {},
			summary: parseLocalizedField('summary', textLimits.text, posted, context),
			targetGroup: parseLocalizedField('targetGroup', textLimits.text, posted, context),
			expectedEffect: parseLocalizedField('expectedEffect', textLimits.text, posted, context),
			contact: line('contact'),
			body: line('body'),
			startsOn: parseField(optionalDateField, posted, 'startsOn', context) ?? null,
			...parseDeadlineField(line('deadline'), context),
			milestones: parseMilestones(posted, context)
		}
	};
});

/** A step along the lifecycle; the reason stays in the change log. */
export const lifecycleForm = z.object({
	version: versionField,
	lifecycle: z.enum(lifecycles, 'required'),
	/** Where it was decided, "SSU, sak 07/26"; the command says when it must be there. */
	decision: z.string('unreadable').trim().max(textLimits.line, 'too-long').default(''),
	reason: z.string('reason-required').trim().min(1, 'reason-required').max(textLimits.text, 'too-long')
});

/** Deleting a measure; the reason stays in its log. */
export const removalForm = z.object({ version: versionField, reason: textField(textLimits.text) });

/** Whether a measure is introduced party by party: a box that is ticked or not. */
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

const rowName = /^milestones\.(\d{1,3})\.(?:title\.n[bn]|due|doneOn)$/;

/** The numbers of the milestone rows in a posted form, in their order. */
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
		const title = parseLocalizedField(`${at}.title`, textLimits.title, posted, context);
		if (!title) addFieldError(context, `${at}.title.nb`, 'one-form-needed');
		const due = parseField(requiredDateField, posted, `${at}.due`, context);
		const doneOn = parseField(optionalDateField, posted, `${at}.doneOn`, context);
		return title && due ? [{ title, due, doneOn: doneOn ?? null }] : [];
	});
}

/** A press of a button that changes the form and saves nothing. */
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
