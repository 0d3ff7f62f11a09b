import { once } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import type { Actor } from '$lib/domain/permission';
import type { Result } from '$lib/domain/result';
import { openDatabase, type Database, type DatabaseLocation } from '../database/database';
import { outageCause, outageCode } from '../database/outage';
import type { Plan } from '../plans/queries';
import { singleUse, type SentFormKey } from '../sent-forms';
import { importUpload, type ImportCounts, type UploadedImport } from '../workflows/import-upload';

/** An import for a worker, as plain data. */
interface ImportRequest {
	location: DatabaseLocation;
	/** The form that confirms it, which runs once. */
	form: SentFormKey | null;
	actor: Actor;
	now: Date;
	plan: Plan;
	input: UploadedImport;
	/** Asks for the turn of a change, and is answered once no other change runs. */
	turn: MessagePort;
}

/** The import's result. An error's code, which threads do not pass on, says that the database is away. */
type ImportAnswer =
	| { outage: null; result: Result<ImportCounts> }
	| { outage: { message: string; code: string }; result: null };

/** Imports a previewed file on a connection of its own, in the turn that the server gives it. */
export async function importWorkbook(request: ImportRequest): Promise<ImportAnswer> {
	const { form, turn, input, ...context } = request;
	try {
		const database = await openForImport(request);
		try {
			const db = form ? singleUse(database, { ...form, kept: (value) => value }) : database;
			return { outage: null, result: await importUpload({ ...context, db }, request.plan, input) };
		} finally {
			database.close();
		}
	} catch (error) {
		if (outageCause(error) === null) throw error;
		return { outage: { message: (error as Error).message, code: outageCode(error) }, result: null };
	} finally {
		turn.close();
	}
}

/** Opens the database beside the server, which alone keeps its log. A replica is the server's own: the worker writes to its source. */
async function openForImport({ location, turn }: ImportRequest): Promise<Database> {
	const { url, authToken } = location;
	const own = await openDatabase({ url, authToken }, { checkpoints: false });
	return {
		...own,
		async write(work) {
			const given = once(turn, 'message');
			turn.postMessage('ready');
			await given;
			return own.write(work);
		}
	};
}
