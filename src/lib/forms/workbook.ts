import { z } from 'zod';
import { parseRoundKey } from '$lib/domain/round/round';
import { isCalendarDate } from '$lib/domain/calendar/calendar-date';
import { maxWorkbookRows } from '$lib/domain/workbook/workbook-comparison';
import { cellColours } from '$lib/domain/workbook/worksheet';

const cell = z.union([
	z.null(),
	z.string(),
	z.number(),
	z.boolean(),
	z.strictObject({ date: z.string().refine(isCalendarDate) }),
	z.strictObject({ number: z.number(), shown: z.string() }),
	z.strictObject({ error: z.string() })
]);

const place = z.int().min(0);

/** A file's tables, kept on the page between preview and confirmation. */
export const worksheetsSchema = z
	.array(
		z.strictObject({
			name: z.string(),
			table: z.int().min(1).optional(),
			rows: z.array(z.array(cell)).max(2 * maxWorkbookRows),
			links: z
				.array(z.strictObject({ row: place, column: place, text: z.string(), address: z.string() }))
				.optional(),
			comments: z.array(z.strictObject({ row: place.nullable(), text: z.string() })).optional(),
			fills: z.array(z.strictObject({ row: place, column: place, colour: z.enum(cellColours) })).optional(),
			hidden: z
				.strictObject({
					...{ sheet: z.boolean(), rows: place, columns: z.array(place) },
					texts: z.array(z.string()).optional()
				})
				.optional(),
			around: z.strictObject({ paragraphs: place, first: z.string() }).optional()
		})
	)
	.max(500);

/** Names tables that the server keeps; the letters of packed tables have no dot. */
const stagedTables = /^staged\.[0-9a-f]{32}$/;

/** True if a form names its tables, instead of holding them. */
export function isStagedTables(table: string): boolean {
	return stagedTables.test(table);
}

/** Choices made by hand, each as "key=answer" from one select. */
const answers = z
	.union([z.string().transform((one) => [one]), z.array(z.string())], 'unreadable')
	.default([])
	.transform(
		(all) =>
			new Map(
				all.flatMap((one) => {
					const at = one.lastIndexOf('=');
					return at > 0 && at < one.length - 1 ? [[one.slice(0, at), one.slice(at + 1)] as const] : [];
				})
			)
	);

const ticked = z
	.union([z.literal('yes'), z.array(z.literal('yes'))], 'unreadable')
	.optional()
	.transform((value) => value !== undefined);

const options = {
	table: z.string('unreadable').min(1, 'unreadable'),
	answers,
	/** Ticked if an empty cell empties its field. */
	emptying: ticked,
	/** Ticked if new measures are adopted. */
	adopted: ticked,
	/** Number of measures before the shown page of the preview. */
	from: z.coerce.number<string>('unreadable').int('unreadable').min(0, 'unreadable').default(0)
};

/** Form that shows the changes again with other choices. */
export const workbookChoicesForm = z.object(options);

/** Choices that an upload keeps from a form whose tables were gone. */
export const workbookUploadForm = z.object({
	...{ answers, emptying: ticked, adopted: ticked },
	reason: z.string().catch('').default(''),
	statuses: z.string().catch('').default('')
});

/** Form that drops the shown file. */
export const workbookDropForm = z.object({ table: options.table });

/** Form that confirms an import: the table, the checksum of the preview, the round for statuses, the reason. */
export const workbookImportForm = z.object({
	...options,
	seal: z.string('unreadable').regex(/^[0-9a-f]{64}$/, 'unreadable'),
	/** Null if the statuses are not read in. */
	statuses: z
		.union([z.literal(''), z.string().refine((key) => parseRoundKey(key) !== null)], 'unreadable')
		.default('')
		.transform((key) => key || null),
	reason: z.string('reason-required').trim().min(1, 'reason-required').max(4000, 'too-long')
});
