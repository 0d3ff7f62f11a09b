import { nextTick } from 'node:process';

/** Answers by connection since the event loop's last callback. */
const answers = new WeakMap<object, Promise<unknown>>();

/**
 * Asks a connection once for all who want the same answer before the event loop goes on, so that no request gets an
 * answer from before it came.
 */
export function shareAnswer<T>(read: object, ask: () => Promise<T>): Promise<T> {
	const asked = answers.get(read);
	if (asked) return asked as Promise<T>;
	const answer = ask();
	answers.set(read, answer);
	nextTick(() => answers.get(read) === answer && answers.delete(read));
	return answer;
}

/** Makes the next to ask a connection get an answer of their own, because of a change. */
export function forgetAnswer(read: object): void {
	answers.delete(read);
}
