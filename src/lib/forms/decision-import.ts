import { z } from 'zod';
import { listColumns } from '$lib/domain/decision/decision-list';
import { writtenForms } from '$lib/domain/localized';

/** Maximum of rows and columns of a list. */
export const decisionListLimits = { rows: 1000, columns: 20 };

const rows = z
	.array(z.array(z.string().max(10_000)).max(decisionListLimits.columns))
	.min(1)
	.max(decisionListLimits.rows);

const leftOut = z
	.array(
		z.object({
			row: z.int().min(1).nullable(),
			text: z.string().max(10_000),
			rows: z.int().min(1).nullable().default(null)
		})
	)
	.max(100);

const hidden = z.object({
	name: z.string().max(10_000),
	sheet: z.boolean(),
	rows: z.int().min(0),
	columns: z.array(z.int().min(0)).max(20_000),
	texts: z.array(z.string().max(100)).max(100).optional()
});

/** Returns what a hidden field holds as JSON, or the value of an unreadable one. */
function parseHidden<T>(shape: z.ZodType<T>, otherwise: T): (text: string) => T {
	return (text) => {
		try {
			return shape.safeParse(JSON.parse(text)).data ?? otherwise;
		} catch {
			return otherwise;
		}
	};
}

/** The cells of a list, as JSON, and what its columns mean. */
export const decisionImportForm = z.object({
	table: z.string('unreadable').transform((text, context) => {
		try {
			const parsed = rows.safeParse(JSON.parse(text));
			if (parsed.success) return parsed.data;
		} catch {
			// Not JSON: the same fault.
		}
		context.addIssue({ code: 'custom', message: 'unreadable' });
		return z.NEVER;
	}),
	/** Comments and other tables, which the page shows as left out. */
	comments: z
		.string('unreadable')
		.default('[]')
		.transform(parseHidden<z.output<typeof leftOut>>(leftOut, [])),
	/** Parts of the list that its file hides, and that are read all the same; null for none. */
	hidden: z
		.string('unreadable')
		.default('null')
		.transform(parseHidden<z.output<typeof hidden> | null>(hidden.nullable(), null)),
	columns: z
		.array(z.enum(['', ...listColumns], 'unknown-choice').transform((column) => column || null))
		.max(decisionListLimits.columns)
		.nullable()
		.default(null),
	/** Slug of the body of lists without such a column. */
	body: z
		.string('unknown-choice')
		.max(200, 'unknown-choice')
		.default('')
		.transform((slug) => slug || null),
	lang: z.enum(writtenForms, 'required'),
	publish: z
		.string('unknown-choice')
		.default('')
		.transform((checked) => checked !== '')
});
export type DecisionImportInput = z.output<typeof decisionImportForm>;
