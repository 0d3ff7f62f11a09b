import { describe, expect, it } from 'vitest';
import { canonical } from '$lib/domain/review';
import { paperFormats } from '$lib/server/documents/order';
import { partsOf } from './office';
import { largeReview, paperOf } from './reviews';

const special = `Helse & <omsorg> "i" 'Vest' ]]>`;
const one = largeReview(5);
const content = {
	...one.review.content,
	partnership: { ...one.review.content.partnership, name: { nb: special, nn: special } },
	measures: one.review.content.measures.map((measure) => ({
		...measure,
		title: { nb: special, nn: special }
	}))
};
const named = { ...one, review: { ...one.review, content }, text: canonical(content) };

const tag = /<(\/?)([\w:.-]+)(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(\/?)>/y;
const entity = /&(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);/gi;

/** The first place where a document is not well-formed XML; null where it is. */
function faultIn(xml: string): string | null {
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

describe('every part is well-formed XML, whatever characters are in the texts', () => {
	it.each(paperFormats.filter((format) => format !== 'zip'))('of a %s', async (format) => {
		const parts = Object.entries(partsOf(await paperOf(named, format, 'nb')));
		expect(parts.length).toBeGreaterThan(5);
		const faults = parts.map(([name, xml]) => ({ name, fault: faultIn(xml) }));
		expect(faults.filter(({ fault }) => fault !== null)).toEqual([]);
	});
});
