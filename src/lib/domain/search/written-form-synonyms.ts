/*
 * Folded words that differ between the written forms, bokmål first (docs/glossary.md and common words).
 * A search in one form also finds these words in the other.
 */

/** Also match inside longer words, as in "hjemmesykehus"; longer stems before those they contain. */
const wordStems: readonly (readonly [nb: string, nn: string])[] = [
	['hjemme', 'heime'],
	['hjem', 'heim'],
	['syke', 'sjuke'],
	['sykdom', 'sjukdom'],
	['pleier', 'pleiar'],
	['tjeneste', 'teneste'],
	['leder', 'leiar'],
	['ledelse', 'leiing'],
	['mulighet', 'moglegheit'],
	['mulig', 'mogleg'],
	['ansvarlig', 'ansvarleg'],
	['faglig', 'fagleg'],
	['arlig', 'arleg'],
	['skropelig', 'skropeleg'],
	['alvorlig', 'alvorleg'],
	['medvirkende', 'medverkande'],
	['utvalg', 'utval'],
	['lidelse', 'liding'],
	['anbefaling', 'tilrading'],
	['enighet', 'semje'],
	['paminnelse', 'paminning'],
	['tilskudd', 'tilskot'],
	['lysning', 'lysing'],
	['losning', 'loysing'],
	['forsink', 'forseink'],
	['vedtatt', 'vedteke'],
	['videre', 'vidare'],
	['startet', 'starta'],
	['avsluttet', 'avslutta'],
	['innbygger', 'innbyggjar'],
	['skole', 'skule']
];

/** Match only at the beginning of a word; inside words they mean something else, as in "bruke". */
const wordBeginnings: readonly (readonly [nb: string, nn: string])[] = [
	['ikke', 'ikkje'],
	['noe', 'noko'],
	['hva', 'kva'],
	['hvordan', 'korleis'],
	['hvem', 'kven'],
	['uke', 'veke'],
	['flere', 'fleire'],
	['forventet', 'venta'],
	['selv', 'sjolv'],
	['trenger', 'treng'],
	['mangler', 'manglar']
];

/** Returns the spellings of a folded word in the other written form; empty if none is known. */
export function writtenFormSynonyms(word: string): string[] {
	const others = [translateWord(word, 0, 1), translateWord(word, 1, 0)];
	return [...new Set(others)].filter((other) => other !== word);
}

function translateWord(word: string, from: 0 | 1, to: 0 | 1): string {
	// A prefix needs no synonym: "utval" already matches "utvalg".
	const differs = (pair: readonly [string, string]) => !pair[to].startsWith(pair[from]);
	const begun = wordBeginnings.find((pair) => word.startsWith(pair[from]) && differs(pair));
	const start = begun ? begun[to] + word.slice(begun[from].length) : word;
	return wordStems.filter(differs).reduce((text, pair) => text.replaceAll(pair[from], pair[to]), start);
}
