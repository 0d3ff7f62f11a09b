import { MessageChannel } from 'node:worker_threads';
import type { RequestEvent } from '@sveltejs/kit';
import type { Result } from '$lib/domain/result';
import type { Database } from '$lib/server/database/database';
import { TablesFailure } from '$lib/server/http/tables-failure';
import { limited, readForm } from '$lib/server/http/workbook';
import { uploadPool } from '$lib/server/http/worker-pools';
import type { Plan } from '$lib/server/plans/queries';
import { sentFormOf } from '$lib/server/sent-forms';
import type { DatabaseAnswer, OwnConnection } from '$lib/server/workers/own-database';
import { WorkerUnavailable } from '$lib/server/workers/pool';
import type { ImportCounts, UploadedImport } from '$lib/server/workflows/import-upload';
import type { StagedPreview } from '$lib/server/workflows/preview-upload';

/*
 * Thousands of rows read, compared or written here would hold up every other request, so all of it is done in the
 * upload worker, on a connection of its own.
 */

/** Milliseconds to compare and write a file of many thousand rows on a busy machine. */
const importTimeout = 300_000;

/** Milliseconds to read and compare a file. */
const previewTimeout = 30_000;

/**
 * Imports a previewed file.
 *
 * @throws TablesFailure if the worker is busy, or has too little memory or time
 */
export async function importInWorker(
	{ locals }: Pick<RequestEvent, 'locals'>,
	plan: Plan,
	input: UploadedImport
): Promise<Result<ImportCounts>> {
	const { db, actor, now } = locals;
	const request = { form: sentFormOf(db), actor, now, plan, input };
	try {
		return await withOwnConnection(db, (own) =>
			uploadPool().run('importWorkbook', { ...own, ...request }, importTimeout)
		);
	} catch (error) {
		throw isOverload(error) ?? error;
	}
}

/** Reads and keeps the file or pasted cells of a form, and returns the first page of their changes. */
export function previewInWorker(event: RequestEvent, plan: Plan) {
	const { db, actor, now, locale } = event.locals;
	return readForm(event, (form) =>
		withOwnConnection(db, (own) =>
			uploadPool().run('previewWorkbook', { ...own, actor, now, plan, form, locale }, previewTimeout)
		)
	);
}

/**
 * Returns a page of the changes of a file that is kept.
 *
 * @throws TablesFailure if the file is gone, or the worker is busy or has too little memory or time
 */
export async function previewStagedInWorker(event: RequestEvent, plan: Plan, input: StagedPreview) {
	const { db, actor, now } = event.locals;
	const found = await limited(event, () =>
		withOwnConnection(db, (own) =>
			uploadPool().run('previewTables', { ...own, actor, now, plan, input }, previewTimeout)
		)
	);
	if ('fault' in found) throw new TablesFailure(found.fault);
	if (found.ok) return found.value;
	const isGone = found.refused.code === 'invalid' && found.refused.faults.some(({ code }) => code === 'gone');
	throw new TablesFailure(isGone ? 'gone' : 'unreadable');
}

/**
 * Runs a task with a connection that asks for its turn before it writes, so that it does not meet another change of
 * this process.
 */
async function withOwnConnection<T>(
	db: Database,
	run: (own: OwnConnection) => Promise<DatabaseAnswer<T>>
): Promise<T> {
	const { port1: asked, port2: turn } = new MessageChannel();
	const task = run({ location: db.location, turn });
	const ended = task.then(
		() => undefined,
		() => undefined
	);
	asked.once(
		'message',
		() =>
			void db.delegate(async () => {
				asked.postMessage('yours');
				await ended;
			})
	);
	try {
		const { outage, result } = await task;
		if (outage) throw Object.assign(new Error(outage.message), { code: outage.code });
		return result;
	} finally {
		asked.close();
	}
}

function isOverload(error: unknown): TablesFailure | null {
	if (error instanceof WorkerUnavailable)
		return new TablesFailure(error.reason === 'busy' ? 'busy' : 'too-much-inside');
	const { code } = error as NodeJS.ErrnoException;
	return code === 'ERR_WORKER_OUT_OF_MEMORY' ? new TablesFailure('too-much-inside') : null;
}
