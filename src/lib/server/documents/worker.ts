import { parentPort } from 'node:worker_threads';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import { makePaper } from './make';
import type { PaperOrder } from './order';
import { TemplateRefused, type TemplateFault } from './template-limits';

/* The thread that papers are made in: one order at a time, each in its own language. */

/** What the thread says: a part of the paper, that it is whole, that it came to nothing, or what is wrong with the order. */
export type Message = { part: Uint8Array } | { whole: true } | { failed: Error } | { refused: TemplateFault };

const port = parentPort;
if (!port) throw new Error('this module is a thread of its own');

port.on('message', (order: PaperOrder) => void make(order));

async function make(order: PaperOrder): Promise<void> {
	overwriteGetLocale(() => order.locale);
	try {
		for await (const part of makePaper(order)) say({ part });
		say({ whole: true });
	} catch (error) {
		if (error instanceof TemplateRefused) say({ refused: error.fault });
		else say({ failed: error instanceof Error ? error : new Error(String(error)) });
	}
}

function say(said: Message): void {
	port?.postMessage(said);
}
