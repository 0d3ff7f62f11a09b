import { z } from 'zod';
import {
	textLimits,
	parseLocalizedField,
	parseField,
	addFieldError,
	textField,
	versionField
} from './fields/field-parser';

/** Short enough to read aloud as part of an address. */
const maxPlanSlugLength = 60;

const year = z
	.string('required')
	.trim()
	.min(1, { error: 'required', abort: true })
	.regex(/^\d{1,9}$/, { error: 'not-a-number', abort: true })
	.transform(Number)
	.refine((given) => given >= 2000 && given <= 2100, 'out-of-range');

/** Ids of the measures to copy; empty if none is selected. */
const measures = z.array(z.string().max(200), 'unreadable').max(2000, 'unreadable').default([]);

/** Form that creates the next period's plan. The command checks the years and the measures. */
export const nextPeriodForm = z.looseObject({}).transform((posted, context) => {
	const name = parseLocalizedField('name', textLimits.title, { posted, context });
	if (!name) addFieldError(context, 'name.nb', 'one-form-needed');
	return {
		version: parseField(versionField, 'version', { posted, context }) ?? 0,
		name: name ?? {},
		slug: parseField(textField(maxPlanSlugLength), 'slug', { posted, context }) ?? '',
		from: parseField(year, 'from', { posted, context }) ?? 0,
		to: parseField(year, 'to', { posted, context }) ?? 0,
		measures: parseField(measures, 'measures', { posted, context }) ?? [],
		reason: parseField(textField(textLimits.text), 'reason', { posted, context }) ?? ''
	};
});
