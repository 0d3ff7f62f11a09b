import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNumber, formatNumberInput, optionalNumberField } from './number-field';

describe('parseNumber', () => {
	it.each([
		['12', 12],
		[' 12,5 ', 12.5],
		['12.5', 12.5],
		['1 234,5', 1234.5],
		['1\u00a0234\u00a0567', 1_234_567],
		['1.234,5', 1234.5],
		['-3', -3],
		['−0,25', -0.25],
		['-0', 0],
		['47 %', 47],
		['0', 0]
	])('%j', (typed, value) => {
		expect(parseNumber(typed)).toBe(value);
	});

	it.each(['', 'tolv', '1,2,3', '1e3', '0x10', 'Infinity', '12 34', '=1+1', '1234567890', '1,23456', '--1'])(
		'rejects %j',
		(typed) => {
			expect(parseNumber(typed)).toBeNull();
		}
	);

	it('reads back a formatted number', () => {
		const value = fc.integer({ min: -999_999_999, max: 999_999_999 }).map((n) => n / 100);
		fc.assert(
			fc.property(value, (one) => {
				expect(parseNumber(formatNumberInput(one))).toBe(one === 0 ? 0 : one);
			})
		);
	});

	it('is optional', () => {
		expect(optionalNumberField.parse('')).toBeNull();
		expect(optionalNumberField.parse(undefined)).toBeNull();
		expect(optionalNumberField.safeParse('x').error?.issues[0]?.message).toBe('not-a-number');
	});
});
