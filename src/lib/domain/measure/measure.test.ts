import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	areaOfCode,
	compareCodes,
	measureCodePattern,
	isCounted,
	isReportable,
	lifecycles,
	mayChangeLifecycle,
	mergedLifecycle,
	nextMeasureCode,
	nextLifecycles,
	type Lifecycle
} from './measure';

/** All allowed transitions. */
const allowed: [Lifecycle, Lifecycle][] = [
	['proposed', 'adopted'],
	['proposed', 'discontinued'],
	['adopted', 'in-operation'],
	['adopted', 'completed'],
	['adopted', 'discontinued'],
	['in-operation', 'completed'],
	['in-operation', 'discontinued'],
	['completed', 'adopted'],
	['completed', 'in-operation'],
	['discontinued', 'adopted']
];

describe('lifecycle transitions', () => {
	const pairs = lifecycles.flatMap((from) => lifecycles.map((to) => [from, to] as const));
	it.each(pairs)('%s → %s', (from, to) => {
		const expected = allowed.some(([a, b]) => a === from && b === to);
		expect(mayChangeLifecycle(from, to)).toBe(expected);
		expect(nextLifecycles(from).includes(to)).toBe(expected);
	});

	it('never lead from adopted back to proposed', () => {
		for (const from of lifecycles) expect(mayChangeLifecycle(from, 'proposed')).toBe(false);
	});

	it('exist from every lifecycle', () => {
		for (const from of lifecycles) expect(nextLifecycles(from)).not.toHaveLength(0);
	});
});

describe('lifecycles', () => {
	it.each([
		['proposed', 'not asked about', 'not counted'],
		['adopted', 'asked about', 'counted'],
		['in-operation', 'asked about', 'counted'],
		['completed', 'not asked about', 'counted'],
		['discontinued', 'not asked about', 'not counted']
	] as const)('%s: %s, %s', (lifecycle, asked, counted) => {
		expect(isReportable(lifecycle)).toBe(asked === 'asked about');
		expect(isCounted(lifecycle)).toBe(counted === 'counted');
	});
});

describe('measure codes', () => {
	it.each(['1.1', '3.2', '1.10', '12.345', 'X.1', 'X.12'])('accept %s', (code) => {
		expect(code).toMatch(measureCodePattern);
	});

	it.each([
		'',
		'1',
		'1.',
		'.1',
		'0.1',
		'1.0',
		'01.1',
		'1.01',
		'100.1',
		'1.1000',
		'x.1',
		'Y.1',
		'1,2',
		'1.1 ',
		'1.1.1',
		'1.1\n'
	])('reject %j', (code) => {
		expect(code).not.toMatch(measureCodePattern);
	});

	it('sort numerically, those across areas last', () => {
		const codes = ['X.2', '10.1', '1.10', 'X.10', '2.1', '1.2', 'X.1', '1.1'];
		const sorted = codes.map((code) => ({ code })).sort(compareCodes);
		expect(sorted.map(({ code }) => code)).toEqual([
			'1.1',
			'1.2',
			'1.10',
			'2.1',
			'10.1',
			'X.1',
			'X.2',
			'X.10'
		]);
	});

	it('have a total order', () => {
		const code = fc
			.tuple(fc.oneof(fc.constant('X'), fc.integer({ min: 1, max: 99 })), fc.integer({ min: 1, max: 999 }))
			.map((parts) => ({ code: parts.join('.') }));
		fc.assert(
			fc.property(code, code, code, (a, b, c) => {
				expect(a.code).toMatch(measureCodePattern);
				expect(Math.sign(compareCodes(a, b))).toBe(0 - Math.sign(compareCodes(b, a)));
				expect(compareCodes(a, b) === 0).toBe(a.code === b.code);
				if (compareCodes(a, b) <= 0 && compareCodes(b, c) <= 0)
					expect(compareCodes(a, c)).toBeLessThanOrEqual(0);
			})
		);
	});
});

describe('nextMeasureCode', () => {
	it.each([
		[1, ['1.1', '1.9', '2.12', 'X.3'], '1.10'],
		[2, ['1.1'], '2.1'],
		[null, ['1.1', 'X.7'], 'X.8']
	] as const)('for area %s among %j is %s', (area, codes, next) => {
		expect(nextMeasureCode(area, codes)).toBe(next);
		expect(areaOfCode(next)).toBe(area);
	});
});

describe('mergedLifecycle', () => {
	it.each<[Lifecycle[], Lifecycle]>([
		[['proposed', 'proposed'], 'proposed'],
		[['proposed', 'adopted'], 'adopted'],
		[['in-operation', 'in-operation'], 'in-operation'],
		[['in-operation', 'proposed'], 'adopted']
	])('of %j is %s', (sources, lifecycle) => {
		expect(mergedLifecycle(sources)).toBe(lifecycle);
	});
});
