import fc from 'fast-check';

/** Texts that SQLite stores unchanged: no null characters, and no halves of characters. */
export const special = fc.constantFrom(
	`Helse & <omsorg> "i" 'Vest' ]]>`,
	'<!-- --> <![CDATA[ &amp; &#0; &unknown;',
	'=1+1',
	'Tre grep:\u000Bførste\u0085andre\r\ntredje\tfjerde',
	'\u0001\u0008\u001F\u007F\uFFFE\uFFFF\u00AD\u200B\u2028',
	'👩‍🚒 \u{1F1F3}\u{1F1F4} \u202Eakrut',
	'_x000B_ _x005F_',
	'x'.repeat(2_000)
);
export const stored = fc
	.oneof({ weight: 2, arbitrary: special }, fc.string({ unit: 'binary', maxLength: 60 }))
	.filter((text) => text.isWellFormed() && !text.includes('\0'));

const tag = /<(\/?)([\w:.-]+)(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(\/?)>/y;
const entity = /&(?:amp|lt|gt|quot|apos|#(\d+)|#x([\da-f]+));/gi;
const signs = new Map(
	Object.entries({ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&#39;': "'" })
);
/** Characters that XML 1.0 does not allow, not even as references. */
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** The first place where a document is not well-formed XML; null where it is. */
export function faultIn(xml: string): string | null {
	const characters = xml.replaceAll(entity, (_, decimal?: string, hex?: string) => {
		const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : 32;
		return code > 0x10ffff ? '\0' : String.fromCodePoint(code);
	});
	const found = forbidden.exec(characters);
	if (found) return `U+${found[0].codePointAt(0)!.toString(16)}`;
	const body = xml.replace(/^\uFEFF?<\?xml[^>]*\?>/, '');
	const open: string[] = [];
	for (let at = 0; at < body.length;) {
		const next = body.indexOf('<', at);
		const text = body.slice(at, next < 0 ? undefined : next).replaceAll(entity, '');
		if (text.includes('&') || text.includes(']]>')) return text;
		if (next < 0) break;
		tag.lastIndex = next;
		const [whole, closing, name, empty] = tag.exec(body) ?? [];
		if (whole === undefined || whole.replaceAll(entity, '').includes('&')) return body.slice(next, next + 80);
		if (closing ? open.pop() !== name : !empty && open.push(name!) < 0) return whole;
		at = next + whole.length;
	}
	return open.at(-1) ?? null;
}

/** Returns the text of XML with its five named signs as they are. */
export function unescapeXml(xml: string): string {
	return xml.replaceAll(entity, (found) => signs.get(found) ?? found);
}
