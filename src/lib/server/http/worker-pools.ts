import { resolve } from 'node:path';
import { openWorkerPool, type WorkerPool } from '../workers/pool';

/** The threads' module, built beside the operator's tool (src/bin/build-operator.mjs). */
const tasks = 'build/operator/workers.js';

let papers: WorkerPool | undefined;
let uploads: WorkerPool | undefined;

/** The pool that writes papers of reviews, for everybody. */
export function paperPool(): WorkerPool {
	return (papers ??= openWorkerPool(resolve(tasks)));
}

/** The pool that reads files people upload: one that is slow to read keeps only other uploads waiting. */
export function uploadPool(): WorkerPool {
	return (uploads ??= openWorkerPool(resolve(tasks), { maxWaiting: 4 }));
}
