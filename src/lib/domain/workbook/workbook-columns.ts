import { writtenForms, type Locale, type WrittenForm } from '../localized';
import { cleanText } from '../text/clean-text';
import { columnSynonyms, importSynonyms } from './column-synonyms';
import {
	localizedColumns,
	milestoneParts,
	plainColumns,
	type ColumnKey,
	type ImportKey,
	type LocalizedColumn,
	type PlainColumn
} from './column-keys';

/*
 * Columns of a measure workbook: headers to write, and synonyms accepted when reading, in any language and
 * order.
 */

/** Maximum number of milestones in a measure's row. */
export const maxMilestoneColumns = 40;

/** Returns the columns in the order they are written. */
export function columnsFor(milestones: number): ColumnKey[] {
	const inForms = (name: LocalizedColumn) => writtenForms.map((form): ColumnKey => `${name}.${form}`);
	return [
		'code',
		...inForms('title'),
		'area',
		'furtherAreas',
		'lifecycle',
		'origin',
		'body',
		'contact',
		...inForms('summary'),
		...inForms('targetGroup'),
		...inForms('expectedEffect'),
		'startsOn',
		'deadline',
		'deadlineWords',
		'values',
		'challenges',
		'opportunities',
		'partners',
		'introducedAtHome',
		'weight',
		'source',
		'links',
		...inForms('note'),
		...Array.from({ length: milestones }, (_, index) =>
			milestoneParts.map((part): ColumnKey => `milestones.${index + 1}.${part}`)
		).flat()
	];
}

type LabelByLocale = Record<Locale, string>;

const columnLabels: Record<PlainColumn | LocalizedColumn, LabelByLocale> = {
	code: { nb: 'Kode', nn: 'Kode', en: 'Code' },
	title: { nb: 'Tittel', nn: 'Tittel', en: 'Title' },
	summary: { nb: 'Sammendrag', nn: 'Samandrag', en: 'Summary' },
	area: { nb: 'Innsatsområde', nn: 'Innsatsområde', en: 'Focus area' },
	furtherAreas: { nb: 'Også i innsatsområde', nn: 'Også i innsatsområde', en: 'Also in focus areas' },
	origin: { nb: 'Opphav', nn: 'Opphav', en: 'Origin' },
	lifecycle: { nb: 'Vedtaksstatus', nn: 'Vedtaksstatus', en: 'Lifecycle' },
	body: { nb: 'Ansvarlig utvalg', nn: 'Ansvarleg utval', en: 'Responsible body' },
	contact: { nb: 'Kontakt', nn: 'Kontakt', en: 'Contact' },
	targetGroup: { nb: 'Målgruppe', nn: 'Målgruppe', en: 'Target group' },
	expectedEffect: { nb: 'Forventet effekt', nn: 'Venta effekt', en: 'Expected effect' },
	startsOn: { nb: 'Oppstart', nn: 'Oppstart', en: 'Start' },
	deadline: { nb: 'Frist', nn: 'Frist', en: 'Deadline' },
	deadlineWords: { nb: 'Frist med ord', nn: 'Frist med ord', en: 'Deadline in words' },
	values: { nb: 'Kjerneverdier', nn: 'Kjerneverdiar', en: 'Core values' },
	challenges: { nb: 'Utfordringer', nn: 'Utfordringar', en: 'Challenges' },
	opportunities: { nb: 'Muligheter', nn: 'Moglegheiter', en: 'Opportunities' },
	partners: { nb: 'Medvirkende parter', nn: 'Medverkande partar', en: 'Partners taking part' },
	introducedAtHome: {
		nb: 'Innføres part for part',
		nn: 'Blir innført part for part',
		en: 'Introduced party by party'
	},
	weight: { nb: 'Vekt', nn: 'Vekt', en: 'Weight' },
	source: { nb: 'Kilde', nn: 'Kjelde', en: 'Source' },
	links: { nb: 'Lenker', nn: 'Lenkjer', en: 'Links' },
	note: { nb: 'Merknad', nn: 'Merknad', en: 'Note' }
};

const writtenFormNames: Record<WrittenForm, string> = { nb: 'bokmål', nn: 'nynorsk' };
const milestoneLabel: LabelByLocale = { nb: 'Milepæl', nn: 'Milepæl', en: 'Milestone' };
const dueLabel: LabelByLocale = { nb: 'frist', nn: 'frist', en: 'due' };
const doneLabel: LabelByLocale = { nb: 'nådd', nn: 'nådd', en: 'done' };

/** Returns a column's header in a language: "Tittel (nynorsk)", "Milepæl 2, frist". */
export function columnHeaderText(key: ColumnKey, locale: Locale): string {
	const [name, second, part] = key.split('.') as [
		PlainColumn | LocalizedColumn | 'milestones',
		string?,
		string?
	];
	if (name !== 'milestones')
		return second
			? `${columnLabels[name][locale]} (${writtenFormNames[second as WrittenForm]})`
			: columnLabels[name][locale];
	const milestone = `${milestoneLabel[locale]} ${second}`;
	if (part === 'due') return `${milestone}, ${dueLabel[locale]}`;
	if (part === 'doneOn') return `${milestone}, ${doneLabel[locale]}`;
	return `${milestone} (${writtenFormNames[part as WrittenForm]})`;
}

