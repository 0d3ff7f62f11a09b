import { once } from 'node:events';
import { isMainThread, type MessagePort } from 'node:worker_threads';
import { setRest } from '$lib/domain/rest';
import { openDatabase, type Database, type DatabaseLocation } from '../database/database';
import { outageCause, outageCode } from '../database/outage';
import { createRest } from './rest';

/** A worker's connection of its own. */
export interface OwnConnection {
	location: DatabaseLocation;
	/** Asks for the turn of a change, once, and is answered when no other change runs. */
	turn: MessagePort;
}

/** The result of work on a database. An error's code, which threads do not pass on, says that the database is away. */
export type DatabaseAnswer<T> =
	{ outage: null; result: T } | { outage: { message: string; code: string }; result: null };

/** Runs work on a connection of its own, whose change runs in the turn that the server gives it. A worker rests meanwhile. */
export async function withOwnDatabase<T>(
	connection: OwnConnection,
	work: (db: Database) => Promise<T>
): Promise<DatabaseAnswer<T>> {
	if (!isMainThread) setRest(createRest());
	try {
		const database = await openOwn(connection);
		try {
			return { outage: null, result: await work(database) };
		} finally {
			database.close();
		}
	} catch (error) {
		if (outageCause(error) === null) throw error;
		return { outage: { message: (error as Error).message, code: outageCode(error) }, result: null };
	} finally {
		connection.turn.close();
	}
}

/** Opens the database beside the server, which alone keeps its log. A replica is the server's own: workers use its source. */
async function openOwn({ location, turn }: OwnConnection): Promise<Database> {
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
