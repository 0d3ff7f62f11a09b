// @ts-check
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import LibsqlDatabase from 'libsql';
import AsyncDatabase from 'libsql/promise';

/*
 * Keeps a copy of a database server up to date: one sync for each message. A process of its own (src/lib/server/database/sync-process.ts), because
 * libSQL blocks when it first asks the primary, and waits for ever for one that has stopped: only a process can be
 * ended then.
 */

/** @typedef {{ url: string, authToken?: string, file: string }} Source */
/** @typedef {{ error?: string, inUse?: boolean }} Answer */

/** Milliseconds to wait for an earlier process that ends, and between two tries. */
const patience = 1_500;
const interval = 100;

// Even while libSQL blocks: two processes must not change one copy.
new Worker(
	"const { workerData: parent } = require('node:worker_threads');" +
		"setInterval(() => process.ppid === parent || process.kill(process.pid, 'SIGKILL'), 250)",
	{ eval: true, workerData: process.ppid }
).unref();
// Ended as if by the machine: closing the copy would lock it for whoever starts on it now.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));

/** @type {InstanceType<typeof LibsqlDatabase> | undefined} */
let lock;
/** @type {InstanceType<typeof LibsqlDatabase> | undefined} */
let source;
process.on('message', async (/** @type {Source} */ { url, authToken, file }) => {
	/** @type {Answer} */
	let answer = {};
	try {
		lock ??= await lockFor(file);
		source ??= new LibsqlDatabase(file, { syncUrl: url, ...(authToken && { authToken }) });
		// Unlike the method of the database's own class, it leaves the process to others.
		await AsyncDatabase.prototype.sync.call(source);
	} catch (error) {
		answer = { error: error instanceof Error ? error.message : String(error), inUse: lock === undefined };
	}
	process.send?.(answer);
});

/**
 * Holds a lock beside the copy for as long as this process lives.
 *
 * @param {string} file
 */
async function lockFor(file) {
	const late = AbortSignal.timeout(patience);
	for (;;) {
		const held = new LibsqlDatabase(`${file}-lock`);
		try {
			held.exec('begin exclusive');
			return held;
		} catch (error) {
			held.close();
			if (late.aborted) throw error;
			await pause(interval);
		}
	}
}
