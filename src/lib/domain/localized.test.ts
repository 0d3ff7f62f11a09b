import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locales, missingWrittenForms, inWrittenForm, trimLocalized, type Localized } from './localized';

const text = fc.oneof(fc.constant(undefined), fc.constantFrom('', ' ', 'Éin tekst', ' tekst '), fc.string());
const anyText: fc.Arbitrary<Localized | null | undefined> = fc.option(
	fc.record({ nb: text, nn: text }, { requiredKeys: [] }),
	{ freq: 10 }
);
const locale = fc.constantFrom(...locales);

describe('inWrittenForm', () => {
	const both = { nb: 'Tjenester', nn: 'Tenester' };
	it.each([
		[both, 'nb', { text: 'Tjenester', lang: 'nb' }],
		[both, 'nn', { text: 'Tenester', lang: 'nn' }],
		[both, 'en', { text: 'Tjenester', lang: 'nb' }],
		[{ nb: 'Tjenester' }, 'nn', { text: 'Tjenester', lang: 'nb' }],
		[{ nn: 'Tenester' }, 'nb', { text: 'Tenester', lang: 'nn' }],
		[{ nn: 'Tenester' }, 'en', { text: 'Tenester', lang: 'nn' }],
		[{ nb: '', nn: 'Tenester' }, 'nb', { text: 'Tenester', lang: 'nn' }],
		[{}, 'nb', null],
		[{ nb: '', nn: '' }, 'nn', null],
		[null, 'nn', null],
		[undefined, 'en', null]
	] as const)('%j for a reader of %s: %j', (given, reader, shown) => {
		expect(inWrittenForm(given, reader)).toEqual(shown);
	});

	it('returns only existing texts with their written form', () => {
		fc.assert(
			fc.property(anyText, locale, (given, reader) => {
				const shown = inWrittenForm(given, reader);
				if (shown) expect(given?.[shown.lang]).toBe(shown.text);
				else expect(given?.nb || given?.nn || '').toBe('');
			})
		);
	});

	it('prefers the reader’s own form', () => {
		fc.assert(
			fc.property(anyText, fc.constantFrom('nb', 'nn'), (given, reader) => {
				if (given?.[reader]) expect(inWrittenForm(given, reader)?.lang).toBe(reader);
			})
		);
	});
});

describe('missingWrittenForms', () => {
	it.each([
		[{ nb: 'a', nn: 'b' }, []],
		[{ nb: 'a' }, ['nn']],
		[{ nb: 'a', nn: '' }, ['nn']],
		[{ nn: 'b' }, ['nb']],
		[{}, []],
		[null, []],
		[undefined, []]
	] as const)('%j: %j', (given, missing) => {
		expect(missingWrittenForms(given)).toEqual(missing);
	});

	it('lists a form exactly if readers of it see the other one', () => {
		fc.assert(
			fc.property(anyText, fc.constantFrom('nb', 'nn'), (given, reader) => {
				const shown = inWrittenForm(given, reader);
				expect(missingWrittenForms(given).includes(reader)).toBe(shown !== null && shown.lang !== reader);
			})
		);
	});
});

describe('trimLocalized', () => {
	it.each([
		[{ nb: ' a ', nn: '\n' }, { nb: 'a' }],
		[{ nb: '', nn: 'b' }, { nn: 'b' }],
		[{ nb: ' ', nn: '' }, null],
		[{}, null],
		[null, null]
	] as const)('%j: %j', (given, kept) => {
		expect(trimLocalized(given)).toEqual(kept);
	});

	it('removes empty forms and outer white space, and is idempotent', () => {
		fc.assert(
			fc.property(anyText, (given) => {
				const kept = trimLocalized(given);
				for (const form of Object.values<string | undefined>({ ...kept })) expect(form?.trim()).toBe(form);
				expect(Object.values({ ...kept })).not.toContain('');
				expect(trimLocalized(kept)).toEqual(kept);
			})
		);
	});
});
