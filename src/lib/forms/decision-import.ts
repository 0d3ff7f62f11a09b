import { z } from 'zod';
import { listColumns } from '$lib/domain/decision/decision-list';
import { writtenForms } from '$lib/domain/localized';

/** Maximum of rows and columns of a list. */
export const decisionListLimits = { rows: 1000, columns: 20 };

const rows = z
	.array(z.array(z.string().max(10_000)).max(decisionListLimits.columns))
	.min(1)
	.max(decisionListLimits.rows);

const comments = z.array(z.object({ row: z.int().min(1).nullable(), text: z.string().max(10_000) })).max(100);

/** A list's comments, which are not imported; a form without readable ones has none. */
function parseComments(text: string): z.output<typeof comments> {
	try {
		return comments.safeParse(JSON.parse(text)).data ?? [];
	} catch {
		return [];
	}
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
	/** Comments that the page shows as left out. */
	comments: z.string('unreadable').default('[]').transform(parseComments),
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
