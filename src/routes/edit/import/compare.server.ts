import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { refuseInvalid, type Result } from '$lib/domain/result';
import { TablesFailure } from '$lib/server/http/tables-failure';
import { requireEditablePlan } from '../plan.server';
import { previewStagedInWorker } from './in-worker.server';
import { shownPreview, unreadFile, type KeptChoices } from './preview.server';

/** A file's tables as its form names them, and how they are read. */
interface Choices {
	table: string;
	answers: Map<string, string>;
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

async function comparedPage(event: RequestEvent, { table, ...choices }: Choices) {
	const { locale } = event.locals;
	const input = { ...choices, table, locale };
	const preview = await previewStagedInWorker(event, requireEditablePlan(event), input);
	return shownPreview(preview, { ...choices, table });
}

/** Answers with a page of a file's changes that are kept, or with why there is none. */
export async function answerChoices(event: RequestEvent, choices: Choices, kept: KeptChoices) {
	const page = await previewOf(event, choices);
	if (page instanceof TablesFailure)
		return fail(page.fault === 'busy' ? 503 : 400, unreadFile(page.fault, '', kept));
	return answerPage(page, kept);
}

/** Answers with a page of a file's changes. */
export function answerPage(page: ReturnType<typeof shownPreview>, kept: KeptChoices) {
	const { sheets, counts } = page.view;
	if (sheets.length === 0) return fail(400, unreadFile('no-heads', '', kept));
	const { reason, statuses } = kept;
	const shown = { ...page, reason, statuses };
	return counts.faults === 0 || counts.open > 0 ? shown : fail(400, shown);
}
