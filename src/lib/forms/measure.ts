import { z, type RefinementCtx } from 'zod';
import { parseDeadline, type CalendarDate } from '$lib/domain/calendar';
import type { Localized } from '$lib/domain/localized';
import { lifecycles } from '$lib/domain/measure';
import { requiredDate, writtenDate } from './date';
import { blank, limits, localizedIn, read, report, text, version, type PostedFields } from './posted';

/** The texts of a measure that exist in both written forms, each posted as `<name>.nb` and `<name>.nn`. */
export const localizedFields = ['title', 'summary', 'targetGroup', 'expectedEffect'] as const;
export type LocalizedField = (typeof localizedFields)[number];

export interface MilestoneFields {
	title: Localized;
	due: CalendarDate;
	doneOn: CalendarDate | null;
}

/** As many as a reader can follow; what needs more is more than one measure. */
export const mostMilestones = 40;

/**
 * A measure as its form posts it, milestones as `milestones.<n>.title.nb`, `….title.nn`, `….due` and
 * `….doneOn`. A milestone's row that was left empty is no milestone. Every field is read whatever is
 * wrong with another, so that all faults are told at once.
 */
export const measureForm = z.looseObject({}).transform((posted, context) => {
	const line = (name: string) => read(text(limits.line), posted, name, context) || null;
	const title = localizedIn('title', limits.title, posted, context);
	if (!title) report(context, 'title.nb', 'one-form-needed');
	return {
		version: read(version, posted, 'version', context) ?? 0,
		reason: read(text(limits.text), posted, 'reason', context) || undefined,
		measure: {
			title: title ?? {},
			summary: localizedIn('summary', limits.text, posted, context),
			targetGroup: localizedIn('targetGroup', limits.text, posted, context),
			expectedEffect: localizedIn('expectedEffect', limits.text, posted, context),
			contact: line('contact'),
			body: line('body'),
			startsOn: read(writtenDate, posted, 'startsOn', context) ?? null,
			...deadlineIn(line('deadline'), context),
			milestones: milestonesIn(posted, context)
		}
	};
});

/** A step along the lifecycle; the reason stays in the change log. */
export const lifecycleForm = z.object({
	version,
	lifecycle: z.enum(lifecycles, 'required'),
	/** Where it was decided, "SSU, sak 07/26"; the command says when it must be there. */
	decision: z.string('unreadable').trim().max(limits.line, 'too-long').default(''),
	reason: z.string('reason-required').trim().min(1, 'reason-required').max(limits.text, 'too-long')
});

/** Deleting a measure; the reason stays in its log. */
export const removalForm = z.object({ version, reason: text(limits.text) });

/** Whether a measure is introduced party by party: a box that is ticked or not. */
export const introducedForm = z.object({
	version,
	introduced: z
		.array(z.literal('yes', 'unreadable'), 'unreadable')
		.default([])
		.transform((ticked) => ticked.length > 0)
});

function deadlineIn(typed: string | null, context: RefinementCtx) {
	const deadline = typed && parseDeadline(typed);
	if (typed && !deadline) report(context, 'deadline', 'deadline-unreadable');
	return deadline
		? { deadline: deadline.date, deadlineWords: deadline.words }
		: { deadline: null, deadlineWords: null };
}

const rowName = /^milestones\.(\d{1,3})\.(?:title\.n[bn]|due|doneOn)$/;

/** The numbers of the milestone rows in a posted form, in their order. */
export function milestoneRows(posted: PostedFields): number[] {
	const numbers = Object.keys(posted).flatMap((name) => rowName.exec(name)?.[1] ?? []);
	return [...new Set(numbers.map(Number))].sort((a, b) => a - b);
}

function milestonesIn(posted: PostedFields, context: RefinementCtx): MilestoneFields[] {
	const namesOf = (row: number) =>
		['title.nb', 'title.nn', 'due', 'doneOn'].map((name) => `milestones.${row}.${name}`);
	const rows = milestoneRows(posted).filter((row) => !namesOf(row).every((name) => blank(posted[name])));
	if (rows.length > mostMilestones) {
		report(context, 'milestones', 'too-many-milestones');
		return [];
	}
	return rows.flatMap((row) => {
		const at = `milestones.${row}`;
		const title = localizedIn(`${at}.title`, limits.title, posted, context);
		if (!title) report(context, `${at}.title.nb`, 'one-form-needed');
		const due = read(requiredDate, posted, `${at}.due`, context);
		const doneOn = read(writtenDate, posted, `${at}.doneOn`, context);
		return title && due ? [{ title, due, doneOn: doneOn ?? null }] : [];
	});
}

/** A press of a button that changes the form and saves nothing. */
export const reworkForm = z.looseObject({
	add: z.string('unreadable').default(''),
	remove: z
		.string('unreadable')
		.regex(/^\d{1,3}$/, 'unreadable')
		.transform(Number)
		.nullable()
		.default(null),
	take: z.string('unreadable').max(100, 'unreadable').default('')
});
