import { setTimeout as pause } from 'node:timers/promises';
import { probeServer } from './server-client';
import { ReplicaInUse, SyncProcess, type ReplicaSource } from './sync-process';

/** Milliseconds for the primary to say that it is there, and between two syncs without a reason. */
const probeTimeout = 1_000;
const interval = 1_000;

/** Milliseconds that a request waits for the replica. */
const replicaPatience = 2_500;

/** Milliseconds that a start waits for the primary. */
const startPatience = 15_000;

/** Thrown if the replica cannot be brought up to date in time, because the primary is away or slow. */
export class ReplicaBehind extends Error {
	readonly code = 'REPLICA_BEHIND';

	constructor(cause?: unknown) {
		super('The replica could not be brought up to date.', { cause });
	}
}

/**
 * Keeps a local copy of a database server (the primary). Others read the copy as an ordinary file; only this class
 * changes it. Commits on the server are counted, so that a copy can be compared with what a reader has seen.
 */
export class Replica {
	readonly #process: SyncProcess;
	#running: Promise<void> | null = null;
	#next: Promise<void> | null = null;
	#timer: NodeJS.Timeout | undefined;
	#readCopied: () => Promise<number> = () => Promise.resolve(0);
	#isClosed = false;
	/** Number of the newest commit in the copy. */
	#copied = 0;
	/** Number of this process's own last commit. */
	#committed = 0;
	/** True if the last sync succeeded. */
	isConnected = false;

	constructor(private readonly source: ReplicaSource) {
		this.#process = new SyncProcess(source);
	}

	/** Number of the newest commit that this process knows of. */
	get known(): number {
		return Math.max(this.#copied, this.#committed);
	}

	/**
	 * Syncs as soon as the primary answers.
	 *
	 * @param hasCopy true if the copy can be read without the primary
	 * @throws if there is no copy, and the primary does not answer in time
	 * @throws ReplicaInUse
	 */
	async start(hasCopy: boolean): Promise<void> {
		const late = AbortSignal.timeout(hasCopy ? replicaPatience : startPatience);
		while (!this.isConnected)
			try {
				// A first copy may take long; one that is there can be read meanwhile.
				await (hasCopy ? this.isCurrent() : this.catchUp());
			} catch (error) {
				const cause = error instanceof ReplicaBehind ? error.cause : error;
				if (cause instanceof ReplicaInUse) throw cause;
				if (hasCopy && late.aborted) return;
				if (late.aborted) throw error;
				await pause(interval / 4);
			}
	}

	/**
	 * Syncs every second from now on.
	 *
	 * @param readCopied reads the number of the newest commit from the copy
	 */
	async follow(readCopied: () => Promise<number>): Promise<void> {
		this.#readCopied = readCopied;
		this.#copied = await readCopied();
		const again = async () => {
			await this.catchUp().catch(() => undefined);
			if (!this.#isClosed) wait();
		};
		const wait = () => (this.#timer = setTimeout(() => void again(), interval).unref());
		wait();
	}

	/**
	 * Brings the copy up to everything that was committed before the call. Calls that wait share one sync; one that
	 * has begun may have missed the latest commit.
	 *
	 * @throws if the primary does not answer
	 */
	catchUp(): Promise<void> {
		return (this.#next ??= this.#afterRunning());
	}

	/**
	 * Resolves once the copy has a commit, or everything that the primary has.
	 *
	 * @throws ReplicaBehind if that takes too long
	 */
	async reach(commit: number): Promise<void> {
		if (commit <= this.#copied) return;
		await this.isCurrent();
	}

	/** Like `catchUp`, with a bound. @throws ReplicaBehind */
	async isCurrent(): Promise<void> {
		const late = new AbortController();
		try {
			await Promise.race([
				this.catchUp(),
				pause(replicaPatience, undefined, { signal: late.signal, ref: false }).then(() =>
					Promise.reject(new Error('Too late.'))
				)
			]);
		} catch (error) {
			throw new ReplicaBehind(error);
		} finally {
			late.abort();
		}
	}

	/** Notes a commit of this process, and waits until the copy has it; not for long, since it is stored anyway. */
	async committed(number: number): Promise<void> {
		this.#committed = Math.max(this.#committed, number);
		await this.reach(number).catch(() => undefined);
	}

	close(): void {
		this.#isClosed = true;
		clearTimeout(this.#timer);
		this.#process.close();
	}

	async #afterRunning(): Promise<void> {
		await this.#running?.catch(() => undefined);
		this.#next = null;
		this.#running = this.#sync();
		try {
			await this.#running;
		} finally {
			this.#running = null;
		}
	}

	async #sync(): Promise<void> {
		if (this.#isClosed) throw new ReplicaBehind();
		try {
			// libSQL tries for three seconds.
			await probeServer(this.source.url, probeTimeout);
			await this.#process.sync();
			this.#copied = await this.#readCopied();
			this.isConnected = true;
		} catch (error) {
			this.isConnected = false;
			throw error;
		}
	}
}
