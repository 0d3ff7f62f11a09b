import { z } from 'zod';
import { adjustmentKinds, stances } from '$lib/domain/adjustment';
import { codePattern } from '$lib/domain/measure';
import { day, instant, localized, milestone, slug, text, year } from './plan-file-shapes';

/* The year's adjustments in a plan file: one that is worked on with its items, an adopted one as it was sealed. */

/** A measure as it is to be. */
const edit = z.strictObject({
	title: localized,
	summary: localized.nullable(),
	targetGroup: localized.nullable(),
	expectedEffect: localized.nullable(),
	contact: text.nullable(),
	/** The responsible body's slug. */
	body: slug.nullable(),
	startsOn: day.nullable(),
	deadline: day.nullable(),
	deadlineWords: text.nullable(),
	/** All of them; left out where they stay as they are. */
	milestones: z.array(milestone).optional()
});

const common = { stance: z.enum(stances), reason: z.string() };

const itemOfMeasure = z.strictObject({
	measure: slug,
	kind: z.enum(adjustmentKinds),
	...common,
	/** Overtaken where somebody has changed the measure since this was written. */
	outcome: z.strictObject({ edit, overtaken: z.boolean() }).nullable()
});

/** A new measure: where it is to stand, with the code it is to have or without one. */
const itemOfNew = z.strictObject({
	measure: z.null(),
	kind: z.literal('new'),
	...common,
	outcome: z.strictObject({
		area: z.int().nullable(),
		code: z.string().regex(codePattern, 'code').nullable(),
		edit
	})
});

const open = z.strictObject({
	year,
	state: z.literal('open'),
	openedAt: instant,
	items: z.array(z.union([itemOfMeasure, itemOfNew]))
});

const adopted = z.strictObject({
	year,
	state: z.literal('adopted'),
	openedAt: instant,
	decision: text,
	/** What it changed, byte for byte: its SHA-256 is over exactly this text. */
	content: text,
	sha256: z.string().regex(/^[0-9a-f]{64}$/),
	adoptedAt: instant,
	adoptedBy: z.string()
});

export const adjustment = z.discriminatedUnion('state', [open, adopted]);
export type PlanFileItem = z.infer<typeof open>['items'][number];
