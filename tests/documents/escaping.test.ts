import { describe, expect, it } from 'vitest';
import { canonicalJson } from '$lib/domain/review/review';
import { documentFormats } from '$lib/server/documents/request';
import { officeFileParts } from './office-files';
import { madeUpReview, renderReviewDocument } from './example-reviews';

const special = `Helse & <omsorg> "i" 'Vest' ]]>`;
const one = madeUpReview(5);
const content = {
	...one.review.content,
	partnership: { ...one.review.content.partnership, name: { nb: special, nn: special } },
	measures: one.review.content.measures.map((measure) => ({
		...measure,
		title: { nb: special, nn: special }
	}))
};
const named = { ...one, review: { ...one.review, content }, text: canonicalJson(content) };

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
	it.each(documentFormats.filter((format) => format !== 'zip'))('of a %s', async (format) => {
		const parts = Object.entries(officeFileParts(await renderReviewDocument(named, format, 'nb')));
		expect(parts.length).toBeGreaterThan(5);
		const faults = parts.map(([name, xml]) => ({ name, fault: faultIn(xml) }));
		expect(faults.filter(({ fault }) => fault !== null)).toEqual([]);
	});
});
