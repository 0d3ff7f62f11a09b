import { parentPort } from 'node:worker_threads';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import { renderDocument } from './render';
import type { DocumentRequest } from './request';
import { TemplateError, type TemplateErrorDetail } from './template-limits';

/* The thread that papers are made in: one order at a time, each in its own language. */

/** What the thread says: a part of the paper, that it is whole, that it came to nothing, or what is wrong with the order. */
export type WorkerMessage =
	{ part: Uint8Array } | { whole: true } | { failed: Error } | { refused: TemplateErrorDetail };

const port = parentPort;
if (!port) throw new Error('this module is a thread of its own');

port.on('message', (order: DocumentRequest) => void runRequest(order));

async function runRequest(order: DocumentRequest): Promise<void> {
	overwriteGetLocale(() => order.locale);
	try {
		for await (const part of renderDocument(order)) postMessage({ part });
		postMessage({ whole: true });
	} catch (error) {
		if (error instanceof TemplateError) postMessage({ refused: error.fault });
		else postMessage({ failed: error instanceof Error ? error : new Error(String(error)) });
	}
}

function postMessage(said: WorkerMessage): void {
	port?.postMessage(said);
}
