import { z } from 'zod';
import {
	textLimits,
	parseLocalizedField,
	parseField,
	addFieldError,
	textField,
	versionField
} from './fields/field-parser';

/** So long that an address with it can still be read aloud. */
const maxPlanSlugLength = 60;

const year = z
	.string('required')
	.trim()
	.min(1, { error: 'required', abort: true })
	.regex(/^\d{1,9}$/, { error: 'not-a-number', abort: true })
	.transform(Number)
	.refine((given) => given >= 2000 && given <= 2100, 'out-of-range');

/** The measures that go along, by their ids; none where nothing was ticked. */
const measures = z.array(z.string().max(200), 'unreadable').max(2000, 'unreadable').default([]);

/** A plan that is to be carried into the next period. Whether years and measures fit, the command says. */
export const nextPeriodForm = z.looseObject({}).transform((posted, context) => {
	const name = parseLocalizedField('name', textLimits.title, posted, context);
	if (!name) addFieldError(context, 'name.nb', 'one-form-needed');
	return {
		version: parseField(versionField, posted, 'version', context) ?? 0,
		name: name ?? {},
		slug: parseField(textField(maxPlanSlugLength), posted, 'slug', context) ?? '',
		from: parseField(year, posted, 'from', context) ?? 0,
		to: parseField(year, posted, 'to', context) ?? 0,
		measures: parseField(measures, posted, 'measures', context) ?? [],
		reason: parseField(textField(textLimits.text), posted, 'reason', context) ?? ''
	};
});
