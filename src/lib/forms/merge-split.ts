import { z, type RefinementCtx } from 'zod';
import type { Localized } from '$lib/domain/localized';
import { acrossAreasCode, measureOrigins } from '$lib/domain/measure/measure';
import {
	textLimits,
	parseLocalizedField,
	parseField,
	addFieldError,
	textField,
	versionField,
	type PostedFields
} from './fields/field-parser';

/** Maximum parts of a split. */
export const maxSplitParts = 20;

export interface PlacementFields {
	area: number | null;
	code: string | null;
}

export interface NewMeasureFields extends PlacementFields {
	title: Localized;
	summary: Localized | null;
}

const areaCodeField = z
	.string('required')
	.regex(new RegExp(`^(?:${acrossAreasCode}|\\d{1,2})$`), 'required')
	.transform((mark) => (mark === acrossAreasCode ? null : Number(mark)));

/** Parses a measure's placement: `area` is its number or X; `code` may be empty. */
export function parsePlacement(posted: PostedFields, context: RefinementCtx, at = ''): PlacementFields {
	return {
		area: parseField(areaCodeField, `${at}area`, { posted, context }) ?? null,
		code: parseField(textField(textLimits.line), `${at}code`, { posted, context })?.toUpperCase() || null
	};
}

function parseNewMeasure(posted: PostedFields, context: RefinementCtx, at = ''): NewMeasureFields {
	const title = parseLocalizedField(`${at}title`, textLimits.title, { posted, context });
	if (!title) addFieldError(context, `${at}title.nb`, 'one-form-needed');
	return {
		...parsePlacement(posted, context, at),
		title: title ?? {},
		summary: parseLocalizedField(`${at}summary`, textLimits.text, { posted, context })
	};
}

/** Parses reason and decision; the command requires them where needed. */
function parseReasonAndDecision(posted: PostedFields, context: RefinementCtx) {
	return {
		reason: parseField(textField(textLimits.text), 'reason', { posted, context }) ?? '',
		decision: parseField(textField(textLimits.line), 'decision', { posted, context }) ?? ''
	};
}

export const newMeasureForm = z.looseObject({}).transform((posted, context) => ({
	measure: {
		...parseNewMeasure(posted, context),
		origin: parseField(z.enum(measureOrigins, 'required'), 'origin', { posted, context }) ?? 'measure',
		source: parseField(textField(textLimits.line), 'source', { posted, context }) || null
	},
	reason: parseReasonAndDecision(posted, context).reason
}));

export const moveMeasureForm = z.looseObject({}).transform((posted, context) => ({
	version: parseField(versionField, 'version', { posted, context }) ?? 0,
	placing: parsePlacement(posted, context),
	reason: parseReasonAndDecision(posted, context).reason
}));

/** A source as posted: "1.1@3", the code and the version read. */
const source = z
	.string('unreadable')
	.regex(/^[^@]{1,10}@\d{1,9}$/, 'unreadable')
	.transform((posted) => {
		const [code = '', from] = posted.split('@');
		return { code, version: Number(from) };
	});

export const mergeMeasuresForm = z.looseObject({}).transform((posted, context) => ({
	sources: parseField(z.array(source).max(50, 'unreadable'), 'from', { posted, context }) ?? [],
	heir: parseNewMeasure(posted, context),
	...parseReasonAndDecision(posted, context)
}));

const partName = /^parts\.(\d{1,3})\./;

/** Returns the numbers of the parts in a posted form, in ascending order. */
export function splitPartNumbers(posted: PostedFields): number[] {
	const numbers = Object.keys(posted).flatMap((name) => partName.exec(name)?.[1] ?? []);
	return [...new Set(numbers.map(Number))].sort((a, b) => a - b).slice(0, maxSplitParts);
}

/** Form of a split measure, with its parts as `parts.<n>.title.nb`, `….area` and so on. */
export const splitMeasureForm = z.looseObject({}).transform((posted, context) => ({
	version: parseField(versionField, 'version', { posted, context }) ?? 0,
	rows: splitPartNumbers(posted),
	parts: splitPartNumbers(posted).map((row) => parseNewMeasure(posted, context, `parts.${row}.`)),
	...parseReasonAndDecision(posted, context)
}));
