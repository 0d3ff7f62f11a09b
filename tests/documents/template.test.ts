import { readFileSync } from 'node:fs';
import {
	Bookmark,
	Document,
	FootnoteReferenceRun,
	Packer,
	PageBreak,
	Paragraph,
	Table,
	TableCell,
	TableRow,
	TextRun
} from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import { renderChartPictures } from '$lib/server/documents/rendered-charts';
import { reviewDocument } from '$lib/server/documents/review-document';
import { templatePlaceholders, placeholderLabels } from '$lib/server/documents/placeholders';
import { fillWordTemplate } from '$lib/server/documents/word-template';
import { TemplateError } from '$lib/server/documents/template-limits';
import { alternativeTexts, officeFileParts, wordParagraphs, wordTables } from './office-files';
import { madeUpReview } from './example-reviews';

/* An organisation's own document, filled: what it says itself stays, what it asks for comes in. */

const { review } = madeUpReview(30);
beforeAll(() => overwriteGetLocale(() => 'nn'));

async function fill(template: Uint8Array): Promise<Uint8Array> {
	const paper = reviewDocument(review);
	return fillWordTemplate(paper, () => renderChartPictures(paper), template);
}

/** Why a template is refused; nothing where it is not. */
async function refusal(template: Uint8Array): Promise<unknown> {
	return fill(template).then(
		() => null,
		(error: unknown) => (error instanceof TemplateError ? error.fault : error)
	);
}

function aTemplate(...lines: string[]): Promise<Uint8Array> {
	const children = lines.map((line) => new Paragraph({ children: [new TextRun(line)] }));
	return Packer.toBuffer(new Document({ sections: [{ children }] }));
}

/** With parts changed or added. */
function changed(template: Uint8Array, parts: Record<string, (text: string) => string>): Uint8Array {
	const files = unzipSync(template);
	for (const [name, change] of Object.entries(parts))
		files[name] = strToU8(change(files[name] ? strFromU8(files[name]) : ''));
	return zipSync(files);
}

describe('a template', () => {
	it('gets its phrases within their lines, and keeps its own words', async () => {
		const template = await aTemplate(
			'Sak 07/26',
			'Vi legg fram {{tittel}}, versjon {{ versjon }}.',
			'Segl: {{segl}}'
		);
		const { 'word/document.xml': xml = '' } = officeFileParts(await fill(template));
		const said = wordParagraphs(xml).map(({ text }) => text);
		expect(said).toEqual(
			expect.arrayContaining([
				'Sak 07/26',
				'Vi legg fram Handlingsplanen i 2026, versjon 3.',
				`Segl: ${review.sha256}`
			])
		);
	});

	it('gets its parts as paragraphs, tables and pictures', async () => {
		const template = await aTemplate('Figurane', '{{figurar}}', 'Områda', '{{område}}', 'Slutt');
		const { 'word/document.xml': xml = '' } = officeFileParts(await fill(template));
		expect(alternativeTexts(xml).length).toBeGreaterThanOrEqual(4);
		const tables = wordTables(xml);
		expect(tables.length).toBeGreaterThan(10);
		expect(tables.every(({ headRows }) => headRows === 1)).toBe(true);
		const said = wordParagraphs(xml).map(({ text }) => text);
		expect(said.indexOf('Slutt')).toBeGreaterThan(said.indexOf('Områda'));
		expect(said.some((text) => text.includes('{{'))).toBe(false);
	});

	it('is written in its own styles, whatever its Word calls them', async () => {
		const template = changed(await aTemplate('{{alt}}'), {
			'word/styles.xml': (xml) =>
				xml
					.replaceAll('w:styleId="Heading1"', 'w:styleId="Overskrift1"')
					.replaceAll('w:styleId="Heading2"', 'w:styleId="Overskrift2"')
		});
		const styles = wordParagraphs(officeFileParts(await fill(template))['word/document.xml'] ?? '').map(
			({ style }) => style
		);
		expect(styles.filter((style) => style === 'Overskrift1')).toHaveLength(6);
		expect(styles.filter((style) => style === 'Overskrift2').length).toBeGreaterThan(8);
	});

	it.each(['C08-text-beside-part.docx', 'C08b-landscape-section.docx'])(
		'keeps its own words: %s',
		async (name) => {
			const template = readFileSync(`tests/fixtures/templates/${name}`);
			const { 'word/document.xml': xml = '' } = officeFileParts(await fill(template));
			const said = wordParagraphs(xml).map(({ text }) => text.trim());
			if (name.startsWith('C08-'))
				expect(said).toEqual(expect.arrayContaining(['Vedlegg 1:', '(se også neste side)']));
			else expect(xml).toContain('w:orient="landscape"');
			expect(said).toContain('Slutt.');
			expect(alternativeTexts(xml).length).toBeGreaterThanOrEqual(4);
		}
	);

	it('keeps bookmarks, footnotes, page breaks and cells beside several placeholders', async () => {
		const phrase = [
			new Bookmark({ id: 'innleiing', children: [new TextRun('{{tittel}}')] }),
			new TextRun(', versjon {{versjon}}, segl {{segl}}'),
			new FootnoteReferenceRun(1)
		];
		const cell = (text: string) => new TableCell({ children: [new Paragraph(text)] });
		const table = new Table({
			rows: [new TableRow({ children: [cell('Sak {{tittel}} ({{versjon}})'), cell('Merknad')] })]
		});
		const template = await Packer.toBuffer(
			new Document({
				footnotes: { 1: { children: [new Paragraph('Sjå vedtaket.')] } },
				sections: [
					{
						children: [
							new Paragraph({ children: phrase }),
							new Paragraph({ children: [new PageBreak()] }),
							table
						]
					}
				]
			})
		);
		const parts = officeFileParts(await fill(template));
		const { 'word/document.xml': xml = '', 'word/footnotes.xml': footnotes = '' } = parts;
		const said = wordParagraphs(xml).map(({ text }) => text);
		expect(said).toContain(`Handlingsplanen i 2026, versjon 3, segl ${review.sha256}`);
		expect(said).toEqual(expect.arrayContaining(['Sak Handlingsplanen i 2026 (3)', 'Merknad']));
		expect(xml).toMatch(/<w:bookmarkStart [^>]*w:name="innleiing"/);
		expect(xml).toContain('<w:footnoteReference ');
		expect(xml).toContain('<w:br w:type="page"/>');
		expect(xml).toContain('<w:tc>');
		expect(footnotes).toContain('Sjå vedtaket.');
	});

	it('becomes a document where it is a Word template', async () => {
		const template = changed(await aTemplate('{{tittel}}'), {
			'[Content_Types].xml': (xml) => xml.replace('document.main+xml', 'template.main+xml')
		});
		const { '[Content_Types].xml': types } = officeFileParts(await fill(template));
		expect(types).toContain('wordprocessingml.document.main+xml');
		expect(types).not.toContain('template.main+xml');
	});

	it('may name every placeholder in any of the languages', async () => {
		for (const locale of ['nb', 'nn', 'en'] as const) {
			const names = templatePlaceholders.map((slot) => `{{${placeholderLabels[slot].name({}, { locale })}}}`);
			expect(await refusal(await aTemplate(...names))).toBeNull();
		}
	});
});

