import { describe, expect, it } from 'vitest';
import { assessReadings } from '$lib/domain/indicator';
import { canonicalJson } from '$lib/domain/review/review';
import { m } from '$lib/i18n/paraglide/messages';
import { madeUpReview, renderReviewDocument, type NamedReview } from './example-reviews';
import { officeFileParts, readSheets } from './office-files';

/* Figures below zero, without a value, and with decimals, in the papers. */

const weights = [1.5, 1.25, 0.3333];
const days = ['2025-06-30', '2025-12-31', '2026-03-31', '2026-06-30'];
const values = [-3.2, -1.5, 'anonymized', -12] as const;

function oddReview(): NamedReview {
	const one = madeUpReview(5);
	const [first] = one.review.content.indicators!.slice(-1);
	const readings = days.map((on, index) => ({ on, value: values[index]! }));
	const content = {
		...one.review.content,
		measures: one.review.content.measures.map((measure, index) => ({
			...measure,
			weight: weights[index] ?? measure.weight
		})),
		indicators: [{ ...first!, readings: assessReadings(first!, readings) }]
	};
	return { ...one, review: { ...one.review, content }, text: canonicalJson(content) };
}

describe('an indicator below zero on a slide (C05)', async () => {
	const parts = officeFileParts(await renderReviewDocument(oddReview(), 'pptx', 'nb'));
	const chart = Object.entries(parts).find(
		([name, xml]) => /^ppt\/charts\/chart\d+\.xml$/.test(name) && xml.includes('<c:v>-3.2</c:v>')
	)![1];

	it('has an axis that may go below zero, with the names beside the least value', () => {
		expect(chart).not.toMatch(/<c:min /);
		expect(chart).toContain('<c:tickLblPos val="low"/>');
	});

	it('names every category, and leaves a gap for a reading without a figure', () => {
		expect(chart).toContain('<c:tickLblSkip val="1"/>');
		const [names = ''] = /<c:cat>.*?<\/c:cat>/s.exec(chart) ?? [];
		expect([...names.matchAll(/<c:v>([^<]+)<\/c:v>/g)].map(([, name]) => name)).toEqual([
			'30.06.2025',
			'31.12.2025',
			'31.03.2026',
			'30.06.2026'
		]);
		const [figures = ''] = /<c:val>.*?<\/c:val>/s.exec(chart) ?? [];
		expect(
			[...figures.matchAll(/<c:pt idx="(\d)"><c:v>([^<]+)</g)].map(([, at, value]) => [at, value])
		).toEqual([
			['0', '-3.2'],
			['1', '-1.5'],
			['3', '-12']
		]);
	});

	it('labels whole numbers without a decimal separator', () => {
		expect(chart).not.toContain('0.##');
		expect(chart).toMatch(/<c:dLbls>\s*<c:numFmt formatCode="General"/);
	});
});

describe('the workbook', async () => {
	const sheets = await readSheets(await renderReviewDocument(oddReview(), 'xlsx', 'nb'));

	it('has the weights with all their decimals (C07)', () => {
		const [head = [], ...rows] = sheets.get(m.paper_sheet_measures())!;
		const column = head.indexOf(m.paper_column_weight());
		expect(rows.map((row) => Number(row[column]))).toEqual(expect.arrayContaining(weights));
	});

	it('has the word for a reading without a figure', () => {
		expect(sheets.get(m.indicator_title())!.flat()).toContain('anonymisert');
	});
});
