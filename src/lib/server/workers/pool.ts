import { MessagePort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type * as tasks from './tasks';

type Tasks = typeof tasks;
type Input<Name extends keyof Tasks> = Parameters<Tasks[Name]>[0];
type Output<Name extends keyof Tasks> = Awaited<ReturnType<Tasks[Name]>>;

/** Thrown if the pool had no room or time for a task; a task's own error is thrown unchanged. */
export class WorkerUnavailable extends Error {
	constructor(readonly reason: 'busy' | 'timeout') {
		super(
			reason === 'busy' ? 'Too many tasks wait for the worker thread.' : 'The task exceeded its timeout.'
		);
	}
}

/** Steps by which the thread's priority is below the server's own. */
const niceIncrement = 5;

export interface WorkerPoolOptions {
	/** Maximum of tasks that wait for the running one. */
	maxWaiting?: number;
	/** Milliseconds after which a thread without tasks ends. */
	idleTimeout?: number;
	/** The thread's maximum heap, in megabytes. */
	maxMemory?: number;
}

export interface WorkerPool {
	/**
	 * Runs a task in the pool's thread, after those requested earlier.
	 *
	 * @param timeout milliseconds the task may run; afterwards the thread is replaced
	 * @throws WorkerUnavailable, and the task's own errors
	 */
	run<Name extends keyof Tasks>(name: Name, input: Input<Name>, timeout: number): Promise<Output<Name>>;
	/** Ends the thread and fails its task. */
	close(): Promise<void>;
}

/** Opens a pool of one thread that runs the functions exported by a module. */
export function openWorkerPool(module: string, options: WorkerPoolOptions = {}): WorkerPool {
	const { maxWaiting = 8, idleTimeout = 60_000, maxMemory = 512 } = options;
	const pool = new Piscina({
		filename: module,
		minThreads: 0,
		maxThreads: 1,
		idleTimeout,
		// Requests are answered first: other work of the process yields to them where they compete for a processor.
		niceIncrement,
		resourceLimits: { maxOldGenerationSizeMb: maxMemory }
	});
	let current: AbortController | undefined;
	// Errors while starting belong to no task; without this handler the first task would wait for its timeout.
	pool.on('error', (error: Error) => (current ? current.abort(error) : console.error(error)));
	let previous: Promise<unknown> = Promise.resolve();
	let pending = 0;

	/*
	 * Tasks wait here and not in Piscina 5: its maxQueue ignores tasks with a signal, it starts no thread after
	 * an aborted task, and a signal would include the waiting time.
	 */
	function run<Name extends keyof Tasks>(
		name: Name,
		input: Input<Name>,
		timeout: number
	): Promise<Output<Name>> {
		if (pending > maxWaiting) return Promise.reject(new WorkerUnavailable('busy'));
		pending++;
		const task = previous.then(() => runNow(name, input, timeout) as Promise<Output<Name>>);
		previous = task.catch(() => undefined).finally(() => pending--);
		return task;
	}

	async function runNow(name: string, input: unknown, timeout: number): Promise<unknown> {
		const controller = (current = new AbortController());
		const late = setTimeout(() => controller.abort(new WorkerUnavailable('timeout')), timeout);
		try {
			return await pool.run(input, { name, signal: controller.signal, transferList: portsOf(input) });
		} catch (error) {
			throw controller.signal.aborted ? controller.signal.reason : error;
		} finally {
			clearTimeout(late);
			current = undefined;
		}
	}

	return { run, close: () => pool.destroy() };
}

/** Returns the ports among a task's values, which belong to its thread from then on. */
function portsOf(input: unknown): MessagePort[] {
	return Object.values(input as object).filter((one) => one instanceof MessagePort);
}
