import { parseXml } from './parse-xml';

/** A level of a numbered list. */
interface ListLevel {
	start: number;
	format: string;
	/** Its text, with "%1" for the number of the first level. */
	text: string;
}

/** Levels of a document's lists. */
export interface ListNumbering {
	/** Levels by list. */
	levels: ReadonlyMap<string, readonly ListLevel[]>;
	/** Lists that count together, by list. */
	shared: ReadonlyMap<string, string>;
}

/** Word has nine levels. */
const maxLevels = 9;

/** Reads the numbering part of a document. */
export function numberingIn(xml: string | undefined): ListNumbering {
	const abstract = new Map<string, ListLevel[]>();
	const shared = new Map<string, string>();
	const starts: { list: string; level: number; start: number }[] = [];
	let [list, own] = ['', ''];
	let level = 0;
	if (xml !== undefined)
		parseXml(xml, {
			open(element, { abstractNumId = '', numId = '', ilvl = '0', val = '' }) {
				const at = abstract.get(list)?.[level];
				if (element === 'abstractNum') abstract.set((list = abstractNumId), []);
				else if (element === 'num') [own, list] = [numId, ''];
				else if (element === 'abstractNumId' && own) shared.set(own, val);
				else if (element === 'lvl' || element === 'lvlOverride') {
					level = Math.min(maxLevels - 1, Math.max(0, Math.trunc(Number(ilvl)) || 0));
					fillLevels(abstract.get(list), level);
				} else if (element === 'startOverride') starts.push({ list: own, level, start: Number(val) || 1 });
				else if (!at) return;
				else if (element === 'start') at.start = Math.trunc(Number(val)) || 0;
				else if (element === 'numFmt') at.format = val;
				else if (element === 'lvlText') at.text = val;
			},
			close: () => undefined
		});
	const levels = new Map([...shared].map(([key, from]) => [key, [...(abstract.get(from) ?? [])]]));
	for (const { list: key, level: at, start } of starts) {
		const all = levels.get(key);
		if (!all?.[at]) continue;
		all[at] = { ...all[at], start };
		// A list that starts anew counts by itself.
		shared.set(key, `own ${key}`);
	}
	return { levels, shared };
}

/** Adds levels up to one, as Word counts them where the file says nothing. */
function fillLevels(levels: ListLevel[] | undefined, most: number): void {
	for (let at = levels?.length ?? Infinity; at <= most; at++)
		levels?.push({ start: 1, format: 'decimal', text: '' });
}

/** Counts the paragraphs of lists in the order of the document. */
export class ListCounter {
	readonly #numbers = new Map<string, (number | undefined)[]>();

	constructor(readonly numbering: ListNumbering) {}

	/** Returns the number that a paragraph is shown with; empty for bullets and unknown lists. */
	next(list: string, level: number): string {
		const levels = this.numbering.levels.get(list) ?? [];
		const own = levels[level];
		if (!own) return '';
		const key = this.numbering.shared.get(list) ?? list;
		const numbers = this.#numbers.get(key) ?? [];
		numbers[level] = numbers[level] === undefined ? own.start : numbers[level] + 1;
		numbers.length = level + 1;
		this.#numbers.set(key, numbers);
		if (own.format === 'bullet' || own.format === 'none') return '';
		const at = (index: number) => numbers[index] ?? levels[index]?.start ?? 1;
		return own.text
			.replace(/%([1-9])/g, (_, digit: string) =>
				writeNumber(at(Number(digit) - 1), levels[Number(digit) - 1]?.format ?? 'decimal')
			)
			.trim();
	}
}

function writeNumber(number: number, format: string): string {
	if (format === 'decimalZero') return String(number).padStart(2, '0');
	if (number < 1 || number > 3000) return String(number);
	const text = /Letter$/.test(format)
		? letters(number)
		: /Roman$/.test(format)
			? roman(number)
			: String(number);
	return format.startsWith('lower') ? text.toLowerCase() : text;
}

/** Word writes A to Z, then AA to ZZ. */
function letters(number: number): string {
	return String.fromCharCode(65 + ((number - 1) % 26)).repeat(Math.ceil(number / 26));
}

const romans: readonly [number, string][] = [
	...([
		[1000, 'M'],
		[900, 'CM'],
		[500, 'D'],
		[400, 'CD'],
		[100, 'C'],
		[90, 'XC'],
		[50, 'L']
	] as const),
	...([
		[40, 'XL'],
		[10, 'X'],
		[9, 'IX'],
		[5, 'V'],
		[4, 'IV'],
		[1, 'I']
	] as const)
].map(([value, sign]) => [value, sign]);

function roman(number: number): string {
	const [value, sign] = romans.find(([least]) => number >= least) ?? [1, ''];
	return number < 1 ? '' : sign + roman(number - value);
}
