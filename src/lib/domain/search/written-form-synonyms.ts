/*
 * Words that differ between the written forms, folded as they are looked up (docs/glossary.md, and words that
 * reports are full of). Bokmål first. It is a help and no dictionary: who searches in one form also finds
 * these words in texts in the other, and every other word as it is spelt.
 */

/** Also inside longer words, as in "hjemmesykehus"; the longer before what it contains. */
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

/** Only where a word begins with them: inside others they are something else, as in "bruke". */
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

/** A folded word as the other written form spells it; none where it is not among those that are known. */
export function writtenFormSynonyms(word: string): string[] {
	const others = [translateWord(word, 0, 1), translateWord(word, 1, 0)];
	return [...new Set(others)].filter((other) => other !== word);
}

function translateWord(word: string, from: 0 | 1, to: 0 | 1): string {
	// What only lacks an ending in the other form is found there as it is: "utval" begins "utvalg".
	const differs = (pair: readonly [string, string]) => !pair[to].startsWith(pair[from]);
	const begun = wordBeginnings.find((pair) => word.startsWith(pair[from]) && differs(pair));
	const start = begun ? begun[to] + word.slice(begun[from].length) : word;
	return wordStems.filter(differs).reduce((text, pair) => text.replaceAll(pair[from], pair[to]), start);
}
