import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { residentKilobytes } from './process-memory';

/** Most bytes of a page that is printed, as UTF-8. */
const maxPage = 24 * 1024 * 1024;
/** Kilobytes of memory that the browser and its processes may use together. */
const maxMemory = 1_500_000;
/** Milliseconds between two looks at its memory. */
const memoryInterval = 500;

/** Error for a browser that was ended, or that failed. */
export class PdfError extends Error {}

/** Policy of the page: no scripts, and nothing from elsewhere. The browser prints by a script of its own. */
const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`;

/**
 * Prints a self-contained page as a tagged PDF with bookmarks, in a browser of its own that runs none of the page's
 * scripts and reaches no network.
 *
 * @param timeout milliseconds after which the browser is ended
 * @throws PdfError
 */
export async function printPdf(chromium: string, html: string, timeout: number): Promise<Uint8Array> {
	if (Buffer.byteLength(html) > maxPage) throw new PdfError('The page is too large to print.');
	const folder = await mkdtemp(join(tmpdir(), 'framdrift-pdf-'));
	try {
		const [page, file] = [join(folder, 'page.html'), join(folder, 'page.pdf')];
		await writeFile(page, html.replace('<head>', `<head>${policy}`), { mode: 0o600 });
		await runBrowser(chromium, [...flagsFor(folder, file), pathToFileURL(page).href], timeout);
		return await readFile(file).catch(() => {
			throw new PdfError('The browser wrote no PDF.');
		});
	} finally {
		await rm(folder, { recursive: true, force: true, maxRetries: 3 });
	}
}

function flagsFor(folder: string, file: string): string[] {
	return [
		'--headless',
		`--print-to-pdf=${file}`,
		`--user-data-dir=${join(folder, 'profile')}`,
		'--no-pdf-header-footer',
		'--export-tagged-pdf',
		'--generate-pdf-document-outline',
		'--disable-gpu',
		'--no-first-run',
		'--disable-background-networking',
		'--disable-component-update',
		'--disable-sync',
		'--disable-extensions',
		'--disable-dev-shm-usage',
		'--renderer-process-limit=1',
		'--host-resolver-rules=MAP * ~NOTFOUND',
		'--proxy-server=127.0.0.1:9',
		// Chromium's sandbox refuses to run as root, which containers often do.
		...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])
	];
}

function runBrowser(chromium: string, flags: string[], timeout: number): Promise<void> {
	return new Promise((resolve, reject) => {
		// A group of its own, so that its helper processes end with it.
		const browser = spawn(chromium, flags, { detached: true, stdio: 'ignore' });
		let reason = '';
		const end = (why: string) => {
			reason = why;
			if (browser.pid) endGroup(browser.pid);
		};
		const late = setTimeout(() => end('took too long'), timeout);
		const watch = setInterval(() => {
			if (browser.pid && residentKilobytes(browser.pid) > maxMemory) end('used too much memory');
		}, memoryInterval);
		const settle = (error: Error | null) => {
			clearTimeout(late);
			clearInterval(watch);
			if (browser.pid) endGroup(browser.pid);
			if (error) reject(error);
			else resolve();
		};
		browser.on('error', (error) => settle(new PdfError(`The browser did not start: ${error.message}`)));
		browser.on('exit', (code) =>
			settle(code === 0 ? null : new PdfError(`The browser ${reason || `ended with ${code}`}.`))
		);
	});
}

function endGroup(pid: number): void {
	try {
		process.kill(-pid, 'SIGKILL');
	} catch {
		// All of it has ended.
	}
}
