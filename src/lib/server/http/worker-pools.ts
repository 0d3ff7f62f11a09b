import { resolve } from 'node:path';
import { openWorkerPool, type WorkerPool } from '../workers/pool';

/** Module of the worker threads, built with the operator's tool (src/bin/build-operator.mjs). */
const tasks = 'build/operator/workers.js';

let papers: WorkerPool | undefined;
let pictures: WorkerPool | undefined;
let uploads: WorkerPool | undefined;
let backups: WorkerPool | undefined;

/** Returns the pool that writes documents. */
export function paperPool(): WorkerPool {
	return (papers ??= openWorkerPool(resolve(tasks)));
}

/** Returns the pool that draws charts as pictures; a page has up to a dozen. */
export function picturePool(): WorkerPool {
	return (pictures ??= openWorkerPool(resolve(tasks), { maxWaiting: 36, maxMemory: 256 }));
}

/** Returns the pool that reads uploads, so that a slow file delays only other uploads. */
export function uploadPool(): WorkerPool {
	return (uploads ??= openWorkerPool(resolve(tasks), { maxWaiting: 4 }));
}

/** Returns the pool that writes backups. */
export function backupPool(): WorkerPool {
	return (backups ??= openWorkerPool(resolve(tasks), { maxWaiting: 1 }));
}
