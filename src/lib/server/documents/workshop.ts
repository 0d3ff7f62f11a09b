import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { TemplateErrorDetail } from './template-limits';
import type { WorkerMessage } from './worker';

/** What stands in the way of a paper: too many wait already, its making came to nothing, or the order cannot be met. */
export type NotMade =
	| { made: false; because: 'busy' }
	| { made: false; because: 'failed'; error: Error }
	| { made: false; because: 'refused'; fault: TemplateErrorDetail };
export type Made = { made: true; bytes: Uint8Array } | NotMade;

export interface Workshop {
	/**
	 * Has a paper made in a thread of its own, one at a time, in the order they are asked for. Who asks for
	 * what is being made already gets the same one.
	 *
	 * @param key names what is ordered: the same key, the same paper; null for what nobody else will order
	 */
	make(key: string | null, order: object): Promise<Made>;
	/** Ends the thread. */
	close(): Promise<void>;
}

export interface WorkshopOptions {
	/** Papers that may wait for the one in hand. */
	waiting?: number;
	/** Milliseconds one may take, and after which a thread without work is let go. */
	patience?: number;
	rest?: number;
	/** The most memory the thread's objects may take, in megabytes. */
	memory?: number;
	/** Bytes of finished papers that are kept: what one member opens, the next one opens too. */
	shelf?: number;
}

interface Job {
	order: object;
	finish: (made: Made) => void;
}

/** A workshop whose thread runs the module at `path`. */
export function openWorkshop(path: string | URL, options: WorkshopOptions = {}): Workshop {
	const { waiting = 8, patience = 120_000, rest = 60_000, memory = 512, shelf = 32 * 1024 * 1024 } = options;
	const kept = new Shelf(shelf);
	const asked = new Map<string, Promise<Made>>();
	const queue: Job[] = [];
	let thread: Worker | null = null;
	let working = false;
	let leaving: NodeJS.Timeout | undefined;

	async function work(): Promise<void> {
		if (working) return;
		working = true;
		clearTimeout(leaving);
		for (let job = queue.shift(); job; job = queue.shift()) {
			thread ??= hired();
			const made = await finished(thread, job.order, patience);
			// A thread that failed outright may hold what made it fail.
			if (!made.made && made.because === 'failed') await dismiss();
			job.finish(made);
		}
		working = false;
		leaving = setTimeout(() => void dismiss(), rest).unref();
	}

	function hired(): Worker {
		const limits: WorkerOptions = { resourceLimits: { maxOldGenerationSizeMb: memory } };
		const worker = new Worker(path, limits);
		worker.unref();
		// What it says of itself between two orders; the next one finds another thread.
		worker.on('error', () => (thread = thread === worker ? null : thread));
		return worker;
	}

	async function dismiss(): Promise<void> {
		const leaver = thread;
		thread = null;
		await leaver?.terminate();
	}

	async function make(key: string | null, order: object): Promise<Made> {
		const ready = key === null ? undefined : kept.get(key);
		if (ready) return { made: true, bytes: ready };
		const same = key === null ? undefined : asked.get(key);
		if (same) return same;
		if (queue.length >= waiting) return { made: false, because: 'busy' };
		const made = new Promise<Made>((finish) => queue.push({ order, finish }));
		void work();
		return key === null ? made : shared(key, made);
	}

	async function shared(key: string, made: Promise<Made>): Promise<Made> {
		asked.set(key, made);
		const outcome = await made;
		asked.delete(key);
		if (outcome.made) kept.put(key, outcome.bytes);
		return outcome;
	}

	return { make, close: dismiss };
}

/** Hands the thread an order and gathers what it makes of it. */
function finished(thread: Worker, order: object, patience: number): Promise<Made> {
	return new Promise((resolve) => {
		const parts: Uint8Array[] = [];
		const failed = (error: Error) => end({ made: false, because: 'failed', error });
		const late = setTimeout(() => failed(new Error('the paper took too long')), patience);
		const gone = (code: number) => failed(new Error(`the thread ended with ${code}`));
		const heard = (said: WorkerMessage) => {
			if ('part' in said) parts.push(said.part);
			else if ('failed' in said) failed(said.failed);
			else if ('refused' in said) end({ made: false, because: 'refused', fault: said.refused });
			else end({ made: true, bytes: Buffer.concat(parts) });
		};
		function end(made: Made): void {
			clearTimeout(late);
			thread.off('message', heard).off('error', failed).off('exit', gone);
			resolve(made);
		}
		thread.on('message', heard).on('error', failed).on('exit', gone);
		thread.postMessage(order);
	});
}

/** Keeps what was used last, up to a number of bytes. */
class Shelf {
	#papers = new Map<string, Uint8Array>();
	#bytes = 0;

	constructor(private readonly room: number) {}

	get(key: string): Uint8Array | undefined {
		const found = this.#papers.get(key);
		if (found) {
			this.#papers.delete(key);
			this.#papers.set(key, found);
		}
		return found;
	}

	put(key: string, bytes: Uint8Array): void {
		if (bytes.length > this.room) return;
		this.#papers.set(key, bytes);
		this.#bytes += bytes.length;
		for (const [oldest, { length }] of this.#papers) {
			if (this.#bytes <= this.room) return;
			this.#papers.delete(oldest);
			this.#bytes -= length;
		}
	}
}
