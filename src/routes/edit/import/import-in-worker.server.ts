import { MessageChannel } from 'node:worker_threads';
import type { RequestEvent } from '@sveltejs/kit';
import type { Result } from '$lib/domain/result';
import type { Plan } from '$lib/server/plans/queries';
import { sentFormOf } from '$lib/server/sent-forms';
import { WorkerUnavailable } from '$lib/server/workers/pool';
import type { ImportCounts, UploadedImport } from '$lib/server/workflows/import-upload';
import { TablesFailure } from '$lib/server/http/tables-failure';
import { uploadPool } from '$lib/server/http/worker-pools';

/** Milliseconds to compare and write a file of many thousand rows on a busy machine. */
const timeout = 300_000;

/**
 * Imports a previewed file in the upload worker, on a connection of its own: thousands of rows written here would
 * hold up every other request. The worker asks for its turn before it writes, so that it does not meet another
 * change of this process.
 *
 * @throws TablesFailure if the worker is busy, or has too little memory or time
 */
export async function importInWorker(
	{ locals }: Pick<RequestEvent, 'locals'>,
	plan: Plan,
	input: UploadedImport
): Promise<Result<ImportCounts>> {
	const { db, actor, now } = locals;
	const { port1: asked, port2: turn } = new MessageChannel();
	const request = { location: db.location, form: sentFormOf(db), actor, now, plan, input, turn };
	const task = uploadPool().run('importWorkbook', request, timeout);
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
	} catch (error) {
		throw isOverload(error) ?? error;
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