/** Normalizes a header for comparison: letters and digits only, words separated by one space. */
function normalizeHeader(head: string): string {
	return cleanText(head)
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

const columnByName = new Map(
	[...plainColumns, ...localizedColumns].flatMap((name) => [
		...columnSynonyms[name].split(', ').map((word) => [normalizeHeader(word), name] as const),
		...Object.values(columnLabels[name]).map((word) => [normalizeHeader(word), name] as const)
	])
);

const writtenFormByWord = new Map<string, WrittenForm>([
	...['bokmål', 'bokmaal', 'bm', 'nb'].map((word) => [word, 'nb'] as const),
	...['nynorsk', 'nyn', 'nn'].map((word) => [word, 'nn'] as const)
]);

const milestoneHeaderPattern = /^(?:milepæl|milepel|milestone)(?:er|ar|s)?(?: (\d{1,2}))?(?: (.+))?$/;
const milestonePartByWord = new Map<string, 'title' | 'due' | 'doneOn'>([
	...['tittel', 'title', 'navn', 'namn', 'tekst'].map((word) => [word, 'title'] as const),
	...['frist', 'dato', 'due', 'due date', 'date'].map((word) => [word, 'due'] as const),
	...['nådd', 'ferdig', 'gjort', 'done', 'reached', 'gjennomført', 'done on'].map(
		(word) => [word, 'doneOn'] as const
	)
]);

/**
 * Returns the column of a header in any of the three languages.
 *
 * @param form the written form of a text column whose header names none
 * @returns null if the header is unknown
 */
export function findColumn(head: string, form: WrittenForm): ColumnKey | null {
	const words = normalizeHeader(head).split(' ');
	const said = new Set(words.flatMap((word) => writtenFormByWord.get(word) ?? []));
	if (said.size > 1) return null;
	const [own = null] = said;
	const base = words.filter((word) => !writtenFormByWord.has(word)).join(' ');
	const name = columnByName.get(base);
	if (name) {
		if (isTextColumn(name)) return `${name}.${own ?? form}`;
		return own ? null : name;
	}
	const [matched, number = '1', rest = 'tittel'] = milestoneHeaderPattern.exec(base) ?? [];
	const part = matched === undefined ? undefined : milestonePartByWord.get(rest);
	if (!part || Number(number) < 1 || Number(number) > maxMilestoneColumns) return null;
	if (part === 'title') return `milestones.${Number(number)}.${own ?? form}`;
	return own ? null : `milestones.${Number(number)}.${part}`;
}

function isTextColumn(name: PlainColumn | LocalizedColumn): name is LocalizedColumn {
	return (localizedColumns as readonly string[]).includes(name);
}

const importColumnByName = new Map(
	(['status', 'extra'] as const).flatMap((key) =>
		importSynonyms[key].split(', ').map((word) => [normalizeHeader(word), key] as const)
	)
);

/**
 * Returns the column of a header in a plan as people have it: also without its parenthesis, or by the first of
 * several words ("Aktivitet / tiltak", "Hovedansvar + medv.").
 *
 * @param form the written form of a text column whose header names none
 * @returns null if the header is unknown
 */
export function findImportColumn(written: string, form: WrittenForm): ImportKey | null {
	// Words are divided at the end of a line.
	const head = written.replace(/(\p{Ll})-\n\s*(?=\p{Ll})/gu, '$1');
	const exact = findColumn(head, form) ?? importColumnByName.get(normalizeHeader(head));
	if (exact) return exact;
	if (/^status\b/i.test(head.trim())) return 'status';
	const bare = head.replace(/\([^)]*\)|:\s*$/g, ' ').trim();
	const [first = ''] = bare.split(/[/+&,\n]| og /);
	for (const part of [bare, first]) {
		const found = part && part !== head ? findColumn(part, form) : null;
		const key = found ?? importColumnByName.get(normalizeHeader(part));
		if (key) return key;
	}
	return findAsked(bare, form);
}

/** Headers that ask, or say more than their column's name: "Hvem har ansvar?", "Frist for gjennomføring". */
const asked: [RegExp, header: string][] = [
	[/^(?:hva|kva) (?:skal|skjer|gjør|gjer|vil)\b/, 'tiltak'],
	[
		/^(?:hvem|kven)\b|^(?:hoved|hovud)?ansvar(?:lige?|lege?)? (?:for|instans|part|person|avdeling)\b/,
		'ansvar'
	],
	[/^(?:til )?når\b|^(?:tids)?frist (?:for|til)\b|^(?:ferdig|fullført) (?:når|dato)\b/, 'frist'],
	[/^(?:hvor|kor) langt\b|^(?:hvordan|korleis) (?:går|ligger|ligg)\b/, 'status'],
	[/^(?:hvorfor|kvifor)\b|^(?:hva|kva) (?:ønsker|ønskjer)\b/, 'effekt'],
	[/^(?:hvordan|korleis) (?:mål|ser|vet|veit)/, 'indikator'],
	[/^(?:hvordan|korleis)\b/, 'beskrivelse'],
	[/^(?:budsjett|kostnad|økonomi|ressurs|finansiering)[a-z]* (?:\d{4}|per|for|i)\b/, 'økonomi']
];

function findAsked(head: string, form: WrittenForm): ImportKey | null {
	const plain = normalizeHeader(head);
	const [, header] = (plain.length <= 60 && asked.find(([pattern]) => pattern.test(plain))) || [];
	return header ? (findColumn(header, form) ?? importColumnByName.get(header) ?? null) : null;
}
