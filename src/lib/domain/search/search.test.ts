import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writtenFormSynonyms } from './written-form-synonyms';
import {
	bestExcerpt,
	extractExcerpt,
	foldText,
	maxQueryLength,
	highlightTerms,
	parseSearchQuery,
	type SearchTerm
} from './search';

/** Returns the terms of a valid query, each with its variants; terms that must match fully are in quotes. */
function termsOf(typed: string): string[] {
	const query = parseSearchQuery(typed);
	if (query.state !== 'ready') return [query.state];
	return query.terms.map(({ variants, whole }) => (whole ? `"${variants.join('|')}"` : variants.join('|')));
}

function ready(typed: string): SearchTerm[] {
	const query = parseSearchQuery(typed);
	if (query.state !== 'ready') throw new Error(`“${typed}” is ${query.state}.`);
	return query.terms;
}

describe('foldText', () => {
	it.each([
		['Skrøpelige ELDRE', 'skropelige eldre'],
		['Årsmøte i Ål', 'arsmote i al'],
		['Aasen', 'asen'],
		['Åsen', 'asen'],
		['Læring', 'laering'],
		['Laering', 'laering'],
		['Bø', 'bo'],
		['Boe', 'bo'],
		['Kárášjohka', 'karasjohka'],
		['idé, café', 'ide, cafe'],
		['A\u030as', 'as'],
		['Tinn 2026', 'tinn 2026']
	])('%s → %s', (text, expected) => {
		expect(foldText(text)).toBe(expected);
	});

	it('is equal for all spellings of a letter', () => {
		const asTyped = [
			['æ', 'ae'],
			['ø', 'o'],
			['ø', 'oe'],
			['å', 'a'],
			['å', 'aa']
		] as const;
		fc.assert(
			fc.property(
				fc.string({ unit: fc.constantFrom(...'bdfghæøå') }),
				fc.constantFrom(...asTyped),
				(word, [letter, typed]) => {
					expect(foldText(word.replace(letter, typed))).toBe(foldText(word));
				}
			)
		);
	});
});

describe('parseSearchQuery', () => {
	it.each([
		['', ['empty']],
		['  \t ', ['empty']],
		['a', ['too-short']],
		['å', ['too-short']],
		['7', ['too-short']],
		['i å', ['too-short']],
		['*', ['too-short']],
		['"', ['too-short']],
		['😀 🏥', ['too-short']],
		['x'.repeat(maxQueryLength + 1), ['too-long']],
		['ein to tre fire fem seks sju åtte ni ti elleve tolv tretten', ['too-long']],
		['U1', ['u1']],
		['Barn og unge', ['barn', 'og', 'unge']],
		['barn i skulen', ['barn', 'skulen|skolen']],
		['3.2', ['3 2']],
		['x.1', ['x 1']],
		['og/eller nytt-ord', ['og eller', 'nytt ord']],
		['tiltak 1', ['tiltak', '"1"']],
		['"felles fagdag"', ['"felles fagdag"']],
		['«felles fagdag» fact', ['"felles fagdag"', 'fact']],
		['“felles” ”fagdag', ['"felles"', 'fagdag']],
		['"aleine', ['aleine']],
		['-fact NEAR(a b) fact* ^no OR (', ['fact', 'near a', 'fact', 'no', 'or']],
		["'; drop table measure; --", ['drop', 'table', 'measure']]
	])('%j → %j', (typed, expected) => {
		expect(termsOf(typed)).toEqual(expected);
	});

	it('returns folded letters and digits, and is idempotent', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 250 }), (typed) => {
				const query = parseSearchQuery(typed);
				if (query.state !== 'ready') return;
				for (const { variants } of query.terms)
					for (const variant of variants) expect(variant).toMatch(/^[\p{L}\p{N}]+( [\p{L}\p{N}]+)*$/u);
			})
		);
	});
});

