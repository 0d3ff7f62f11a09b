import { z } from 'zod';
import { adjustmentKinds, dispositions } from '$lib/domain/adjustment';
import { parsePlacement } from './merge-split';
import { measureForm } from './measure';
import { textLimits, textField } from './fields/field-parser';
import { decisionReference } from './decision';

/** Version of an adjustment item; empty if the measure has none yet. */
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

/** Form of SSU's decision on one measure. */
export const dispositionForm = z.object({
	code: z.string('unreadable').max(20, 'unreadable'),
	itemVersion,
	kind: z.enum(adjustmentKinds, 'required'),
	stance: z.enum(dispositions, 'required'),
	reason: textField(textLimits.text)
});

/** Form of an adjusted measure: the measure form with its adjustment item. */
export const adjustedMeasureForm = z.looseObject({ itemVersion }).transform((posted, context) => {
	const parsed = measureForm.safeParse(posted);
	for (const issue of parsed.error?.issues ?? [])
		context.addIssue({ code: 'custom', path: issue.path, message: issue.message });
	return parsed.success ? { ...parsed.data, itemVersion: posted.itemVersion } : z.NEVER;
});

/** Form of a proposed new measure: the measure form with its placement. */
export const additionForm = z.looseObject({ itemVersion }).transform((posted, context) => {
	const placing = parsePlacement(posted, context);
	// A new measure has no earlier version to conflict with.
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

/** Form of SSU's decision on a proposed new measure. */
export const additionDispositionForm = z.object({
	...itemTarget,
	stance: z.enum(dispositions, 'required'),
	reason: textField(textLimits.text)
});

export const withdrawAdditionForm = z.object(itemTarget);

export const adoptAdjustmentForm = z.object({
	decision: textField(textLimits.line),
	decisionId: decisionReference
});
