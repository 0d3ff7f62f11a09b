// @ts-check
import { parentPort, workerData } from 'node:worker_threads';

/*
 * Posts a form in a thread of its own: writing megabytes of a form holds up the thread that does it, and the one
 * that measures the server would count that time.
 */

/** @type {{ address: string, headers: Record<string, string>, fields: Record<string, string | { name: string, bytes: Uint8Array<ArrayBuffer> }> }} */
const { address, headers, fields } = workerData;
const body = new FormData();
for (const [name, value] of Object.entries(fields))
	if (typeof value === 'string') body.append(name, value);
	else body.append(name, new File([value.bytes], value.name));
const from = performance.now();
const answer = await fetch(address, { method: 'POST', headers, body });
const text = await answer.text();
if (!answer.ok) throw new Error(`${address} answered ${answer.status}.`);
parentPort?.postMessage({ text, address: answer.url, took: performance.now() - from });
