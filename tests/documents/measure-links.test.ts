import { describe, expect, it } from 'vitest';
import { canonicalJson, createReviewContent } from '$lib/domain/review/review';
import { seal } from '$lib/server/reviews/queries';
import { aMeasure, aPlanSnapshot, aRound } from '../support/plan-snapshots';
import { renderReviewDocument } from './example-reviews';
import { officeFileParts, readSheets, wordParagraphs } from './office-files';

const links = [
	{ title: 'Rutinen', address: 'https://example.no/rutine?a=1&b=2' },
	{ title: 'Møte <3>', address: 'https://example.no/referat' }
];

const content = createReviewContent({
	...aPlanSnapshot({ measures: [aMeasure({ links }), aMeasure({ id: 'other', code: '3.2' })] }),
	round: { ...aRound, asked: 2, approved: 2 }
});
const text = canonicalJson(content);
const about = { version: 1, sha256: seal(text), closedBy: 'Siri', publishedAt: null };
const review = { name: 'links', text, review: { content, ...about, closedAt: '2026-11-20T12:30:00.000Z' } };

describe('links of measures in papers', () => {
	it('are written with title and address in Word', async () => {
		const parts = officeFileParts(await renderReviewDocument(review, 'docx', 'nb'));
		const { 'word/document.xml': xml = '' } = parts;
		const paragraphs = wordParagraphs(xml).map((one) => one.text);
		const said = paragraphs.filter((one) => one.includes('https://example.no/'));
		expect(said.join('\n')).toContain('Rutinen: https://example.no/rutine?a=1&b=2');
		expect(said.join('\n')).toContain('Møte <3>: https://example.no/referat');
	});

	it('are in the cell of the measure in Excel', async () => {
		const sheets = await readSheets(await renderReviewDocument(review, 'xlsx', 'nb'));
		const cells = [...sheets.values()].flat(2).filter((cell) => String(cell).includes('example.no'));
		expect(cells).toEqual([
			'Rutinen: https://example.no/rutine?a=1&b=2\nMøte <3>: https://example.no/referat'
		]);
	});

	it.each(['docx', 'xlsx', 'pptx'] as const)('lead nowhere by themselves in %s', async (format) => {
		const parts = officeFileParts(await renderReviewDocument(review, format, 'nb'));
		const relationships = Object.entries(parts).filter(([name]) => name.endsWith('.rels'));
		expect(relationships.length).toBeGreaterThan(0);
		expect(relationships.filter(([, xml]) => xml.includes('TargetMode="External"'))).toEqual([]);
	});
});