describe('a template is refused, with the reason, where', () => {
	it('it asks for what there is not: the names are said', async () => {
		const template = await aTemplate('{{tittel}} {{ordførar}}', '{{ budsjett }}');
		expect(await refusal(template)).toEqual({ code: 'unknown', names: ['ordførar', 'budsjett'] });
	});

	it('it asks for nothing', async () => {
		expect(await refusal(await aTemplate('Berre tekst'))).toEqual({ code: 'no-slots' });
	});

	it.each([
		['an empty file', () => new Uint8Array()],
		['a text', () => strToU8('Hei')],
		['another zip', () => zipSync({ 'hei.txt': strToU8('Hei') })],
		['a document cut short', async () => (await aTemplate('{{tittel}}')).subarray(0, 900)],
		[
			'a document whose XML is broken',
			async () => changed(await aTemplate('{{tittel}}'), { 'word/document.xml': (xml) => xml.slice(0, -40) })
		],
		[
			'a document that declares entities',
			async () =>
				changed(await aTemplate('{{tittel}}'), {
					'word/document.xml': (xml) => xml.replace('?>', '?><!DOCTYPE x [<!ENTITY a "ha">]>')
				})
		]
	])('it is no document: %s', async (_what, template) => {
		expect(await refusal(await template())).toMatchObject({ code: 'not-word' });
	});

	it('it unpacks to more than it may', async () => {
		const bomb = zipSync({
			...unzipSync(await aTemplate('{{tittel}}')),
			'word/media/image1.xml': new Uint8Array(40_000_000)
		});
		expect(bomb.length).toBeLessThan(100_000);
		expect(await refusal(bomb)).toEqual({ code: 'too-large' });
	});

	it('it says of itself that it is small, and is not', async () => {
		const bomb = zipSync({
			...unzipSync(await aTemplate('{{tittel}}')),
			'word/extra.xml': new Uint8Array(20_000_000)
		});
		// The size in the zip's own list: four bytes, the lowest first.
		const size = Buffer.alloc(4);
		size.writeUInt32LE(20_000_000);
		const lie = Buffer.from(bomb);
		for (let at = lie.indexOf(size); at >= 0; at = lie.indexOf(size, at + 1)) lie.writeUInt32LE(10, at);
		const before = process.memoryUsage().rss;
		await refusal(lie);
		expect(process.memoryUsage().rss - before).toBeLessThan(400_000_000);
	});

	it('it holds more files than a document does', async () => {
		const many = Object.fromEntries(
			Array.from({ length: 600 }, (_, index) => [`x${index}.txt`, strToU8('x')])
		);
		const template = zipSync({ ...unzipSync(await aTemplate('{{tittel}}')), ...many });
		expect(await refusal(template)).toEqual({ code: 'too-large' });
	});

	it.each([
		['60 000 paragraphs inside each other', '<w:p>'.repeat(60_000), '</w:p>'.repeat(60_000), 'too-deep'],
		[
			'20 000 placeholders',
			'<w:p>',
			'<w:r><w:t>{{tittel}}</w:t></w:r>'.repeat(20_000) + '</w:p>',
			'too-many-slots'
		],
		[
			'400 placeholders split over runs',
			'<w:p>',
			'<w:r><w:t>{</w:t></w:r><w:r><w:t>{tittel}}</w:t></w:r>'.repeat(400) + '</w:p>',
			'too-many-slots'
		]
	])('it would take too long to fill: %s', async (_what, before, after, code) => {
		const template = changed(await aTemplate('{{tittel}}'), {
			'word/document.xml': (xml) => xml.replace('<w:body>', `<w:body>${before}${after}`)
		});
		expect(template.length).toBeLessThan(20_000);
		const started = performance.now();
		expect(await refusal(template)).toEqual({ code });
		expect(performance.now() - started).toBeLessThan(3000);
	});

	it('it carries macros', async () => {
		const template = zipSync({
			...unzipSync(await aTemplate('{{tittel}}')),
			'word/vbaProject.bin': strToU8('x')
		});
		expect(await refusal(template)).toEqual({ code: 'macros' });
	});
});
