import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locales, missingWrittenForms, inWrittenForm, trimLocalized, type Localized } from './localized';

const text = fc.oneof(fc.constant(undefined), fc.constantFrom('', ' ', 'Éin tekst', ' tekst '), fc.string());
const anyText: fc.Arbitrary<Localized | null | undefined> = fc.option(
	fc.record({ nb: text, nn: text }, { requiredKeys: [] }),
	{ freq: 10 }
);
const locale = fc.constantFrom(...locales);

describe('a text is shown in the reader’s own form, else in the other', () => {
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
	] as const)('%j to a reader of %s: %j', (given, reader, shown) => {
		expect(inWrittenForm(given, reader)).toEqual(shown);
	});

	it('never with a text that nobody wrote, and always under the form it is in', () => {
		fc.assert(
			fc.property(anyText, locale, (given, reader) => {
				const shown = inWrittenForm(given, reader);
				if (shown) expect(given?.[shown.lang]).toBe(shown.text);
				else expect(given?.nb || given?.nn || '').toBe('');
			})
		);
	});

	it('and never in the other form where their own exists', () => {
		fc.assert(
			fc.property(anyText, fc.constantFrom('nb', 'nn'), (given, reader) => {
				if (given?.[reader]) expect(inWrittenForm(given, reader)?.lang).toBe(reader);
			})
		);
	});
});

describe('the forms a text lacks are listed', () => {
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

	it('exactly where a reader is shown the other form', () => {
		fc.assert(
			fc.property(anyText, fc.constantFrom('nb', 'nn'), (given, reader) => {
				const shown = inWrittenForm(given, reader);
				expect(missingWrittenForms(given).includes(reader)).toBe(shown !== null && shown.lang !== reader);
			})
		);
	});
});

describe('what is kept of a text that was typed', () => {
	it.each([
		[{ nb: ' a ', nn: '\n' }, { nb: 'a' }],
		[{ nb: '', nn: 'b' }, { nn: 'b' }],
		[{ nb: ' ', nn: '' }, null],
		[{}, null],
		[null, null]
	] as const)('%j: %j', (given, kept) => {
		expect(trimLocalized(given)).toEqual(kept);
	});

	it('has no empty form and no outer white space, and is kept whole the second time', () => {
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
