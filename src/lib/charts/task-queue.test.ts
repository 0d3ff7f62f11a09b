import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { enqueueTask } from './task-queue';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('does one thing in each task, in the order they were asked for', () => {
	const done: string[] = [];
	for (const name of ['a', 'b', 'c']) enqueueTask(() => done.push(name));
	expect(done).toEqual([]);
	for (const so of [['a'], ['a', 'b'], ['a', 'b', 'c']]) {
		vi.advanceTimersToNextTimer();
		expect(done).toEqual(so);
	}
	expect(vi.getTimerCount()).toBe(0);
});

it('takes up what is asked for while others wait, and after all are done', () => {
	const done: string[] = [];
	enqueueTask(() => void enqueueTask(() => done.push('later')));
	enqueueTask(() => done.push('waiting'));
	vi.runAllTimers();
	expect(done).toEqual(['waiting', 'later']);
	enqueueTask(() => done.push('again'));
	vi.runAllTimers();
	expect(done).toEqual(['waiting', 'later', 'again']);
});

it('leaves out what is no longer wanted', () => {
	const done: string[] = [];
	const cancel = enqueueTask(() => done.push('gone'));
	enqueueTask(() => done.push('kept'));
	cancel();
	vi.runAllTimers();
	cancel();
	expect(done).toEqual(['kept']);
});

it('goes on after one that fails', () => {
	const done: string[] = [];
	enqueueTask(() => {
		throw new Error('no canvas');
	});
	enqueueTask(() => done.push('next'));
	expect(() => vi.advanceTimersToNextTimer()).toThrow('no canvas');
	vi.runAllTimers();
	expect(done).toEqual(['next']);
});
