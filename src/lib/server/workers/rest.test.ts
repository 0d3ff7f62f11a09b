import { afterEach, expect, it, vi } from 'vitest';
import { createRest } from './rest';

afterEach(() => {
	vi.restoreAllMocks();
});

/** Calls a rest every quarter of a millisecond for some time; returns when the thread stopped. */
function stopsWithin(milliseconds: number): number[] {
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
	for (; now < milliseconds; now += 0.25) rest();
	return stops;
}

it('stops the thread for a moment after each stretch of work, and not in between', () => {
	const stops = stopsWithin(20);
	const between = stops.slice(1).map((at, index) => at - stops[index]!);
	expect(stops.length).toBeGreaterThan(4);
	expect(Math.min(...between)).toBeGreaterThanOrEqual(2);
	expect(Math.max(...between)).toBeLessThan(4);
});

it('stops no more than a thousand times for a file that takes long', () => {
	expect(stopsWithin(10_000)).toHaveLength(1000);
});
