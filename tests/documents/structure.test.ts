import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decisionStandingLabel } from '$lib/i18n/labels';
import { areaKey } from '$lib/domain/figures/figures';
import { isCounted } from '$lib/domain/measure/measure';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import { m } from '$lib/i18n/paraglide/messages';
import {
	alternativeTexts,
	officeFileParts,
	readSheets,
	readSlides,
	wordParagraphs,
	wordTables
} from './office-files';
import { madeUpReview, renderReviewDocument } from './example-reviews';
import { effort } from '../support/effort';

const one = madeUpReview(60);
const { content } = one.review;
const counted = content.measures.filter(({ lifecycle }) => isCounted(lifecycle));

describe.each(['nb', 'nn'] as const)('the Word document in %s', async (locale) => {
	const files = officeFileParts(await renderReviewDocument(one, 'docx', locale));
	const xml = files['word/document.xml'] ?? '';
	const paragraphs = wordParagraphs(xml);
	const inStyle = (style: string) => paragraphs.filter((paragraph) => paragraph.style === style);
	beforeAll(() => overwriteGetLocale(() => locale));

	it('bears version and seal on its first page', () => {
		const first = paragraphs.slice(0, 12).map(({ text }) => text);
		expect(first.join('\n')).toContain(one.review.sha256);
		expect(first).toContain(`${m.paper_fact_version()}\n3`);
	});

	it('has a heading of Word’s own for every area and every measure', () => {
		expect(inStyle('Title').map(({ text }) => text)).toEqual([m.review_title_annual({ year: 2026 })]);
		const areas = inStyle('Heading2').map(({ text }) => text);
		for (const { number } of content.areas)
			expect(areas.some((text) => text.startsWith(`${number}. `))).toBe(true);
		const measures = inStyle('Heading3').map(({ text }) => text.split(' ')[0]);
		expect(measures.sort()).toEqual(counted.map(({ code }) => code).sort());
	});

	it('lists its parts and areas with pages, before Word is asked to', () => {
		const [contents = ''] = /<w:sdtContent>.*?<\/w:sdtContent>/s.exec(xml) ?? [];
		const listed = wordParagraphs(contents).map(({ text }) => text);
		for (const { text } of [...inStyle('Heading1'), ...inStyle('Heading2')])
			expect(listed.some((line) => line.startsWith(`${text}\n`) && /\d+$/.test(line))).toBe(true);
	});

	it('repeats every table’s head on each page, under a caption that is counted', () => {
		const tables = wordTables(xml);
		expect(tables.length).toBeGreaterThan(10);
		expect(tables.filter(({ headRows }) => headRows !== 1)).toEqual([]);
		const captions = inStyle('Caption').length;
		expect(captions).toBe(tables.length + alternativeTexts(xml).length);
		expect(xml).toContain(`SEQ ${m.paper_table_numbered()}`);
	});

	it('says in words what each picture shows', () => {
		const said = alternativeTexts(xml);
		expect(said.length).toBeGreaterThanOrEqual(4);
		for (const text of said) expect(text).toMatch(/\d/);
	});

	it('is proofed in its language, and each report in its own', () => {
		const [other, tag] = locale === 'nb' ? ['nn', 'nb-NO'] : ['nb', 'nn-NO'];
		expect(files['word/styles.xml']).toContain(`<w:lang w:val="${tag}"/>`);
		const steps = paragraphs.filter(({ text }) => text === '@alle møtes');
		const inOther = steps.filter(({ langs }) => langs.includes(`${other}-NO`));
		expect(inOther).toHaveLength(counted.filter(({ report }) => report?.lang === other).length);
		expect(inOther.length).toBeGreaterThan(10);
		expect(paragraphs.flatMap(({ langs }) => langs)).not.toContain('en-US');
	});

	it('tells of each of the year’s decisions in its own language what has become of it', () => {
		const { items } = content.decisionsOfYear!;
		expect(inStyle('Heading1').map(({ text }) => text)).toContain(m.review_decisions());
		const [table] = wordTables(xml).filter(({ rows }) => rows[0]?.[0] === m.decision_column());
		expect(table!.rows.slice(1).map(([title]) => title)).toEqual(
			items.map(({ number, title }) => [number, title].filter(Boolean).join(' · '))
		);
		for (const [index, { standing, entry }] of items.entries()) {
			const told = table!.rows[index + 1]![3]!;
			expect(told).toContain(decisionStandingLabel[standing]());
			if (entry) expect(told).toContain(entry.text);
		}
		expect(alternativeTexts(xml).some((text) => text.startsWith(m.review_decisions().slice(0, -1)))).toBe(
			true
		);
	});

	it('numbers its pages', () => {
		const footer = Object.entries(files).find(([name]) => name.startsWith('word/footer'))?.[1] ?? '';
		expect(footer).toContain('PAGE');
		expect(footer).toContain('NUMPAGES');
		expect(footer).toContain(one.review.sha256.slice(0, 12));
	});

	it('keeps what people wrote as they wrote it, marks and lines included', () => {
		const said = paragraphs.map(({ text }) => text);
		expect(said).toContain('=1+1 er gjort & levert <ferdig>');
		expect(said).toContain('Gjort.\nOg litt til.');
	});
});

