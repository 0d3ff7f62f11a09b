import { z } from 'zod';
import { isCalendarDate } from '$lib/domain/calendar/calendar-date';
import { maxWorkbookRows } from '$lib/domain/workbook/workbook-comparison';
import { columnsFor, maxMilestoneColumns } from '$lib/domain/workbook/workbook-columns';

const cell = z.union([
	z.null(),
	z.string(),
	z.number(),
	z.boolean(),
	z.strictObject({ date: z.string().refine(isCalendarDate) }),
	z.strictObject({ error: z.string() })
]);

const head = z.strictObject({ letters: z.string().max(3), head: z.string() });

/** A workbook's table, kept on the page between preview and confirmation. */
export const workbookTableSchema = z.strictObject({
	sheet: z.string(),
	columns: z.array(z.enum(columnsFor(maxMilestoneColumns)).nullable()),
	heads: z.array(head),
	ignored: z.array(head),
	twice: z.array(head),
	rows: z.array(z.strictObject({ number: z.int().min(1), cells: z.array(cell) })).max(maxWorkbookRows)
});

/** Form that confirms an import: the table, the checksum of the preview, and the reason. */
export const workbookImportForm = z.object({
	table: z.string('unreadable').min(1, 'unreadable'),
	seal: z.string('unreadable').regex(/^[0-9a-f]{64}$/, 'unreadable'),
	reason: z.string('reason-required').trim().min(1, 'reason-required').max(4000, 'too-long')
});
