import { describe, expect, it } from 'vitest';
import { readingGaps } from '$lib/domain/indicator';
import { formatReadingInput, optionalReadingField, requiredReadingField } from './reading-field';

describe('reading fields', () => {
	it.each([
		['12,5', 12.5],
		[' .. ', 'missing'],
		['...', 'missing'],
		['…', 'missing'],
		['.', 'not-computable'],
		[':', 'anonymized']
	])('read %j', (typed, value) => {
		expect(requiredReadingField.parse(typed)).toBe(value);
		expect(optionalReadingField.parse(typed)).toBe(value);
	});

	it.each([-3.25, 0, ...readingGaps])('read back %s', (value) => {
		expect(requiredReadingField.parse(formatReadingInput(value))).toBe(value);
	});

	it.each([
		['', 'required'],
		['mange', 'not-a-number'],
		['-', 'not-a-number'],
		['1.234', 'ambiguous-number']
	])('refuse %j', (typed, code) => {
		expect(requiredReadingField.safeParse(typed).error?.issues[0]?.message).toBe(code);
	});

	it('may be left empty where they are optional', () => {
		expect(optionalReadingField.parse('')).toBeNull();
		expect(optionalReadingField.parse(undefined)).toBeNull();
	});
});
