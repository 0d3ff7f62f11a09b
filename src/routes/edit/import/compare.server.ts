import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { refuseInvalid, type Result } from '$lib/domain/result';
import { hasOpenQuestions } from '$lib/domain/workbook/workbook-comparison';
import { TablesFailure } from '$lib/server/http/tables-failure';
import { previewInWorker } from '$lib/server/http/workbook';
import { roundsForStatuses } from '$lib/server/workflows/import-with-statuses';
import { previewImport } from '$lib/server/workbooks/commands';
import { packedTables } from '$lib/server/workbooks/staging';
import { requireEditablePlan } from '../plan.server';
import { shownPreview, unreadFile, type KeptChoices } from './preview.server';

/** A file's tables as its form names them, and how they are read. */
interface Choices {
	table: string;
	/** Null for a new file: those of the last one with the same headers. */
	answers: Map<string, string> | null;
	/** Number of measures before the shown page. */
	from: number;
	emptying: boolean;
	adopted: boolean;
}

/** Refuses tables that cannot be imported; 503 if many files are being read. */
export async function refuseUnreadable<T>(importing: Promise<Result<T>>): Promise<Result<T>> {
	try {
		return await importing;
	} catch (failure) {
		if (!(failure instanceof TablesFailure)) throw failure;
		if (failure.fault === 'busy') error(503, 'tables-busy');
		return refuseInvalid({ field: 'table', code: 'unreadable' });
	}
}

/** Returns the preview of a file as the page shows it, or why it cannot be compared. */
export async function previewOf(event: RequestEvent, choices: Choices) {
	try {
		return await comparedPage(event, choices);
	} catch (failure) {
		if (failure instanceof TablesFailure) return failure;
		throw failure;
	}
}

async function comparedPage(event: RequestEvent, { table, answers, from, ...options }: Choices) {
	const { locale, db, now, actor } = event.locals;
	const plan = requireEditablePlan(event);
	const owner = { personId: actor.personId, planId: plan.id };
	const packed = await packedTables(db.read, { owner, now }, table);
	if (packed === null) throw new TablesFailure('gone');
	const compare = previewInWorker(event, packed, { locale, from, adopted: options.adopted });
	const preview = await previewImport(event.locals, plan, { compare, answers, ...options });
	const rounds = await roundsForStatuses(db.read, plan, now);
	return shownPreview(preview, { table, ...options, rounds });
}

/** Answers with the preview of a file, or with why there is none. */
export async function answerPreview(event: RequestEvent, choices: Choices, kept?: KeptChoices) {
	const page = await previewOf(event, choices);
	if (page instanceof TablesFailure)
		return fail(page.fault === 'busy' ? 503 : 400, unreadFile(page.fault, '', kept));
	const { sheets, faults } = page.view;
	if (sheets.length === 0) return fail(400, unreadFile('no-heads'));
	const shown = { ...page, reason: kept?.reason ?? '', statuses: kept?.statuses ?? '' };
	return faults.length === 0 || hasOpenQuestions(page.view) ? shown : fail(400, shown);
}
