/** Milliseconds of work between two rests, and of a rest. */
const [worked, rested] = [1, 2];

/** The most rests of a task, so that a hostile file does not take three times as long. The largest plan has as many. */
const mostRests = 1000;

/**
 * Returns a function that stops the thread for a moment if it has worked since the last one. Where there are few
 * processors, the kernel lets a thread that never stops run on for several milliseconds while a request waits.
 */
export function createRest(): () => void {
	const never = new Int32Array(new SharedArrayBuffer(4));
	let due = performance.now() + worked;
	let left = mostRests;
	return () => {
		if (left === 0 || performance.now() < due) return;
		left--;
		Atomics.wait(never, 0, 0, rested);
		due = performance.now() + worked;
	};
}
