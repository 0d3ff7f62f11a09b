// @ts-check
import { readLatencies } from './load.mjs';

/* Readers in a process of their own, started by `measureLatencies`. */

let reading = false;

process.on('message', async (/** @type {'stop' | { address: string, seconds: number }} */ asked) => {
	if (asked === 'stop') {
		reading = false;
		return;
	}
	reading = true;
	try {
		const taken = await readLatencies(asked.address, { seconds: asked.seconds, go: () => reading });
		process.send?.({ taken });
	} catch (error) {
		process.send?.({ fault: String(error) });
	}
});
process.once('disconnect', () => process.exit());
