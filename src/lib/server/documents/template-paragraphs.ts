import { isBlockPlaceholder, findPlaceholder } from './placeholders';

/*
 * Paragraphs of a Word template in which a part's placeholder has company. Filling replaces the whole paragraph,
 * so what else is in it must have a paragraph of its own first (ECMA-376 17.3.1).
 */

/** An element's name and XML. */
interface Element {
	name: string;
	xml: string;
}

const tag = /<(\/?)([^\s<>!?/]+)(?:[^"'<>]|"[^"<]*"|'[^'<]*')*?(\/?)>/g;

/** Elements without a place in the text; they may also be between paragraphs. */
const rangeMarks = /^w:(?:bookmark|comment|perm|moveFrom|moveTo)\w*(?:Start|End)$|^w:proofErr$/;

/** Returns a part's XML with every block placeholder alone in its paragraph. */
export function isolateBlockPlaceholders(xml: string): string {
	// Word may split a placeholder's brackets over several runs.
	if (!xml.includes('{') || /<!--|<!\[CDATA\[/.test(xml)) return xml;
	let result = '';
	let written = 0;
	// Start of the innermost open paragraph; one with a text box inside is left as it is.
	let start = -1;
	for (const { 0: text, 1: closing, 2: name, 3: empty, index } of xml.matchAll(tag)) {
		if (name !== 'w:p' || empty) continue;
		if (!closing) start = index;
		else if (start >= 0) {
			const end = index + text.length;
			const isLastInCell = xml.startsWith('</w:tc>', end);
			result += xml.slice(written, start) + isolate(xml.slice(start, end), isLastInCell);
			written = end;
			start = -1;
		}
	}
	return result + xml.slice(written);
}

/** @param isLastInCell a table cell must end with a paragraph, and what is filled in may end with a table */
function isolate(paragraph: string, isLastInCell: boolean): string {
	const { open, children } = elementParts(paragraph);
	const own = children[0]?.name === 'w:pPr' ? children[0].xml : '';
	const inner = own ? children.slice(1) : children;
	const found = findBlockPlaceholder(inner.map(textOf).join(''));
	if (!found) return paragraph;
	const before = around('before', inner, found);
	const after = around('after', inner, found);
	const section = /<w:sectPr\b.*<\/w:sectPr>|<w:sectPr\b[^>]*\/>/s.exec(own)?.[0] ?? '';
	const plain = own.replace(section, '');
	const breaks = /<w:pageBreakBefore\b(?![^>]*w:val="(?:0|false)")[^>]*\/>/;
	const follows = plain.replace(breaks, '').replace(/<w:numPr>.*<\/w:numPr>/s, '');
	const withSection = follows
		? follows.replace('</w:pPr>', `${section}</w:pPr>`)
		: `<w:pPr>${section}</w:pPr>`;
	const rest = section || before.length + after.length > 0 || breaks.test(plain);
	if (!rest && !isLastInCell) return paragraph;
	const first = hasContent(before) || breaks.test(plain) ? wrap(open, plain, before) : marksIn(before);
	const placeholder = `<w:p>${plain.replace(breaks, '')}<w:r><w:t>${found.text}</w:t></w:r></w:p>`;
	const last =
		hasContent(after) || section
			? isolate(wrap('<w:p>', section ? withSection : follows, after), isLastInCell)
			: marksIn(after) + (isLastInCell ? '<w:p/>' : '');
	return first + placeholder + last;
}

/** Offsets of a placeholder in a paragraph's text. */
interface Found {
	from: number;
	to: number;
}

function findBlockPlaceholder(text: string): (Found & { text: string }) | null {
	for (const { 0: whole, 1: name, index } of text.matchAll(/\{\{([^{}]*)\}\}/g)) {
		const slot = findPlaceholder(name ?? '');
		if (slot && isBlockPlaceholder(slot)) return { from: index, to: index + whole.length, text: whole };
	}
	return null;
}

/** Returns the marks that can be between paragraphs. */
function marksIn(elements: readonly Element[]): string {
	return elements
		.filter(({ name }) => rangeMarks.test(name))
		.map(xmlOf)
		.join('');
}

const xmlOf = ({ xml }: Element) => xml;

function wrap(open: string, own: string, children: readonly Element[]): string {
	return `${open}${own}${children.map(xmlOf).join('')}</w:p>`;
}

/** True if elements show or do something: text, pictures, breaks, references. */
function hasContent(elements: readonly Element[]): boolean {
	return elements.some(
		(one) =>
			!rangeMarks.test(one.name) &&
			!(
				one.name === 'w:r' &&
				/^<w:r\b[^>]*>(?:<w:rPr>.*?<\/w:rPr>)?(?:<w:t\b[^>]*>\s*<\/w:t>)*<\/w:r>$/s.test(one.xml)
			)
	);
}

/** Returns an element's opening tag and its children. */
function elementParts(xml: string): { open: string; children: Element[] } {
	const children: Element[] = [];
	let open = '';
	let depth = 0;
	let start = 0;
	for (const { 0: text, 1: closing, 2: name = '', 3: empty, index } of xml.matchAll(tag)) {
		if (!open) open = text;
		else if (empty) {
			if (depth === 0) children.push({ name, xml: text });
		} else if (!closing) {
			if (depth++ === 0) start = index;
		} else if (--depth === 0) children.push({ name, xml: xml.slice(start, index + text.length) });
	}
	return { open, children };
}

/** Returns the text of a paragraph's own run, as XML. Fields, links and tracked changes have none. */
function textOf({ name, xml }: Element): string {
	if (name !== 'w:r') return '';
	return elementParts(xml)
		.children.map((one) => (one.name === 'w:t' ? innerText(one.xml) : ''))
		.join('');
}

function innerText(xml: string): string {
	return xml.endsWith('/>') ? '' : xml.slice(xml.indexOf('>') + 1, xml.lastIndexOf('<'));
}

/** Returns what stands before or after the placeholder; its runs are split. */
function around(part: 'before' | 'after', elements: readonly Element[], found: Found): Element[] {
	let at = 0;
	return elements.flatMap((one) => {
		const begin = at;
		at += textOf(one).length;
		if (at === begin) return isIn(part, at, found) ? [one] : [];
		if (at <= found.from) return part === 'before' ? [one] : [];
		if (begin >= found.to) return part === 'after' ? [one] : [];
		return splitRun(part, one, { from: found.from - begin, to: found.to - begin });
	});
}

/** An element without text inside the placeholder counts as before it. */
function isIn(part: 'before' | 'after', at: number, { to }: Found): boolean {
	return part === 'before' ? at < to : at >= to;
}

function splitRun(part: 'before' | 'after', { name, xml }: Element, found: Found): Element[] {
	const { open, children } = elementParts(xml);
	const own = children[0]?.name === 'w:rPr' ? children[0].xml : '';
	let at = 0;
	const kept = children.slice(own ? 1 : 0).flatMap((one): string[] => {
		if (one.name !== 'w:t') return isIn(part, at, found) ? [one.xml] : [];
		const begin = at;
		const text = innerText(one.xml);
		at += text.length;
		const words =
			part === 'before'
				? text.slice(0, Math.max(0, found.from - begin))
				: text.slice(Math.max(0, found.to - begin));
		return words ? [`<w:t xml:space="preserve">${words}</w:t>`] : [];
	});
	return kept.length > 0 ? [{ name, xml: `${open}${own}${kept.join('')}</w:r>` }] : [];
}
