/**
 * Lets one change in at a time. libSQL refuses a second interactive transaction while one is open
 * on a file, so changes of one process wait here rather than fail there.
 */
export class WriteQueue {
	#last: Promise<unknown> = Promise.resolve();

	/** Runs `change` when all before it have ended, well or badly. */
	next<T>(change: () => Promise<T>): Promise<T> {
		const turn = this.#last.then(change, change);
		this.#last = turn.catch(() => undefined);
		return turn;
	}
}
