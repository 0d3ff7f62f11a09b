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

/** Returns the styles of headings, in any language of Word: by name, or by outline level. */
export function headingStyles(xml: string | undefined): Set<string> {
	const found = new Set<string>();
	if (xml === undefined) return found;
	let style = '';
	parseXml(xml, {
		open(element, { styleId = '', val = '' }) {
			if (element === 'style') style = styleId;
			else if (element === 'name' && /^(?:heading|overskrift|title|tittel)\b/i.test(val)) found.add(style);
			else if (element === 'outlineLvl' && Number(val) < 9) found.add(style);
		},
		close: () => undefined
	});
	return found;
}
