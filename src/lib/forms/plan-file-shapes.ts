import { z } from 'zod';
import { isCalendarDate } from '$lib/domain/calendar';
import { slugPattern } from '$lib/domain/slug';

/* What the plan file's parts are made of. */

export const slug = z.string().regex(slugPattern, 'slug');
export const text = z.string().trim().min(1);
export const day = z.string().refine(isCalendarDate, 'date');
export const instant = z.iso.datetime();
export const year = z.int().min(2000).max(2100);

export const localized = z
	.strictObject({ nb: text.optional(), nn: text.optional() })
	.refine((value) => value.nb || value.nn, 'one-form-needed');

export const milestone = z.strictObject({ title: localized, due: day, doneOn: day.nullable() });
