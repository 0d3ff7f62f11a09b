import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasIdentityNumber } from './identity-number';

/** Returns a made-up number with right control digits; null where no such digits exist. */
function numbered(day: number, month: number, rest: number): string | null {
	const digits = `${String(day).padStart(2, '0')}${String(month).padStart(2, '0')}${String(rest).padStart(5, '0')}`;
	const control = (text: string, weights: number[]) =>
		(11 - (weights.reduce((sum, weight, index) => sum + weight * Number(text[index]), 0) % 11)) % 11;
	const first = control(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2]);
	const second = control(`${digits}${first}`, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
	return first === 10 || second === 10 ? null : `${digits}${first}${second}`;
}

const number = fc
	.tuple(fc.integer({ min: 1, max: 31 }), fc.boolean(), fc.integer({ min: 1, max: 12 }), fc.nat(99_999))
	.map(([day, isD, month, rest]) => numbered(isD ? day + 40 : day, month, rest))
	.filter((one) => one !== null);

describe('an identity number', () => {
	it('is found in any text, with or without spaces', () => {
		const words = fc.constantFrom('', 'Om ', 'sak 12 ', '(', 'tlf. 35 00 35 00, ');
		const spaces = fc.constantFrom(
			(text: string) => text,
			(text: string) => `${text.slice(0, 6)} ${text.slice(6)}`,
			(text: string) => `${text.slice(0, 6)}\u00a0${text.slice(6)}`,
			(text: string) => text.replace(/(..)(..)(..)(...)(..)/, '$1 $2 $3 $4 $5'),
			(text: string) => `${text.slice(0, 6)}-${text.slice(6)}`
		);
		fc.assert(
			fc.property(
				words,
				number,
				spaces,
				fc.constantFrom('', '.', ', sa ho', ')'),
				(before, one, spaced, after) => {
					expect(hasIdentityNumber(before + spaced(one) + after)).toBe(true);
				}
			)
		);
	});

	it('needs right control digits', () => {
		fc.assert(
			fc.property(number, fc.nat(10), fc.integer({ min: 1, max: 9 }), (one, at, by) => {
				const digit = (Number(one[at]) + by) % 10;
				expect(hasIdentityNumber(one.slice(0, at) + digit + one.slice(at + 1))).toBe(false);
			})
		);
	});

	it.each(['', '12345678901', '35 00 35 00', '2014/15', 'PS 35/11', '00000000000', '99999999999'])(
		'is not found in “%s”',
		(text) => {
			expect(hasIdentityNumber(text)).toBe(false);
		}
	);

	it('is not a part of a longer number', () => {
		fc.assert(
			fc.property(number, (one) => {
				expect(hasIdentityNumber(`7${one}`)).toBe(false);
				expect(hasIdentityNumber(`${one}7`)).toBe(false);
			})
		);
	});
});
