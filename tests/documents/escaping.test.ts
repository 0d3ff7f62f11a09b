import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessReadings } from '$lib/domain/indicator';
import { canonicalJson, type ReviewContent } from '$lib/domain/review/review';
import { documentFormats } from '$lib/server/documents/request';
import { effort } from '../support/effort';
import { madeUpReview, renderReviewDocument, type NamedReview } from './example-reviews';
import { faultIn, special, stored, unescapeXml } from './any-text';
import { officeFileParts } from './office-files';

const one = madeUpReview(5);
const formats = documentFormats.filter((format) => format !== 'zip');

/** True for a text that people write; codes, dates and states of the content are left as they are. */
const isWritten = (text: string) => /\s|\p{Lu}?\p{Ll}{2}.*[A-ZÆØÅ«& ]|^\p{Lu}\p{Ll}/u.test(text);

/** Returns a review in which every text that people write is one of `texts`, in turn. */
function withTexts(texts: readonly string[]): NamedReview & { replaced: number } {
	let replaced = 0;
	const replace = (key: string, value: unknown): unknown =>
		typeof value === 'string' && key !== 'definition' && isWritten(value)
			? texts[replaced++ % texts.length]
			: value;
	const content = JSON.parse(JSON.stringify(one.review.content), replace) as ReviewContent;
	// Older databases may hold a reading of the year 25.
	const [indicator] = (content.indicators ?? []).slice(-1);
	if (indicator)
		indicator.readings = assessReadings(indicator, [
			{ on: '0025-06-30', value: -3.2 },
			...indicator.readings
		]);
	const review = { ...one.review, content, closedBy: texts[0] ?? '' };
	return { ...one, review, text: canonicalJson(content), replaced };
}

async function expectWellFormed(review: NamedReview, format: (typeof formats)[number]): Promise<Uint8Array> {
	const bytes = await renderReviewDocument(review, format, 'nb');
	const parts = Object.entries(officeFileParts(bytes));
	expect(parts.length).toBeGreaterThan(5);
	const faults = parts.map(([name, xml]) => ({ name, fault: faultIn(xml) }));
	expect(faults.filter(({ fault }) => fault !== null)).toEqual([]);
	return bytes;
}

const office = ['/usr/bin/soffice', '/usr/bin/libreoffice', '/usr/local/bin/soffice'].find((path) => {
	try {
		return Boolean(execFileSync(path, ['--version'], { stdio: 'pipe' }));
	} catch {
		return false;
	}
});

describe('papers with any text in every field', () => {
	it('name the fault of a part that is not well-formed', () => {
		expect(faultIn('<a b="1">&amp;<c/></a>')).toBeNull();
		for (const xml of [
			'<a>',
			'<a>&</a>',
			'<a>&#1;</a>',
			'<a>\u0001</a>',
			'<a b="<"/>',
			'<a></b>',
			'<a>]]></a>'
		])
			expect(faultIn(xml)).not.toBeNull();
		expect(withTexts(['x']).replaced).toBeGreaterThan(60);
	});

	it.each(formats)(
		'are well-formed in every part of a %s',
		async (format) => {
			await fc.assert(
				fc.asyncProperty(fc.array(stored, { minLength: 1, maxLength: 8 }), async (texts) => {
					await expectWellFormed(withTexts(texts), format);
				}),
				{ numRuns: effort(2, 30), examples: [[fc.sample(special, { numRuns: 30, seed: 1 })]] }
			);
		},
		effort(120_000, 1_200_000)
	);

	it.each(['Helsefellesskapet Lofoten & Vesterålen', 'Helse <Nord> "Vest"', `Helsefellesskap 'A' & B`])(
		'bear the partnership’s name %s (C01)',
		async (name) => {
			const { partnership } = one.review.content;
			const content = { ...one.review.content, partnership: { ...partnership, name: { nb: name } } };
			const review = { ...one, review: { ...one.review, content }, text: canonicalJson(content) };
			for (const format of formats) {
				const parts = officeFileParts(await expectWellFormed(review, format));
				const text = unescapeXml(Object.values(parts).join('\n'));
				expect(text).toContain(`>${name}<`);
			}
		}
	);

	it.each(office ? [office] : [])(
		'are opened by LibreOffice, %s',
		async (program) => {
			const folder = mkdtempSync(join(tmpdir(), 'framdrift-papers-'));
			try {
				for (const format of formats)
					for (const [index, texts] of fc
						.sample(fc.array(stored, { minLength: 1 }), effort(1, 3))
						.entries()) {
						const bytes = await expectWellFormed(withTexts(texts), format);
						writeFileSync(join(folder, `${format}-${index}.${format}`), bytes);
					}
				const files = readdirSync(folder).map((name) => join(folder, name));
				execFileSync(
					program,
					[
						`-env:UserInstallation=file://${folder}/profile`,
						'--headless',
						'--convert-to',
						'pdf',
						'--outdir',
						join(folder, 'pdf'),
						...files
					],
					{ stdio: 'pipe', timeout: 300_000 }
				);
				expect(readdirSync(join(folder, 'pdf'))).toHaveLength(files.length);
			} finally {
				rmSync(folder, { recursive: true, force: true });
			}
		},
		600_000
	);
});
