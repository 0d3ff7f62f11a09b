/**
 * Runs changes one at a time. libSQL rejects a second interactive transaction while one is open on a file, so
 * the changes of a process wait here.
 */
export class WriteQueue {
	#last: Promise<unknown> = Promise.resolve();

	/** Runs `change` after all earlier ones have ended, successfully or not. */
	next<T>(change: () => Promise<T>): Promise<T> {
		const result = this.#last.then(change, change);
		this.#last = result.catch(() => undefined);
		return result;
	}
}
