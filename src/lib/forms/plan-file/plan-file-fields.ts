import { z } from 'zod';
import { isCalendarDate } from '$lib/domain/calendar/calendar-date';
import { isWebAddress, webLinkLimits } from '$lib/domain/measure/web-link';
import { slugPattern } from '$lib/domain/slug';

/*
 * Shared field schemas of the plan file.
 */

export const slugSchema = z.string().regex(slugPattern, 'slug');
export const requiredTextSchema = z.string().trim().min(1);
export const dateSchema = z.string().refine(isCalendarDate, 'date');
export const instantSchema = z.iso.datetime();
export const yearSchema = z.int().min(2000).max(2100);

export const localizedSchema = z
	.strictObject({ nb: requiredTextSchema.optional(), nn: requiredTextSchema.optional() })
	.refine((value) => value.nb || value.nn, 'one-form-needed');

export const milestoneSchema = z.strictObject({
	title: localizedSchema,
	due: dateSchema,
	doneOn: dateSchema.nullable()
});

/** Links of a measure; missing for none. */
export const linksSchema = z
	.array(
		z.strictObject({
			title: requiredTextSchema.max(webLinkLimits.title),
			address: z.string().refine(isWebAddress, 'an https address')
		})
	)
	.min(1)
	.max(webLinkLimits.links);
