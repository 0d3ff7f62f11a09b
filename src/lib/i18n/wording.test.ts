import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { locales, type Locale } from '$lib/domain/localized';
import { repositoryRoot } from '../../../tests/architecture/source';

/* The words decided in docs/glossary.md: both written forms, one term per act, no anglicisms. */

/** Words of bokmål that are no words of nynorsk, or other ones. */
const bokmal = `
	ikke noe noen hva hvem hvor hvordan hvorfor hvilken hvilke hvilket hver hvert hverandre hvis fra jeg hun dere
	deres dem en et uke uker uken mandag tirsdag lørdag ganger gangene dager måneder leder ledere nestleder
	ansvarlig ansvarlige faglig faglige årlig årlige personlig personlige offentlig offentlige vanlig vanlige vanligvis
	utvalg utvalget utvalgene tjeneste tjenester tjenesten mulighet muligheter mulig anbefaling enighet uenighet
	påminnelse tilskudd utlysning forsinket startet avsluttet vedtatt videre videreført foreslått forventet
	gjøre gjør være vært ble bare mer flere siden selv selve enda ennå noensinne trenger mangler venter kommer
	åpne åpen åpner åpnet åpnes lukket lukker lukkes lagret lagrer godkjente endres slettes vises leses finnes trengs
	evalueringer endringer vurderinger utfordringer målinger innstillinger milepæler frister runder figurer
	områdene tiltakene rapportene partene mellomtiden igjennom hjem hjemme tenker skriver leser finner henger
	gjelder uten sammen hele annen annet samme tall tallet tallene øverst nederst høyst spørre begynner lenke lenken
	lenker forrige tidligere senere fortsatt fortsette mens allerede tatt skrevet endret jo
`;

/** Words of nynorsk that are no words of bokmål, or other ones. */
const nynorsk = `
	ikkje noko nokon nokre kva kven kor korleis kvifor kvar kvart kvarandre frå eg dykk dykkar dei ein eit eitt
	veke veker veka måndag tysdag laurdag gong gonger gongen gongene dagar leiar leiarar nestleiar
	ansvarleg ansvarlege fagleg faglege årleg årlege personleg personlege offentleg offentlege vanleg vanlege vanlegvis
	utval utvala tenesta teneste tenester moglegheit moglegheiter mogleg tilråding semje usemje
	påminning tilskot utlysing forseinka vedteke vidare vidareført føreslått
	gjere gjer vere vore blei berre meir fleire sidan sjølv sjølve enno treng manglar ventar kjem opnar opna
	evalueringar endringar vurderingar utfordringar målingar rapportar milepælar fristar rundar figurar
	områda tiltaka rapportane partane utan saman heile annan same tal tala talet øvst nedst høgst spørje byrjar byrje
	lenkje lenkja førre tidlegare seinare framleis medan allereie teke lagra òg finst trengst seier gjeld heng
`;

/** Forms that nynorsk also allows, but that the glossary decides against. */
const otherNynorsk = `
	vart vorte vorten medlemmer medlemmene medlemmen framlegg framlegget gjeven gjeve gjevne gjev oppgjeve oppgjeven
	oppgjevne grunngjeving begynne begynte begynn begynt difor samstundes korkje henne tyder lat
	yrkedag yrkedagar vyrkedag vyrkedagar verkedag verkedagar grunngjevast partnarskapen
`;

/** Terms given up for another one, and English in disguise. */
const undecided: Partial<Record<Locale, string[]>> = {
	nb: [
		...'frosset frosne fryses frysing forseglet utbredelse utbredelsen evalueringer evalueringen'.split(' '),
		...['rapporter(?:e|er|t)? på', 'bak målet', 'siden siden', 'SSU sin', '\\(n \\d+\\) i']
	],
	nn: [
		...'frosen frosne frose frys forsegla utbreiing utbreiinga evalueringar evalueringa'.split(' '),
		...['rapporter(?:e|er|t)? på', 'bak målet', 'sidan sida', 'SSU sin?']
	],
	en: ['frozen', 'spread', 'introductions']
};

