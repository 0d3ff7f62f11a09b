import { z } from 'zod';
import { adjustmentKinds, dispositions } from '$lib/domain/adjustment';
import { measureCodePattern } from '$lib/domain/measure/measure';
import {
	dateSchema,
	instantSchema,
	linksSchema,
	localizedSchema,
	milestoneSchema,
	slugSchema,
	requiredTextSchema,
	yearSchema
} from './plan-file-fields';

/*
 * Adjustments in a plan file: an open one with its items, an adopted one as it was sealed.
 */

/** The new values of a measure. */
const edit = z.strictObject({
	title: localizedSchema,
	summary: localizedSchema.nullable(),
	targetGroup: localizedSchema.nullable(),
	expectedEffect: localizedSchema.nullable(),
	contact: requiredTextSchema.nullable(),
	/** The responsible body's slug. */
	body: slugSchema.nullable(),
	startsOn: dateSchema.nullable(),
	deadline: dateSchema.nullable(),
	deadlineWords: requiredTextSchema.nullable(),
	/** Missing if they stay unchanged, null if they are removed. */
	links: linksSchema.nullable().optional(),
	/** All milestones; missing if they stay unchanged. */
	milestones: z.array(milestoneSchema).optional()
});

const common = { stance: z.enum(dispositions), reason: z.string() };

const itemOfMeasure = z.strictObject({
	measure: slugSchema,
	kind: z.enum(adjustmentKinds),
	...common,
	/** Overtaken if the measure was changed by someone else since this was written. */
	outcome: z.strictObject({ edit, overtaken: z.boolean() }).nullable()
});

/** A new measure with its placement; the code is optional. */
const itemOfNew = z.strictObject({
	measure: z.null(),
	kind: z.literal('new'),
	...common,
	outcome: z.strictObject({
		area: z.int().nullable(),
		code: z.string().regex(measureCodePattern, 'code').nullable(),
		edit
	})
});

const open = z.strictObject({
	year: yearSchema,
	state: z.literal('open'),
	openedAt: instantSchema,
	items: z.array(z.union([itemOfMeasure, itemOfNew]))
});

const adopted = z.strictObject({
	year: yearSchema,
	state: z.literal('adopted'),
	openedAt: instantSchema,
	decision: requiredTextSchema,
	/** The changes, byte for byte: the SHA-256 checksum covers exactly this text. */
	content: requiredTextSchema,
	sha256: z.string().regex(/^[0-9a-f]{64}$/),
	adoptedAt: instantSchema,
	adoptedBy: z.string()
});

export const adjustmentSchema = z.discriminatedUnion('state', [open, adopted]);
export type PlanFileAdjustmentItem = z.infer<typeof open>['items'][number];
