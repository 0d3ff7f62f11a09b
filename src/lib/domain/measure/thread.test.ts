import { describe, expect, it } from 'vitest';
import { mapThreadKinds, differingThreads, orderedThreads, unknownThreads, type Threads } from './thread';

const none: Threads = mapThreadKinds(() => []);
const choices: Threads = { ...none, values: ['a', 'b'], challenges: ['U1', 'U2', 'U10'], partners: ['4003'] };

describe('a measure’s links', () => {
	it('are sorted in the plan’s order without duplicates', () => {
		expect(orderedThreads({ ...none, challenges: ['U10', 'U1', 'U10'] }, choices).challenges).toEqual([
			'U1',
			'U10'
		]);
	});

	it('are reported one for each kind if unknown', () => {
		expect(unknownThreads({ ...none, values: ['a', 'c', 'd'], partners: ['4003', '1'] }, choices)).toEqual([
			{ kind: 'values', code: 'c' },
			{ kind: 'partners', code: '1' }
		]);
		expect(unknownThreads(choices, choices)).toEqual([]);
	});

	it('are compared regardless of order', () => {
		const shuffled = { ...choices, challenges: ['U10', 'U2', 'U1', 'U1'] };
		expect(differingThreads(choices, shuffled)).toEqual([]);
		expect(differingThreads(choices, { ...shuffled, values: ['a'] })).toEqual(['values']);
	});
});
