import type { Locale } from '$lib/domain/localized';

/*
 * Reads the numbers back from sentences. The patterns are written from the language, not from the product's messages:
 * a sentence must consist of known clauses and nothing else.
 */

const numerals: Record<Locale, string[]> = {
	nb: 'ingen ett to tre fire fem seks sju åtte ni ti elleve tolv'.split(' '),
	nn: 'ingen eitt to tre fire fem seks sju åtte ni ti elleve tolv'.split(' '),
	en: 'none one two three four five six seven eight nine ten eleven twelve'.split(' ')
};
const oneOther: Record<Locale, string[]> = { nb: ['én', 'det ene'], nn: ['éi', 'det eine'], en: ['the one'] };

type Read = Record<string, (number | string)[]>;

/** Replaces #, % and ~ in a pattern by a count, a share and a text. */
function toPattern(locale: Locale, pattern: string): RegExp {
	const count = `(${[...numerals[locale], ...oneOther[locale], '\\d+'].join('|')})`;
	const source = pattern
		.replaceAll('#', count)
		.replaceAll('%', '(\\d+)[\\s\\u00a0]?%')
		.replaceAll('~', '(.+?)');
	return new RegExp(`(?<![\\p{L}\\d])${source}(?![\\p{L}\\d])`, 'iu');
}

function toValue(locale: Locale, text: string): number | string {
	if (/^\d+$/.test(text)) return Number(text);
	const word = numerals[locale].indexOf(text.toLowerCase());
	if (word >= 0) return word;
	return oneOther[locale].includes(text.toLowerCase()) ? 1 : text;
}