describe.each(['nb', 'nn'] as const)('the presentation in %s', async (locale) => {
	const files = officeFileParts(await renderReviewDocument(one, 'pptx', locale));
	const slides = readSlides(files);
	beforeAll(() => overwriteGetLocale(() => locale));

	it('has one slide an area, with its charts, and the decisions asked for last', () => {
		const areas = slides.filter(({ charts }) => charts.length === 2);
		expect(areas.map(({ paragraphs }) => paragraphs[0]?.split('.')[0])).toEqual([
			...content.areas.map(({ number }) => String(number)),
			m.area_across()
		]);
		const asked = content.measures.filter(({ report }) => report && report.needs.length > 0);
		expect(slides.at(-1)?.paragraphs[0]).toBe(m.review_asked());
		for (const { code } of asked)
			expect(slides.at(-1)?.paragraphs.some((text) => text.startsWith(`${code} `))).toBe(true);
	});

	it('says of every chart in words what it shows, and keeps a workbook to change it in', () => {
		const charts = slides.flatMap((slide) => slide.charts);
		const said = slides.flatMap((slide) => slide.alternatives);
		expect(said).toHaveLength(charts.length);
		expect(said.filter((text) => text.length < 20)).toEqual([]);
		expect(Object.keys(files).filter((name) => /charts\/_rels\/chart\d+/.test(name))).toHaveLength(
			charts.length
		);
	});

	it('charts what had become of the decisions, each once', () => {
		const slide = slides.find(({ paragraphs }) => paragraphs[0] === m.review_decisions());
		const values = slide?.charts.flatMap(({ series }) => series.flatMap((one) => one.values));
		expect(values).toEqual([1, 1, 1, 1, 1, 1]);
		// Five are followed up, and the finding names the one that is replaced.
		const said = slide?.paragraphs.join(' ');
		expect(said).toContain(m.decision_finding({ done: 1, n: 5 }));
		expect(said).toContain(m.review_decisions_replaced({ count: 1 }));
	});

	it('gives the speaker every report of the area, a line each', () => {
		const measure = counted.find(({ report }) => report?.cause)!;
		const slide = slides.find(({ paragraphs }) =>
			areaKey(measure) === 'X'
				? paragraphs[0] === m.area_across()
				: paragraphs[0]?.startsWith(`${areaKey(measure)}. `)
		);
		expect(slide?.notes).toContain(m.paper_notes_cause({ text: measure.report!.cause }));
		expect(slides.filter(({ notes }) => notes.join('').includes('framdrift-notes'))).toEqual([]);
	});

	it('is in its language throughout, and holds no empty figures', () => {
		const all = Object.entries(files).filter(([name]) => name.startsWith('ppt/'));
		expect(all.filter(([, xml]) => xml.includes('lang="en-US"')).map(([name]) => name)).toEqual([]);
		expect(all.filter(([, xml]) => xml.includes('<c:v></c:v>')).map(([name]) => name)).toEqual([]);
	});
});

describe('the workbook', async () => {
	const bytes = await renderReviewDocument(one, 'xlsx', 'nn');
	const sheets = await readSheets(bytes);

	it('has sheets for cover, measures, reports, values and each chart', () => {
		expect([...sheets.keys()].slice(0, 7)).toEqual([
			'Framside',
			'Tiltak',
			'Rapportar',
			'Kjerneverdiar',
			'Status',
			'Framdrift',
			'Rørsle'
		]);
		expect([...sheets.keys()]).toContain('Kjerneverdiar per område');
	});

	it('holds real dates and shares', () => {
		const rows = sheets.get('Tiltak')!.slice(1);
		const dates = rows.flatMap((row) => row.filter((cell) => cell instanceof Date));
		expect(dates).toContainEqual(new Date('2027-12-31T00:00:00.000Z'));
		for (const row of rows) expect([null, 'number']).toContain(row[7] === null ? null : typeof row[7]);
	});

	it('runs nothing that a report says', () => {
		const parts = officeFileParts(bytes);
		expect(Object.values(parts).filter((xml) => /<f[ >]/.test(xml))).toEqual([]);
		const cells = sheets.get('Rapportar')!.flat();
		for (const text of [
			'=1+1 er gjort & levert <ferdig>',
			'-Mangel på folk',
			'+47 er ikke nok',
			'@alle møtes'
		])
			expect(cells).toContain(text);
	});

	it('names version and seal on its first sheet', () => {
		expect(sheets.get('Framside')!.flat()).toEqual(expect.arrayContaining(['3', one.review.sha256]));
	});
});

const office = ['/usr/bin/soffice', '/usr/bin/libreoffice', '/usr/local/bin/soffice'].find((path) => {
	try {
		execFileSync(path, ['--version'], { stdio: 'ignore', timeout: 60_000 });
		return true;
	} catch {
		return false;
	}
});

describe.skipIf(!office)('LibreOffice opens and converts', () => {
	const folder = mkdtempSync(join(tmpdir(), 'framdrift-office-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	const formats = ['docx', 'pptx', 'xlsx'] as const;

	// One start of LibreOffice for all of them, which takes longer than a conversion.
	beforeAll(async () => {
		const review = effort(one, madeUpReview(400));
		const files: string[] = [];
		for (const format of formats) {
			const file = join(folder, `review-${format}.${format}`);
			writeFileSync(file, await renderReviewDocument(review, format, 'nn'));
			files.push(file);
		}
		const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
		execFileSync(office!, ['--headless', profile, '--convert-to', 'pdf', '--outdir', folder, ...files], {
			stdio: 'pipe',
			timeout: 170_000
		});
	}, 180_000);

	it.each(formats)('the %s', (format) => {
		expect(readdirSync(folder)).toContain(`review-${format}.pdf`);
	});
});
