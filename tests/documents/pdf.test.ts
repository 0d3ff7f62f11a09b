import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findInstalledChromium } from '$lib/server/http/find-chromium.mjs';
import { PdfError, printPdf } from '$lib/server/http/print-pdf';
import { exampleReviews, renderReviewDocument, type NamedReview } from './example-reviews';

const chromium = (await findInstalledChromium()) ?? '';
const folder = mkdtempSync(join(tmpdir(), 'framdrift-pdf-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const minute = 60_000;
const left = () =>
	readdirSync(tmpdir()).filter((name) => name.startsWith('framdrift-pdf-') && !folder.endsWith(name));

/** Lines that a picture of a chart takes the place of, at least. */
const chartLines = 12;

/** Returns what poppler says of a review's PDF, and the lines of each page, with charts counted as lines. */
async function pdfOf(review: NamedReview): Promise<{ info: string; lines: number[] }> {
	const html = Buffer.from(await renderReviewDocument(review, 'pdf', 'nb')).toString();
	const file = join(folder, 'review.pdf');
	writeFileSync(file, await printPdf(chromium, html, minute));
	const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
	const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
	const images = execFileSync('pdfimages', ['-list', file], { encoding: 'utf8' });
	const pictured = images.split('\n').map((line) => Number(/^\s*(\d+)\s/.exec(line)?.[1]));
	const pages = text.split('\f').slice(0, -1);
	const chartsOn = (page: number) => pictured.filter((one) => one === page).length;
	return { info, lines: pages.map((page, index) => linesOf(page) + chartLines * chartsOn(index + 1)) };
}

describe.runIf(chromium !== '' && hasPoppler())('a review’s PDF', () => {
	it('is tagged, and has no page but the last with fewer than eight lines', { timeout: minute }, async () => {
		const [review] = await exampleReviews(34);
		const { info, lines } = await pdfOf(review!);
		expect(info).toMatch(/Tagged:\s+yes/);
		expect(info).toMatch(/\(A4\)/);
		expect(Math.min(...lines.slice(0, -1))).toBeGreaterThanOrEqual(8);
		expect(lines.length).toBeGreaterThan(5);
	});

	it('is not made by a browser that takes too long, and leaves nothing behind', async () => {
		const before = left();
		await expect(printPdf(chromium, '<p>Framdrift</p>', 1)).rejects.toThrow(PdfError);
		expect(left()).toEqual(before);
	});

	it('runs no script and fetches nothing', { timeout: minute }, async () => {
		const page = `<!doctype html><head><title>Script</title></head><p id="a">unchanged</p><script>document.getElementById('a').textContent = 'changed'</script>`;
		const file = join(folder, 'script.pdf');
		writeFileSync(file, await printPdf(chromium, page, minute));
		expect(execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' })).toContain('unchanged');
	});
});

it('refuses a page too large to print', async () => {
	await expect(printPdf('/bin/true', 'x'.repeat(25 * 1024 * 1024), minute)).rejects.toThrow(/too large/);
});

it('says so if the browser writes nothing', async () => {
	await expect(printPdf('/bin/true', 'x', minute)).rejects.toThrow('The browser wrote no PDF.');
	await expect(printPdf('/bin/false', 'x', minute)).rejects.toThrow('The browser ended with 1.');
	await expect(printPdf('/nowhere', 'x', minute)).rejects.toThrow(/did not start/);
});

/** Returns the lines with text, without the page's number. */
function linesOf(page: string): number {
	return page.split('\n').filter((line) => line.trim() !== '' && !/^\s*\d+ \/ \d+\s*$/.test(line)).length;
}

function hasPoppler(): boolean {
	try {
		execFileSync('pdfinfo', ['-v'], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
}
