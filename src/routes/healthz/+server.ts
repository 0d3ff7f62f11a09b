import { text } from '@sveltejs/kit';

const plain = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };

/** Answers that the process is alive. */
export function GET(): Response {
	return text('ok', { headers: plain });
}
