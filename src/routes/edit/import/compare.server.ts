import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { refuseInvalid, type Result } from '$lib/domain/result';
import { hasOpenQuestions } from '$lib/domain/workbook/workbook-comparison';
import { previewInWorker, TablesFailure } from '$lib/server/http/workbook';
import { roundsForStatuses } from '$lib/server/workflows/import-with-statuses';
import { previewImport } from '$lib/server/workbooks/commands';
import { requireEditablePlan } from '../plan.server';
import { shownPreview, unreadFile } from './preview.server';

/** Packed tables, and how they are read. */
interface Choices {
	table: string;
	/** Null for a new file: those of the last one with the same headers. */
	answers: Map<string, string> | null;
	/** Number of measures before the shown page. */
	from: number;
	emptying: boolean;
	adopted: boolean;
}

/** Refuses tables that cannot be compared; 503 if many files are being compared. */
export async function refuseUnreadable<T>(importing: Promise<Result<T>>): Promise<Result<T>> {
	try {
		return await importing;
	} catch (failure) {
		if (!(failure instanceof TablesFailure)) throw failure;
		if (failure.fault === 'busy') error(503, 'tables-busy');
		return refuseInvalid({ field: 'table', code: 'unreadable' });
	}
}

/** Returns the preview of packed tables as the page shows it, or why they cannot be compared. */
export async function previewOf(event: RequestEvent, choices: Choices) {
	try {
		return await comparedPage(event, choices);
	} catch (failure) {
		if (failure instanceof TablesFailure) return failure;
		throw failure;
	}
}

async function comparedPage(event: RequestEvent, { table, answers, from, ...options }: Choices) {
	const { locale, db, now } = event.locals;
	const plan = requireEditablePlan(event);
	const compare = previewInWorker(event, table, { locale, from, adopted: options.adopted });
	const preview = await previewImport(event.locals, plan, { compare, answers, ...options });
	const rounds = await roundsForStatuses(db.read, plan, now);
	return shownPreview(preview, { table, ...options, rounds });
}

/** Answers with the preview of packed tables, or with why there is none. */
export async function answerPreview(event: RequestEvent, choices: Choices) {
	const page = await previewOf(event, choices);
	if (page instanceof TablesFailure) return fail(page.fault === 'busy' ? 503 : 400, unreadFile(page.fault));
	const { sheets, faults } = page.view;
	if (sheets.length === 0) return fail(400, unreadFile('no-heads'));
	return faults.length === 0 || hasOpenQuestions(page.view) ? page : fail(400, page);
}
