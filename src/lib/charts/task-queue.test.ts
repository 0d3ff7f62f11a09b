import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { enqueueTask } from './task-queue';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('runs one task at a time in the order added', () => {
	const done: string[] = [];
	for (const name of ['a', 'b', 'c']) enqueueTask(() => done.push(name));
	expect(done).toEqual([]);
	for (const so of [['a'], ['a', 'b'], ['a', 'b', 'c']]) {
		vi.advanceTimersToNextTimer();
		expect(done).toEqual(so);
	}
	expect(vi.getTimerCount()).toBe(0);
});

it('runs tasks added while others wait and after all have run', () => {
	const done: string[] = [];
	enqueueTask(() => void enqueueTask(() => done.push('later')));
	enqueueTask(() => done.push('waiting'));
	vi.runAllTimers();
	expect(done).toEqual(['waiting', 'later']);
	enqueueTask(() => done.push('again'));
	vi.runAllTimers();
	expect(done).toEqual(['waiting', 'later', 'again']);
});

it('skips removed tasks', () => {
	const done: string[] = [];
	const cancel = enqueueTask(() => done.push('gone'));
	enqueueTask(() => done.push('kept'));
	cancel();
	vi.runAllTimers();
	cancel();
	expect(done).toEqual(['kept']);
});

it('continues after a task that fails', () => {
	const done: string[] = [];
	enqueueTask(() => {
		throw new Error('no canvas');
	});
	enqueueTask(() => done.push('next'));
	expect(() => vi.advanceTimersToNextTimer()).toThrow('no canvas');
	vi.runAllTimers();
	expect(done).toEqual(['next']);
});
