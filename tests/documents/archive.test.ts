import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { countCharts, estimateDocumentSize } from '$lib/components/review/document-size';
import { canonicalJson, type ReviewContent } from '$lib/domain/review/review';
import { reviewFileSchema } from '$lib/forms/review-file';
import { run } from '../../src/operator/main';
import { madeUpReview, olderReview, renderReviewDocument, exampleReviews } from './example-reviews';

/* An archive is checked on its own, by whoever finds it: with the operator's tool, or with sha256sum. */

const one = madeUpReview(40);
const archive = await renderReviewDocument(one, 'zip', 'nn');
const files = unzipSync(archive);
const folder = mkdtempSync(join(tmpdir(), 'framdrift-archive-'));
let said: string;

afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
	said = '';
	const keep = (text: string | Uint8Array) => ((said += String(text)), true);
	vi.spyOn(process.stdout, 'write').mockImplementation(keep);
	vi.spyOn(process.stderr, 'write').mockImplementation(keep);
	vi.spyOn(console, 'error').mockImplementation((line) => void (said += `${line}\n`));
});
afterEach(() => vi.restoreAllMocks());

async function verify(bytes: Uint8Array, ...options: string[]) {
	writeFileSync(join(folder, 'file'), bytes);
	const code = await run(['review', 'verify', 'file', ...options], folder);
	expect(said.trimEnd().split('\n'), 'one line').toHaveLength(1);
	return code;
}

describe('the archive', () => {
	it('holds the content byte for byte, its schema, the papers and a readme', () => {
		expect(Object.keys(files)).toEqual([
			'content.json',
			'content.schema.json',
			'LES-MEG.txt',
			'gjennomgang.html',
			'sakspapir.docx',
			'tal.xlsx',
			'SHA256SUMS'
		]);
		expect(strFromU8(files['content.json']!)).toBe(one.text);
		expect(strFromU8(files['LES-MEG.txt']!)).toContain(one.review.sha256);
		expect(strFromU8(files['gjennomgang.html']!)).toContain(one.review.sha256);
	});

	it('sums up every other file as sha256sum does, and the content’s sum is the seal', () => {
		const sums = strFromU8(files['SHA256SUMS']!).trimEnd().split('\n');
		const expected = Object.entries(files)
			.filter(([name]) => name !== 'SHA256SUMS')
			.map(([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}`);
		expect(sums).toEqual(expected);
		expect(sums[0]).toBe(`${one.review.sha256}  content.json`);
	});

	it('has a schema that every review’s content fits', async () => {
		const schema = z.fromJSONSchema(
			JSON.parse(strFromU8(files['content.schema.json']!)) as z.core.JSONSchema.JSONSchema
		);
		for (const { text } of [...(await exampleReviews(20)), olderReview()]) {
			expect(reviewFileSchema.safeParse(JSON.parse(text)).error?.issues ?? []).toEqual([]);
			expect(schema.safeParse(JSON.parse(text)).success).toBe(true);
		}
	});

	it('is as large as the review’s page says, and so are its papers', async () => {
		const sizes = [
			['archive.zip', archive],
			['review.docx', files['sakspapir.docx']!],
			['review.xlsx', files['tal.xlsx']!],
			['review.pptx', await renderReviewDocument(one, 'pptx', 'nn')]
		] as const;
		const content = JSON.parse(one.text) as ReviewContent;
		const parts = { charts: countCharts(content), measures: content.measures.length };
		for (const [name, { length }] of sizes) {
			const ratio = estimateDocumentSize(name, parts) / (length / 1000);
			expect(ratio, name).toBeGreaterThan(0.75);
			expect(ratio, name).toBeLessThan(1.33);
		}
	});

	it('needs nothing from elsewhere to be read and printed', () => {
		const html = strFromU8(files['gjennomgang.html']!);
		expect(html).toMatch(/^<!doctype html>\n<html lang="nn">/);
		expect(html).not.toMatch(/(src|href)="(?!data:|#)/);
		expect(html).not.toMatch(/<script|@import|url\(/);
		expect(html).toContain('=1+1 er gjort &amp; levert &lt;ferdig&gt;');
	});
});

describe('npx framdrift review verify', () => {
	const changed = (name: string, bytes: Uint8Array) => zipSync({ ...files, [name]: bytes });
	const content = (change: (text: string) => string) => Buffer.from(change(one.text));

	it('takes an archive that is as it was made, and says its seal', async () => {
		expect(await verify(archive)).toBe(0);
		expect(said).toContain(one.review.sha256);
	});

	it('takes a review that was frozen before its parts were kept', async () => {
		expect(await verify(await renderReviewDocument(olderReview(), 'zip', 'nb'))).toBe(0);
	});

	it('takes the content alone', async () => {
		expect(
			await verify(
				content((text) => text),
				'--seal',
				one.review.sha256.toUpperCase()
			)
		).toBe(0);
	});

	it.each([
		[
			'a word in the content was changed',
			() =>
				changed(
					'content.json',
					content((text) => text.replace('Gjort', 'Gjord'))
				)
		],
		['another file was changed', () => changed('LES-MEG.txt', Buffer.from('Ingenting'))],
		['a file was added', () => changed('ekstra.txt', Buffer.from('x'))],
		[
			'a file was taken out',
			() => zipSync(Object.fromEntries(Object.entries(files).filter(([name]) => name !== 'tal.xlsx')))
		],
		['the sums were taken out', () => zipSync({ 'content.json': files['content.json']! })],
		['the zip was cut short', () => archive.subarray(0, archive.length - 500)],
		['it is another kind of file', () => Buffer.from('Hei')],
		['it is another kind of JSON', () => Buffer.from('{"format":"framdrift.plan.v1"}')],
		['the content was written anew', () => Buffer.from(JSON.stringify(JSON.parse(one.text), null, 2))],
		['it is empty', () => Buffer.alloc(0)]
	])('refuses when %s', async (_what, bytes) => {
		expect(await verify(bytes())).toBe(1);
		expect(said).toMatch(/^file is not as it was sealed: /);
	});

	it('refuses a review that is whole but not the one whose seal is known', async () => {
		const forged = canonicalJson({ ...one.review.content, asOf: '2026-11-21' });
		expect(await verify(Buffer.from(forged))).toBe(0);
		said = '';
		expect(await verify(Buffer.from(forged), '--seal', one.review.sha256)).toBe(1);
	});

	it('asks for a seal that is one', async () => {
		expect(await verify(archive, '--seal', 'abc')).toBe(2);
	});
});