describe('writtenFormSynonyms', () => {
	it.each([
		['hjemmesykehus', ['heimesjukehus']],
		['heimesjukehus', ['hjemmesykehus']],
		['ikke', ['ikkje']],
		['ikkje', ['ikke']],
		['tjenesteutvikling', ['tenesteutvikling']],
		['tilskot', ['tilskudd']],
		['arlig', ['arleg']],
		['ansvarleg', ['ansvarlig']],
		['utvalg', ['utval']],
		['utval', []],
		['trenger', ['treng']],
		['bruke', []],
		['barn', []],
		['kommune', []]
	])('of “%s” are %j', (word, expected) => {
		expect(writtenFormSynonyms(word)).toEqual(expected);
	});

	it('are symmetric, so that either form finds both', () => {
		for (const word of [
			'hjemmesykehus',
			'sykepleier',
			'leder',
			'mulighet',
			'forsinket',
			'utlysning',
			'skole'
		])
			for (const other of writtenFormSynonyms(word))
				expect(writtenFormSynonyms(other), other).toContain(word);
	});
});

const shown = (parts: { text: string; hit: boolean }[] | null) =>
	parts?.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('') ?? null;

describe('highlightTerms', () => {
	it.each([
		['Skrøpelige eldre', 'skrop', '[Skrøpelige] eldre'],
		['Bø og Åsen', 'boe aasen', '[Bø] og [Åsen]'],
		['Heimesjukehus for barn', 'hjemmesykehus', '[Heimesjukehus] for barn'],
		['Tiltak 3.2 og 3.20', '3.2', 'Tiltak [3.2] og [3.20]'],
		['Felles fagdag, felles dag', '"felles dag"', 'Felles fagdag, [felles dag]'],
		['Felles fagdag', '"felles fag"', 'Felles fagdag'],
		['Plan for planlegging', 'plan', '[Plan] for [planlegging]'],
		['<b>Barn</b> & unge', 'unge', '<b>Barn</b> & [unge]']
	])('marks %s, searched for %s: %s', (text, typed, expected) => {
		expect(shown(highlightTerms(text, ready(typed)))).toBe(expected);
	});

	const letters = fc.string({ unit: fc.constantFrom(...'aåeoøæ bkn.,–'), maxLength: 80 });
	it('keeps the text unchanged', () => {
		fc.assert(
			fc.property(letters, fc.constantFrom('ban', 'bok nøk', '"kan bo"', 'a.b'), (text, typed) => {
				const parts = highlightTerms(text, ready(typed));
				expect(parts.map((part) => part.text).join('')).toBe(text);
				for (const part of parts) expect(part.text).not.toBe('');
			})
		);
	});
});

describe('extractExcerpt', () => {
	const filler = 'Her står det noko anna. '.repeat(30);

	it('returns a short text whole, on one line', () => {
		expect(shown(extractExcerpt('Kome\n\n i gang', ready('gang')))).toBe('Kome i [gang]');
	});

	it('returns the part with most of the terms, cut between words', () => {
		const text = `${filler}Fagdag ein gong. ${filler}Felles fagdag for alle. ${filler}`;
		const found = shown(extractExcerpt(text, ready('felles fagdag')))!;
		expect(found).toContain('[Felles] [fagdag] for alle.');
		expect(found).toMatch(/^… \S.*\S …$/s);
		expect(found).not.toContain('Fagdag ein gong');
	});

	it('returns null without a match', () => {
		expect(extractExcerpt(filler, ready('fagdag'))).toBeNull();
	});

	it('contains a match and stays short for any text', () => {
		const words = fc.array(fc.constantFrom('fagdag', 'og', 'samarbeid', 'x'.repeat(60)), {
			minLength: 1,
			maxLength: 120
		});
		fc.assert(
			fc.property(words, (all) => {
				const found = extractExcerpt(all.join(' '), ready('fagdag'), 100);
				expect(found === null).toBe(!all.includes('fagdag'));
				if (!found) return;
				expect(found.some((part) => part.hit)).toBe(true);
				expect(found.map((part) => part.text).join('').length).toBeLessThanOrEqual(200);
			})
		);
	});

	it('is taken from the text with most of the terms, the first of equal ones', () => {
		const texts = [
			{ text: 'Fagdag for leiarar', lang: 'nn' },
			{ text: 'Fagdag for ledere', lang: 'nb' },
			{ text: 'Felles fagdag', lang: null }
		] as const;
		expect(bestExcerpt(texts, ready('fagdag'))).toMatchObject({ lang: 'nn' });
		expect(bestExcerpt(texts, ready('"for ledere"'))).toMatchObject({ lang: 'nb' });
		expect(bestExcerpt(texts, ready('fagdag felles'))).toMatchObject({ lang: null });
		expect(bestExcerpt(texts, ready('møte'))).toBeNull();
	});
});
