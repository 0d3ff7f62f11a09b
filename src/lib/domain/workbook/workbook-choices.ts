import { inWrittenForm, writtenForms, type Locale, type Localized } from '../localized';
import { lifecycles, measureOrigins, type Lifecycle, type MeasureOrigin } from '../measure/measure';
import { closestName } from './name-matching';
import { normalizeText } from './worksheet';

/** An item a cell may refer to. */
export interface CellChoice {
	/** Its key in the plan. */
	key: string;
	/** Its names, the preferred one first. */
	names: readonly Localized[];
	/** True if it is no longer part of the plan: existing references stay, new ones are refused. */
	ended?: boolean;
}

/** The items a column's cells may refer to, in the plan's order. */
export interface CellChoices {
	/** Returns the key of the item a text names; null if there is none or more than one. */
	find(text: string): string | null;
	/** Returns the key of the current item whose name is most alike a text; null if none is, or several are. */
	closest(text: string): string | null;
	/** Returns the current items with all their names. */
	all(): readonly { key: string; names: readonly string[] }[];
	/** Returns a label for a key that `find` recognises. */
	label(key: string, locale: Locale): string;
	/** Returns the labels that can currently be chosen. */
	open(locale: Locale): string[];
	has(key: string): boolean;
	isEnded(key: string): boolean;
	/** Returns the given keys in the plan's order, without duplicates. */
	inOrder(keys: Iterable<string>): string[];
}

/** Normalizes a name for comparison: case and spacing are ignored. */
function normalizeName(text: string): string {
	return text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Separator of list entries in one cell. */
export const listSeparator = ';';

/** @param numbered true if the key may precede the name, as in "3 Barn og unge" or "U1: Demografi" */
export function createCellChoices(all: readonly CellChoice[], numbered = false): CellChoices {
	const byKey = new Map(all.map((one) => [one.key, one]));
	const keys = new Map(all.map((one) => [normalizeName(one.key), one.key]));
	const whole = new Map<string, string>();
	const named = new Map<string, Set<string>>();
	for (const { key, names } of all)
		for (const name of names)
			for (const form of writtenForms) {
				const text = normalizeName(name[form] ?? '');
				if (!text) continue;
				if (numbered) whole.set(`${normalizeName(key)} ${text}`, key);
				named.set(text, (named.get(text) ?? new Set()).add(key));
			}

	function find(text: string): string | null {
		const asked = normalizeName(text);
		const sure = whole.get(asked) ?? keys.get(asked);
		if (sure !== undefined) return sure;
		const called = [...(named.get(asked) ?? [])];
		if (called.length > 0) return called.length === 1 ? called[0]! : null;
		const [, first] = (numbered && /^([\p{L}\p{N}]+)[\s.:–)-]+\p{L}/u.exec(asked)) || [];
		return (first !== undefined && keys.get(first)) || null;
	}

	function label(key: string, locale: Locale): string {
		const name = inWrittenForm(byKey.get(key)?.names[0], locale)?.text.replace(/\s+/g, ' ');
		const full = name && numbered ? `${key} ${name}` : name;
		return full && !full.includes(listSeparator) && find(normalizeText(full)) === key
			? normalizeText(full)
			: key;
	}

	const current = all
		.filter(({ ended }) => !ended)
		.map(({ key, names }) => ({
			key,
			names: [...new Set(names.flatMap((name) => writtenForms.flatMap((form) => name[form] ?? [])))]
		}));

	return {
		find,
		closest: (text) => closestName(text, current),
		all: () => current,
		label,
		open: (locale) => all.filter((one) => !one.ended).map(({ key }) => label(key, locale)),
		has: (key) => byKey.has(key),
		isEnded: (key) => byKey.get(key)?.ended ?? false,
		inOrder: (some) => {
			const asked = new Set(some);
			return all.map(({ key }) => key).filter((key) => asked.has(key));
		}
	};
}

type LabelByLocale = Record<Locale, string>;

/** Labels of the codes in a workbook (docs/glossary.md). */
const lifecycleCellLabels: Record<Lifecycle, LabelByLocale> = {
	proposed: { nb: 'Foreslått', nn: 'Føreslått', en: 'Proposed' },
	adopted: { nb: 'Vedtatt', nn: 'Vedteke', en: 'Adopted' },
	'in-operation': { nb: 'Videreført i drift', nn: 'Vidareført i drift', en: 'In operation' },
	completed: { nb: 'Gjennomført', nn: 'Gjennomført', en: 'Completed' },
	discontinued: { nb: 'Avsluttet', nn: 'Avslutta', en: 'Discontinued' }
};
const originCellLabels: Record<MeasureOrigin, LabelByLocale> = {
	measure: { nb: 'Tiltak', nn: 'Tiltak', en: 'Measure' },
	intention: { nb: 'Intensjon i strategien', nn: 'Intensjon i strategien', en: 'Intention in the strategy' },
	decision: { nb: 'Vedtak', nn: 'Vedtak', en: 'Decision' }
};
const yesNoLabels: Record<'yes' | 'no', LabelByLocale> = {
	yes: { nb: 'Ja', nn: 'Ja', en: 'Yes' },
	no: { nb: 'Nei', nn: 'Nei', en: 'No' }
};

/** Other words accepted for the codes. */
const codeSynonyms: Partial<Record<string, readonly string[]>> = {
	adopted: ['vedteken', 'vedtatt av SSU'],
	'in-operation': ['i drift', 'drift'],
	completed: ['ferdig', 'fullført'],
	discontinued: ['avslutta', 'stoppet', 'stoppa'],
	intention: ['intensjon', 'intention'],
	yes: ['x', 'true', '1', 'sann'],
	no: ['false', '0', 'usann']
};

function createCodeChoices<Code extends string>(
	codes: readonly Code[],
	words: Record<Code, LabelByLocale>
): CellChoices {
	const choices = createCellChoices(
		codes.map((key) => ({
			key,
			names: [words[key].nb, words[key].nn, words[key].en, ...(codeSynonyms[key] ?? [])].map((nb) => ({ nb }))
		}))
	);
	const label = (key: string, locale: Locale) => (words as Record<string, LabelByLocale>)[key]![locale];
	return { ...choices, label, open: (locale) => codes.map((key) => label(key, locale)) };
}

export const lifecycleChoices = createCodeChoices(lifecycles, lifecycleCellLabels);
export const originChoices = createCodeChoices(measureOrigins, originCellLabels);
export const yesNoChoices = createCodeChoices(['yes', 'no'] as const, yesNoLabels);