const anglicisms = `
	hint feedback deadline deadlines dashboard review reviews input output update timeline tracking tracker milestone
	milestones rollout workflow stakeholder sjekke sjekk oppdatere oppdater adresserer adressere
`;

/**
 * Phrases in which a word listed above is right: a command, and the draft decision of a case paper.
 */
const allowed = [
	'framdrift review verify',
	'framdrift verify-archive',
	'framlegg til vedtak',
	'Framlegg til vedtak'
];

interface Text {
	key: string;
	text: string;
}

const folder = join(import.meta.dirname, 'messages');
const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

function messages(locale: Locale): Text[] {
	return readdirSync(folder).flatMap((noun) => textsIn(json(join(folder, noun, `${locale}.json`)), noun));
}

function textsIn(value: unknown, key: string): Text[] {
	if (typeof value === 'string') return [{ key, text: value }];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, one]) =>
		name === 'declarations' || name === 'selectors'
			? []
			: textsIn(one, name === 'match' ? key : `${key} ${name}`)
	);
}

/** The texts of the seed and of the demo that say which written form they are in. */
function seedTexts(locale: Locale): Text[] {
	const found: Text[] = [];
	const walk = (value: unknown, key: string) => {
		if (typeof value !== 'object' || value === null) return;
		for (const [name, one] of Object.entries(value)) {
			const own = (value as Record<string, unknown>).lang === locale && prose.includes(name);
			if (typeof one === 'string' && (name === locale || own))
				found.push({ key: `${key} ${name}`, text: one });
			walk(one, `${key} ${name}`);
		}
	};
	for (const name of readdirSync(seeds)) walk(json(join(seeds, name)), name);
	return found;
}

const seeds = join(repositoryRoot, 'drizzle/seed');
const prose = ['done', 'results', 'deviation', 'cause', 'needsText', 'nextSteps', 'text', 'note', 'comment'];

/** Returns the texts that contain one of the words, as "key: word". */
function strays(texts: Text[], words: string[]): string[] {
	const pattern = new RegExp(`(?<![\\p{L}\\d{/_-])(?:${words.join('|')})(?![\\p{L}\\d}_-])`, 'giu');
	return texts.flatMap(({ key, text }) =>
		[...allowed.reduce((rest, phrase) => rest.replaceAll(phrase, ''), text).matchAll(pattern)].map(
			([word]) => `${key}: ${word}`
		)
	);
}

const list = (words: string) => words.trim().split(/\s+/);

describe('the language of messages, seed and demo', () => {
	it('has no words in nynorsk that are bokmål only', () => {
		expect(strays([...messages('nn'), ...seedTexts('nn')], list(bokmal))).toEqual([]);
	});

	it('has no words in bokmål that are nynorsk only', () => {
		expect(strays([...messages('nb'), ...seedTexts('nb')], list(nynorsk))).toEqual([]);
	});

	it('keeps to one form where nynorsk allows several', () => {
		expect(strays(messages('nn'), list(otherNynorsk))).toEqual([]);
	});

	it.each(locales)('keeps to the decided terms, in %s', (locale) => {
		expect(strays(messages(locale), undecided[locale] ?? [])).toEqual([]);
	});

	it('has no anglicisms', () => {
		expect(strays([...messages('nb'), ...messages('nn')], list(anglicisms))).toEqual([]);
	});

	it('has no Norwegian in English', () => {
		expect(strays(messages('en'), ['og', 'ikke', 'ikkje', 'eller', 'på'])).toEqual([]);
	});

	it('finds a word in a sentence, not within another', () => {
		expect(strays([{ key: 'one', text: 'Han vart lagra.' }], list(otherNynorsk))).toEqual(['one: vart']);
		expect(strays([{ key: 'one', text: 'Vartegnet' }], list(otherNynorsk))).toEqual([]);
	});
});