/** Reads a sentence with its patterns; throws if anything but connectives is left over. */
export function readSentence(sentence: string, locale: Locale, kind: keyof typeof clauses): Read {
	const read: Read = {};
	let rest = sentence;
	for (const [name, patterns] of Object.entries(clauses[kind])) {
		const pattern = patterns[locale];
		const found = pattern === undefined ? null : toPattern(locale, pattern).exec(rest);
		if (!found) continue;
		read[name] = found
			.slice(1)
			.filter((one) => one !== undefined)
			.map((one) => toValue(locale, one));
		rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`;
	}
	const left = rest.replaceAll(/[;.,\s]|(?<!\p{L})(?:og|and)(?!\p{L})/gu, '');
	if (left !== '') throw new Error(`“${rest.trim()}” is not understood in “${sentence}”`);
	return read;
}

type Patterns = Record<string, Partial<Record<Locale, string>>>;

const status: Patterns = {
	nothing: {
		nb: 'Ingen tiltak er vedtatt ennå, så det er ingen status å vise',
		nn: 'Ingen tiltak er vedtekne enno, så det er ingen status å vise',
		en: 'No measures have been adopted yet, so there is no status to show'
	},
	one: {
		nb: 'Det er ett tiltak, og statusen er «~»',
		nn: 'Det er eitt tiltak, og statusen er «~»',
		en: 'There is one measure, and its status is “~”'
	},
	unreported: {
		nb: 'Ingen av de # tiltakene er rapportert',
		nn: 'Ingen av dei # tiltaka er rapporterte',
		en: 'None of the # measures has been reported'
	},
	allDone: {
		nb: '(?:Begge tiltakene|Alle de # tiltakene) er ferdige',
		nn: '(?:Begge tiltaka|Alle dei # tiltaka) er ferdige',
		en: '(?:Both measures|All # measures) are done'
	},
	allGood: {
		nb: '(?:Begge tiltakene|Alle de # tiltakene) er i rute eller ferdige',
		nn: '(?:Begge tiltaka|Alle dei # tiltaka) er i rute eller ferdige',
		en: '(?:Both measures|All # measures) are on track or done'
	},
	noneGood: {
		nb: 'Ingen av de # tiltakene er i rute eller ferdige',
		nn: 'Ingen av dei # tiltaka er i rute eller ferdige',
		en: 'None of the # measures is on track or done'
	},
	good: {
		nb: '# av # tiltak er i rute eller ferdige',
		nn: '# av # tiltak er i rute eller ferdige',
		en: '# of # measures (?:is|are) on track or done'
	},
	lateOrHeld: {
		nb: '# er forsinket eller på vent',
		nn: '# er forseinka eller på vent',
		en: '# (?:is|are) delayed or on hold'
	},
	late: { nb: '# er forsinket', nn: '# er forseinka', en: '# (?:is|are) delayed' },
	held: { nb: '# er på vent', nn: '# er på vent', en: '# (?:is|are) on hold' },
	notStarted: { nb: '# er ikke startet', nn: '# er ikkje starta', en: '# (?:is|are) not started' },
	missing: { nb: '# mangler rapport', nn: '# manglar rapport', en: '# lacks? a report' }
};

const too = {
	nb: '(det som var forventet, eller med året før|det som var forventet|året før)',
	nn: '(det som var venta, eller med året før|det som var venta|året før)',
	en: '(what was expected or the year before|what was expected|the year before)'
};

const progress: Patterns = {
	noMeasures: {
		nb: 'Ingen tiltak er vedtatt ennå, så det er ingen framdrift å vise',
		nn: 'Ingen tiltak er vedtekne enno, så det er inga framdrift å vise',
		en: 'No measures have been adopted yet, so there is no progress to show'
	},
	nothing: {
		nb: 'Ingen framdrift er rapportert',
		nn: 'Inga framdrift er rapportert',
		en: 'No progress has been reported'
	},
	known: {
		nb: 'Framdriften er % (?:i snitt )?for # av # tiltak',
		nn: 'Framdrifta er % (?:i snitt )?for # av # tiltak',
		en: 'Progress is % (?:on average for # of # measures|for the one measure)'
	},
	shared: {
		nb: 'for de # av dem som kan sammenlignes, er den %',
		nn: 'for dei # av dei som kan samanliknast, er ho %',
		en: 'it is % for the # of them that can be compared'
	},
	same: {
		nb: 'det er det samme som året før',
		nn: 'det er det same som året før',
		en: 'the same as the year before'
	},
	before: {
		nb: '(?:for de samme tiltakene var den % året før|året før var den %)',
		nn: '(?:for dei same tiltaka var ho % året før|året før var ho %)',
		en: '(?:for the same measures it was % the year before|the year before it was %)'
	},
	expected: {
		nb: '(?:for de samme tiltakene var % forventet|% var forventet)',
		nn: '(?:for dei same tiltaka var % venta|% var venta)',
		en: '% was expected(?: for the same measures)?'
	},
	few: {
		nb: `færre enn tre tiltak kan sammenlignes med ${too.nb}`,
		nn: `færre enn tre tiltak kan samanliknast med ${too.nn}`,
		en: `fewer than three measures can be compared with ${too.en}`
	},
	half: {
		nb: `færre enn halvparten av tiltakene kan sammenlignes med ${too.nb}`,
		nn: `færre enn halvparten av tiltaka kan samanliknast med ${too.nn}`,
		en: `fewer than half of the measures can be compared with ${too.en}`
	},
	leftOut: {
		nb: `for få av de samme tiltakene kan sammenlignes med ${too.nb}`,
		nn: `for få av dei same tiltaka kan samanliknast med ${too.nn}`,
		en: `too few of the same measures can be compared with ${too.en}`
	}
};

const movement: Patterns = {
	nothing: {
		nb: 'Det finnes ingen tidligere gjennomgang å sammenligne med',
		nn: 'Det finst ingen tidlegare gjennomgang å samanlikne med',
		en: 'There is no earlier review to compare with'
	},
	noneShared: {
		nb: 'Ingen av tiltakene var med i halvårsrunden 2026',
		nn: 'Ingen av tiltaka var med i halvårsrunden 2026',
		en: 'None of the measures was part of the 2026 half-year round'
	},
	noneTwice: {
		nb: 'Ingen av tiltakene har en status både i halvårsrunden 2026 og nå',
		nn: 'Ingen av tiltaka har ein status både i halvårsrunden 2026 og no',
		en: 'None of the measures has a status both in the 2026 half-year round and now'
	},
	kept: {
		nb: '(?:Ingen av de # tiltakene|# tiltaket) med status både i halvårsrunden 2026 og nå har (?:verken )?gått fram eller tilbake',
		nn: '(?:Ingen av dei # tiltaka|# tiltaket) med status både i halvårsrunden 2026 og no har (?:verken )?gått fram eller tilbake',
		en: '(?:None of the #|#) measures? with a status both in the 2026 half-year round and now has moved (?:forward or|neither forward nor) back'
	},
	forward: {
		nb: 'Siden halvårsrunden 2026 har # av # tiltak med status begge gangene gått fram og # tilbake',
		nn: 'Sidan halvårsrunden 2026 har # av # tiltak med status begge gongene gått fram og # tilbake',
		en: 'Since the 2026 half-year round, # of # measures with a status both times (?:has|have) moved forward and # back'
	},
	backward: {
		nb: 'Siden halvårsrunden 2026 har # av # tiltak med status begge gangene gått tilbake og ingen fram',
		nn: 'Sidan halvårsrunden 2026 har # av # tiltak med status begge gongene gått tilbake og ingen fram',
		en: 'Since the 2026 half-year round, # of # measures with a status both times (?:has|have) moved back and none forward'
	},
	oneForward: {
		nb: 'Siden halvårsrunden 2026 har det ene tiltaket med status begge gangene gått fram',
		nn: 'Sidan halvårsrunden 2026 har det eine tiltaket med status begge gongene gått fram',
		en: 'Since the 2026 half-year round, the one measure with a status both times has moved forward'
	},
	oneBack: {
		nb: 'Siden halvårsrunden 2026 har det ene tiltaket med status begge gangene gått tilbake',
		nn: 'Sidan halvårsrunden 2026 har det eine tiltaket med status begge gongene gått tilbake',
		en: 'Since the 2026 half-year round, the one measure with a status both times has moved back'
	},
	allForward: {
		nb: 'Siden halvårsrunden 2026 har (?:begge tiltakene|alle de # tiltakene) med status begge gangene gått fram',
		nn: 'Sidan halvårsrunden 2026 har (?:begge tiltaka|alle dei # tiltaka) med status begge gongene gått fram',
		en: 'Since the 2026 half-year round, (?:both|all #) measures with a status both times have moved forward'
	},
	allBack: {
		nb: 'Siden halvårsrunden 2026 har (?:begge tiltakene|alle de # tiltakene) med status begge gangene gått tilbake',
		nn: 'Sidan halvårsrunden 2026 har (?:begge tiltaka|alle dei # tiltaka) med status begge gongene gått tilbake',
		en: 'Since the 2026 half-year round, (?:both|all #) measures with a status both times have moved back'
	},
	steps: {
		nb: '(?:det gikk|de gikk til sammen) # steg tilbake',
		nn: '(?:det gjekk|dei gjekk til saman) # steg tilbake',
		en: '(?:it|they) went # steps back(?: altogether)?'
	},
	same: { nb: '# har samme status', nn: '# har same status', en: '# (?:has|have) the same status' },
	finished: {
		nb: '# gikk fra ikke rapportert til ferdig',
		nn: '# gjekk frå ikkje rapportert til ferdig',
		en: '# went from not reported to done'
	},
	silent: {
		nb: '# er ikke rapportert noen av gangene',
		nn: '# er ikkje rapporterte? nokon av gongene',
		en: '# (?:was|were) not reported either time'
	},
	once: {
		nb: '# er rapportert bare én av gangene',
		nn: '# er rapporterte? berre éin av gongene',
		en: '# (?:was|were) reported only once'
	},
	added: { nb: '# er nye?t?t?', nn: '# er nye?t?t?', en: '# (?:is|are) new' },
	ended: { nb: '# er ikke lenger med', nn: '# er ikkje lenger med', en: '# (?:is|are) no longer counted' }
};

const areas: Patterns = {
	best: {
		nb: 'Best går det ~, der # av # tiltak er i rute eller ferdige',
		nn: 'Best går det ~, der # av # tiltak er i rute eller ferdige',
		en: 'It goes best ~, where # of # measures are on track or done'
	},
	bestEqual: {
		nb: 'Best går det ~, med like stor andel i rute eller ferdige',
		nn: 'Best går det ~, med like stor del i rute eller ferdige',
		en: 'It goes best ~, with an equal share on track or done'
	},
	heaviest: {
		nb: 'tyngst er det ~, der # av # tiltak er forsinket eller på vent',
		nn: 'tyngst er det ~, der # av # tiltak er forseinka eller på vent',
		en: 'it is heaviest ~, where # of # measures are delayed or on hold'
	},
	heaviestEqual: {
		nb: 'tyngst er det ~, med like stor andel forsinket eller på vent',
		nn: 'tyngst er det ~, med like stor del forseinka eller på vent',
		en: 'it is heaviest ~, with an equal share delayed or on hold'
	},
	silent: {
		nb: 'ingen rapport er godkjent (.+)(?=\\.$)',
		nn: 'ingen rapport er godkjend (.+)(?=\\.$)',
		en: 'no report has been approved (.+)(?=\\.$)'
	}
};

const asked: Patterns = {
	unknown: {
		nb: 'Ingen rapport er godkjent, så det er ikke kjent om noen ber om avklaring, vedtak eller midler',
		nn: 'Ingen rapport er godkjend, så det er ikkje kjent om nokon ber om avklaring, vedtak eller midlar',
		en: 'No report has been approved, so it is not known whether anyone asks for clarification, a decision or money'
	},
	nothing: {
		nb: '(?:Ingen av de # rapportene ber|Den ene rapporten ber ikke) Partnerskapet om vedtak, midler eller avklaring',
		nn: '(?:Ingen av dei # rapportane ber|Den eine rapporten ber ikkje) Partnarskapet om vedtak, midlar eller avklaring',
		en: '(?:None of the # reports asks|The one report does not ask) the partnership meeting for decisions, money or clarification'
	},
	asks: {
		nb: 'Partnerskapet blir bedt om',
		nn: 'Partnarskapet blir bedt om',
		en: 'The partnership meeting is asked for'
	},
	decision: { nb: '# vedtak', nn: '# vedtak', en: '# decisions?' },
	money: { nb: 'midler til # tiltak', nn: 'midlar til # tiltak', en: 'money for # measures?' },
	clarification: { nb: '# avklaring(?:er)?', nn: '# avklaring(?:ar)?', en: '# clarifications?' }
};

const promises: Patterns = {
	nothing: {
		nb: 'Det finnes ingen tidligere gjennomgang å holde året opp mot',
		nn: 'Det finst ingen tidlegare gjennomgang å halde året opp mot',
		en: 'There is no earlier review to hold the year against'
	},
	noneDue: {
		nb: 'Ingen tiltak hadde frist i 2026',
		nn: 'Ingen tiltak hadde frist i 2026',
		en: 'No measures were due in 2026'
	},
	noneMoved: {
		nb: '(?:(?:Begge|Alle de #) fristene i 2026 står fast|Fristen i 2026 for # tiltaket som hadde en, står fast)',
		nn: '(?:(?:Begge|Alle dei #) fristane i 2026 står fast|Fristen i 2026 for # tiltaket som hadde ein, står fast)',
		en: '(?:(?:Both|All #) deadlines in 2026 stand|# deadline in 2026 stands)'
	},
	allMoved: {
		nb: '(?:(?:Begge|Alle de #) fristene i 2026|Fristen i 2026 for # tiltaket som hadde en,) er flyttet ut av året',
		nn: '(?:(?:Begge|Alle dei #) fristane i 2026|Fristen i 2026 for # tiltaket som hadde ein,) er flytta ut av året',
		en: '(?:(?:Both|All #) deadlines in 2026 have|# deadline in 2026 has) been moved out of the year'
	},
	moved: {
		nb: '# av # frister i 2026 er flyttet ut av året',
		nn: '# av # fristar i 2026 er flytta ut av året',
		en: '# of # deadlines in 2026 (?:has|have) been moved out of the year'
	},
	added: {
		nb: '# tiltak er kommet til siden \\p{L}+ 20\\d\\d',
		nn: '# tiltak er kom(?:n?e) til sidan \\p{L}+ 20\\d\\d',
		en: '(?:#|no) measures? (?:has|have) been added since the 20\\d\\d [\\p{L}-]+ round'
	},
	silent: {
		nb: '# tiltak er ikke rapportert i to runder',
		nn: '# tiltak er ikkje rapporterte? i to rundar',
		en: '# (?:has|have) not reported for two rounds'
	}
};

const lastKnown: Patterns = {
	reported: {
		nb: 'Siste kjente status per 21\\.11\\.2026(?:: (?:# av # tiltak|Ingen av de # tiltakene|Det ene tiltaket) er (?:(ikke) )?rapportert og godkjent i årsrunden 2026)?',
		nn: 'Siste kjende status per 21\\.11\\.2026(?:: (?:# av # tiltak|Ingen av dei # tiltaka|Det eine tiltaket) er (?:(ikkje) )?rapporterte? og godkjend?e?n?t? i årsrunden 2026)?',
		en: 'Last known status as of 21[./]11[./]2026(?:: (?:# of # measures|None of the # measures|The one measure) (?:has|have) (?:(not) )?been reported and approved in the 2026 annual round)?'
	},
	response: {
		nb: 'svarprosenten er % \\(# av #\\)',
		nn: 'svarprosenten er % \\(# av #\\)',
		en: 'the response rate is % \\(# of #\\)'
	},
	fresh: {
		nb: '# har en rapport som er høyst 180 dager gammel',
		nn: '# har ein rapport som er høgst 180 dagar gammal',
		en: '# (?:has|have) a report at most 180 days old'
	},
	stale: {
		nb: '# har en rapport som er eldre enn 180 dager',
		nn: '# har ein rapport som er eldre enn 180 dagar',
		en: '# (?:has|have) a report older than 180 days'
	},
	never: {
		nb: '# har ingen rapport som kan vises',
		nn: '# har ingen rapport som kan visast',
		en: '# (?:has|have) no report that can be shown'
	},
	finished: {
		nb: '# er gjennomført og blir ikke spurt om',
		nn: '# er gjennomførte? og blir ikkje spurt om',
		en: '# (?:is|are) completed and not asked about'
	},
	completed: { nb: '# er gjennomført', nn: '# er gjennomførte?', en: '# (?:is|are) completed' }
};

const clauses = { lastKnown, status, progress, movement, areas, asked, promises };
