// @ts-check
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';

/*
 * Posts a form in a thread of its own, when it is told to: starting the thread and writing megabytes of a form take
 * processor time, which the server under measurement would lack.
 */

/** @type {{ address: string, headers: Record<string, string>, fields: Record<string, string | { name: string, bytes: Uint8Array<ArrayBuffer> }> }} */
const { address, headers, fields } = workerData;
const form = new FormData();
for (const [name, value] of Object.entries(fields))
	if (typeof value === 'string') form.append(name, value);
	else form.append(name, new File([value.bytes], value.name));
const written = new Response(form);
const type = written.headers.get('content-type') ?? '';
const body = await written.arrayBuffer();
await fetch(new URL('/healthz', address));
parentPort?.postMessage('ready');
if (parentPort) await once(parentPort, 'message');
const from = performance.now();
const answer = await fetch(address, { method: 'POST', headers: { ...headers, 'content-type': type }, body });
const text = await answer.text();
if (!answer.ok) throw new Error(`${address} answered ${answer.status}.`);
parentPort?.postMessage({ text, address: answer.url, took: performance.now() - from });
