import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { refuseInvalid, type Result } from '$lib/domain/result';
import { hasOpenQuestions } from '$lib/domain/workbook/workbook-comparison';
import { compareInWorker, TablesFailure } from '$lib/server/http/workbook';
import { roundsForStatuses } from '$lib/server/workflows/import-with-statuses';
import { previewFile, previewImport } from '$lib/server/workbooks/commands';
import { requireEditablePlan } from '../plan.server';
import { shownPreview, unreadFile } from './preview.server';

/** Packed tables, and how they are read. */
interface Choices {
	table: string;
	/** Null for a new file: those of the last one with the same headers. */
	answers: Map<string, string> | null;
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

async function comparedPage(event: RequestEvent, { table, answers, ...options }: Choices) {
	const tables = compareInWorker(event, table);
	const plan = requireEditablePlan(event);
	const preview = answers
		? await previewImport(event.locals, plan, { tables, answers, ...options })
		: await previewFile(event.locals, plan, tables);
	const { locale, db, now } = event.locals;
	const rounds = await roundsForStatuses(db.read, plan, now);
	const sound = preview.comparison.faults.length === 0;
	return { page: shownPreview(preview, { table, ...options, locale, rounds }), sound, preview };
}

/** Answers with the preview of packed tables, or with why there is none. */
export async function answerPreview(event: RequestEvent, choices: Choices) {
	const shown = await previewOf(event, choices);
	if (shown instanceof TablesFailure)
		return fail(shown.fault === 'busy' ? 503 : 400, unreadFile(shown.fault));
	const { sheets } = shown.preview.comparison;
	if (sheets.length === 0) return fail(400, unreadFile('no-heads'));
	return shown.sound || hasOpenQuestions(shown.preview.comparison) ? shown.page : fail(400, shown.page);
}
