import { afterEach, expect, it, vi } from 'vitest';
import { createRest } from './rest';

afterEach(() => {
	vi.restoreAllMocks();
});

it('stops the thread for a moment after each stretch of work, and not in between', () => {
	let now = 0;
	vi.spyOn(performance, 'now').mockImplementation(() => now);
	const stops: number[] = [];
	vi.spyOn(Atomics, 'wait').mockImplementation(
		(_cell: unknown, _at: unknown, _value: unknown, time?: number) => {
			stops.push(now);
			now += time ?? 0;
			return 'timed-out';
		}
	);
	const rest = createRest();
	for (; now < 10; now += 0.25) rest();
	const between = stops.slice(1).map((at, index) => at - stops[index]!);
	expect(stops.length).toBeGreaterThan(2);
	expect(Math.min(...between)).toBeGreaterThanOrEqual(2);
	expect(Math.max(...between)).toBeLessThan(4);
});
