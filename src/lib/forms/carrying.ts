import { z } from 'zod';
import { limits, localizedIn, read, report, text, version } from './posted';

/** So long that an address with it can still be read aloud. */
const longestSlug = 60;

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
export const carryForm = z.looseObject({}).transform((posted, context) => {
	const name = localizedIn('name', limits.title, posted, context);
	if (!name) report(context, 'name.nb', 'one-form-needed');
	return {
		version: read(version, posted, 'version', context) ?? 0,
		name: name ?? {},
		slug: read(text(longestSlug), posted, 'slug', context) ?? '',
		from: read(year, posted, 'from', context) ?? 0,
		to: read(year, posted, 'to', context) ?? 0,
		measures: read(measures, posted, 'measures', context) ?? [],
		reason: read(text(limits.text), posted, 'reason', context) ?? ''
	};
});
