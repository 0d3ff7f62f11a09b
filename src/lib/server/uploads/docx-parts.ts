import { parseXml } from './parse-xml';

/** Returns the texts of comments or notes, by kind and id. */
export function notesIn(xml: string | undefined, kind: string): [string, string][] {
	const found: [string, string][] = [];
	let inText = false;
	if (xml !== undefined)
		parseXml(xml, {
			open(element, { id }) {
				if (/^(?:comment|footnote|endnote)$/.test(element)) found.push([`${kind} ${id}`, '']);
				inText = element === 't';
			},
			close: () => void (inText = false),
			text(text) {
				const last = found.at(-1);
				if (inText && last) last[1] += text;
			}
		});
	return found;
}

/** Styles by what they say about a paragraph's or a run's text. */
export interface WordStyles {
	/** Of headings, in any language of Word: by name, or by outline level. */
	headings: ReadonlySet<string>;
	/** Of hidden text. */
	hidden: ReadonlySet<string>;
	/** The list and level of numbered styles. */
	lists: ReadonlyMap<string, { list: string; level: number }>;
}

/** Styles that rest on each other; more are circular. */
const maxStyles = 20;

/** Reads the styles of a document. */
export function stylesIn(xml: string | undefined): WordStyles {
	const headings = new Set<string>();
	const bases = new Map<string, string>();
	const vanish = new Map<string, boolean>();
	const lists = new Map<string, { list: string; level: number }>();
	let style = '';
	let level = 0;
	if (xml !== undefined)
		parseXml(xml, {
			open(element, { styleId = '', val = '' }) {
				if (element === 'style') style = styleId;
				else if (element === 'name' && /^(?:heading|overskrift|title|tittel)\b/i.test(val))
					headings.add(style);
				else if (element === 'outlineLvl' && Number(val) < 9) headings.add(style);
				else if (element === 'numPr') level = 0;
				else if (element === 'ilvl') level = Number(val) || 0;
				else if (element === 'numId') lists.set(style, { list: val, level });
				else if (element === 'basedOn') bases.set(style, val);
				else if (element === 'vanish') vanish.set(style, isOn(val));
			},
			close: () => undefined
		});
	const isHidden = (name: string, steps = 0): boolean =>
		vanish.get(name) ?? (bases.has(name) && steps < maxStyles && isHidden(bases.get(name)!, steps + 1));
	return {
		headings,
		lists,
		hidden: new Set([...vanish.keys(), ...bases.keys()].filter((one) => isHidden(one)))
	};
}

/** A property of Word is on unless it says otherwise. */
export function isOn(value: string): boolean {
	return !/^(?:0|false|off)$/.test(value);
}

/** Signs of the fonts Wingdings and Symbol, by code. */
const fontSigns: ReadonlyMap<string, string> = new Map([
	['4A', '☺'],
	['4B', '😐'],
	['4C', '☹'],
	['6C', '●'],
	['6E', '■'],
	['6F', '☐'],
	['A8', '☐'],
	['B7', '•'],
	['E0', '→'],
	['FB', '✗'],
	['FC', '✓'],
	['FD', '☒'],
	['FE', '☑']
]);

/** Returns a sign of a font of signs as text: a dot for one that has no letter. */
export function signOf(code: string): string {
	return fontSigns.get(code.slice(-2).toUpperCase()) ?? '•';
}
