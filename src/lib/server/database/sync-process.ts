import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { unansweredError } from './server-client';

/** Milliseconds without an answer or a new byte, after which a sync has failed: of a copy, and of a first one. */
const stalledAfter = { copy: 4_000, first: 20_000 };

export interface ReplicaSource {
	/** Address of the primary. */
	url: string;
	authToken?: string | undefined;
	/** Path of the local copy. */
	file: string;
}

/** Thrown if another process keeps the same copy. */
export class ReplicaInUse extends Error {
	constructor(file: string) {
		super(`Another process keeps ${file}; give each process a DATABASE_REPLICA of its own.`);
	}
}

interface SyncAnswer {
	error?: string;
	inUse?: boolean;
}

/** The process that syncs a copy (replica-process.mjs). One that does not answer is ended, and started again. */
export class SyncProcess {
	#running: ChildProcess | undefined;

	constructor(private readonly source: ReplicaSource) {}

	/** Brings the copy up to date. One sync at a time. @throws if that fails, or stands still */
	async sync(): Promise<void> {
		const { error, inUse } = await this.#ask((this.#running ??= this.#start()));
		if (inUse) throw new ReplicaInUse(this.source.file);
		if (error !== undefined) throw new Error(error);
	}

	close(): void {
		this.#running?.kill('SIGKILL');
		this.#running = undefined;
	}

	async #ask(running: ChildProcess): Promise<SyncAnswer> {
		const settled = new AbortController();
		const { signal } = settled;
		setKeepingAlive(running, true);
		try {
			running.send(this.source);
			const [answer] = (await Promise.race([
				once(running, 'message', { signal }),
				once(running, 'exit', { signal }).then(() => Promise.reject(new Error('The sync ended.'))),
				this.#isStalled(signal).then(() => Promise.reject(unansweredError('The sync stands still.')))
			])) as [SyncAnswer];
			return answer;
		} catch (error) {
			this.close();
			throw error;
		} finally {
			settled.abort();
			setKeepingAlive(running, false);
		}
	}

	/** libSQL's own lines about its connection are left out; what they mean is logged as an error of the sync. */
	#start(): ChildProcess {
		const running = fork(resolve('src/bin/replica-process.mjs'), {
			stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
			execArgv: []
		});
		// Seen by whoever waits for an answer.
		running.on('error', () => undefined);
		return running;
	}

	/** Resolves when the copy has not grown for a while. */
	async #isStalled(signal: AbortSignal): Promise<void> {
		const patience = existsSync(this.source.file) ? stalledAfter.copy : stalledAfter.first;
		for (let before = '', now = await this.#size(); before !== now; now = await this.#size()) {
			before = now;
			await pause(patience, undefined, { signal, ref: false });
		}
	}

	async #size(): Promise<string> {
		const { file } = this.source;
		const sizes = await Promise.all([file, `${file}-wal`].map((one) => stat(one).catch(() => null)));
		return sizes.map((one) => one?.size).join();
	}
}

/** Says whether this process waits for the other one before it ends. */
function setKeepingAlive(running: ChildProcess, isKeptAlive: boolean): void {
	const change = isKeptAlive ? 'ref' : 'unref';
	running[change]();
	running.channel?.[change]();
}
