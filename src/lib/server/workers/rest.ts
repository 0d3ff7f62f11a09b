/** Milliseconds of work between two rests, and of a rest. */
const [worked, rested] = [1, 2];

/**
 * Returns a function that stops the thread for a moment if it has worked since the last one. Where there are few
 * processors, the kernel lets a thread that never stops run on for several milliseconds while a request waits.
 */
export function createRest(): () => void {
	const never = new Int32Array(new SharedArrayBuffer(4));
	let due = performance.now() + worked;
	return () => {
		if (performance.now() < due) return;
		Atomics.wait(never, 0, 0, rested);
		due = performance.now() + worked;
	};
}
