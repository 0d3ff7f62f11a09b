import { z, type RefinementCtx } from 'zod';
import type { Localized } from '$lib/domain/localized';
import { acrossMark, origins } from '$lib/domain/measure';
import { limits, localizedIn, read, report, text, version, type PostedFields } from './posted';

/** More parts than anybody splits a measure into. */
export const mostParts = 20;

export interface PlacingFields {
	area: number | null;
	code: string | null;
}

export interface HeirFields extends PlacingFields {
	title: Localized;
	summary: Localized | null;
}

const areaMark = z
	.string('required')
	.regex(new RegExp(`^(?:${acrossMark}|\\d{1,2})$`), 'required')
	.transform((mark) => (mark === acrossMark ? null : Number(mark)));

/** Where a measure is to stand: `area` is its number or X, `code` may be left empty. */
export function placingIn(posted: PostedFields, context: RefinementCtx, at = ''): PlacingFields {
	return {
		area: read(areaMark, posted, `${at}area`, context) ?? null,
		code: read(text(limits.line), posted, `${at}code`, context)?.toUpperCase() || null
	};
}

function heirIn(posted: PostedFields, context: RefinementCtx, at = ''): HeirFields {
	const title = localizedIn(`${at}title`, limits.title, posted, context);
	if (!title) report(context, `${at}title.nb`, 'one-form-needed');
	return {
		...placingIn(posted, context, at),
		title: title ?? {},
		summary: localizedIn(`${at}summary`, limits.text, posted, context)
	};
}

/** Every command has a reason; whether it must be there, and the decision too, the command says. */
function groundsIn(posted: PostedFields, context: RefinementCtx) {
	return {
		reason: read(text(limits.text), posted, 'reason', context) ?? '',
		decision: read(text(limits.line), posted, 'decision', context) ?? ''
	};
}

export const newMeasureForm = z.looseObject({}).transform((posted, context) => ({
	measure: {
		...heirIn(posted, context),
		origin: read(z.enum(origins, 'required'), posted, 'origin', context) ?? 'measure',
		source: read(text(limits.line), posted, 'source', context) || null
	},
	reason: groundsIn(posted, context).reason
}));

export const moveForm = z.looseObject({}).transform((posted, context) => ({
	version: read(version, posted, 'version', context) ?? 0,
	placing: placingIn(posted, context),
	reason: groundsIn(posted, context).reason
}));

/** Sources are posted as "1.1@3": the code, and the version it was read in. */
const source = z
	.string('unreadable')
	.regex(/^[^@]{1,10}@\d{1,9}$/, 'unreadable')
	.transform((posted) => {
		const [code = '', from] = posted.split('@');
		return { code, version: Number(from) };
	});

export const mergeForm = z.looseObject({}).transform((posted, context) => ({
	sources: read(z.array(source).max(50, 'unreadable'), posted, 'from', context) ?? [],
	heir: heirIn(posted, context),
	...groundsIn(posted, context)
}));

const partName = /^parts\.(\d{1,3})\./;

/** The numbers of the parts in a posted form, in their order. */
export function partRows(posted: PostedFields): number[] {
	const numbers = Object.keys(posted).flatMap((name) => partName.exec(name)?.[1] ?? []);
	return [...new Set(numbers.map(Number))].sort((a, b) => a - b).slice(0, mostParts);
}

/** A measure that is split: its parts as `parts.<n>.title.nb`, `….area` and so on. */
export const splitForm = z.looseObject({}).transform((posted, context) => ({
	version: read(version, posted, 'version', context) ?? 0,
	rows: partRows(posted),
	parts: partRows(posted).map((row) => heirIn(posted, context, `parts.${row}.`)),
	...groundsIn(posted, context)
}));
