import { findInstalledChromium } from './find-chromium.mjs';
import { printPdf } from './print-pdf';
import { WorkerUnavailable } from '../workers/pool';

/** Milliseconds that a browser may take for a PDF. */
const timeout = 60_000;
/** PDFs that may wait for the one being made. */
const maxWaiting = 4;

let chromium: Promise<string | null> | undefined;

/** Returns the browser that makes PDFs on this server; null without one. */
export function installedChromium(): Promise<string | null> {
	return (chromium ??= findInstalledChromium().catch((error: unknown) => {
		console.error(error);
		return null;
	}));
}

let previous: Promise<unknown> = Promise.resolve();
let pending = 0;

/**
 * Prints a page as PDF, after those requested earlier: a browser takes more memory than the rest of the server.
 *
 * @throws WorkerUnavailable if too many wait
 */
export function printAsPdf(page: Uint8Array): Promise<Uint8Array> {
	if (pending > maxWaiting) return Promise.reject(new WorkerUnavailable('busy'));
	pending++;
	const made = previous.then(async () => {
		const path = await installedChromium();
		if (path === null) throw new Error('No Chromium is installed.');
		return printPdf(path, Buffer.from(page).toString(), timeout);
	});
	previous = made.catch(() => undefined).finally(() => pending--);
	return made;
}
