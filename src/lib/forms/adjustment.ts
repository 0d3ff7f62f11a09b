import { z } from 'zod';
import { adjustmentKinds, dispositions } from '$lib/domain/adjustment';
import { parsePlacement } from './merge-split';
import { measureForm } from './measure';
import { textLimits, textField } from './fields/field-parser';

/** The version of an item; empty where nothing has been said of the measure yet. */
const itemVersion = z
	.string('unreadable')
	.regex(/^\d{0,9}$/, 'unreadable')
	.transform((typed) => (typed === '' ? null : Number(typed)))
	.default(null);

/** The year an adjusted plan is for. */
export const adjustmentYearForm = z.object({
	year: z
		.string('required')
		.trim()
		.regex(/^\d{4}$/, 'outside-plan')
		.transform(Number)
});

/** What SSU makes of one measure. */
export const dispositionForm = z.object({
	code: z.string('unreadable').max(20, 'unreadable'),
	itemVersion,
	kind: z.enum(adjustmentKinds, 'required'),
	stance: z.enum(dispositions, 'required'),
	reason: textField(textLimits.text)
});

/** A measure as it is to be, by the measure's own form, with the item it belongs to. */
export const adjustedMeasureForm = z.looseObject({ itemVersion }).transform((posted, context) => {
	const parsed = measureForm.safeParse(posted);
	for (const issue of parsed.error?.issues ?? [])
		context.addIssue({ code: 'custom', path: issue.path, message: issue.message });
	return parsed.success ? { ...parsed.data, itemVersion: posted.itemVersion } : z.NEVER;
});

/** A measure that is to be new: a measure's form, and where it is to stand. */
export const additionForm = z.looseObject({ itemVersion }).transform((posted, context) => {
	const placing = parsePlacement(posted, context);
	// Nothing stands yet that it could be made from an older version of.
	const parsed = measureForm.safeParse({ ...posted, version: '0' });
	for (const issue of parsed.error?.issues ?? [])
		context.addIssue({ code: 'custom', path: issue.path, message: issue.message });
	if (!parsed.success) return z.NEVER;
	const { measure, reason = '' } = parsed.data;
	return { addition: { ...placing, edit: measure }, reason, itemVersion: posted.itemVersion };
});

const itemTarget = {
	item: z
		.string('unreadable')
		.regex(/^\d{1,9}$/, 'unreadable')
		.transform(Number),
	itemVersion: itemVersion.transform((known) => known ?? 0)
};

/** What SSU makes of a measure that is to be new. */
export const additionDispositionForm = z.object({
	...itemTarget,
	stance: z.enum(dispositions, 'required'),
	reason: textField(textLimits.text)
});

export const withdrawAdditionForm = z.object(itemTarget);

export const adoptAdjustmentForm = z.object({ decision: textField(textLimits.line) });
