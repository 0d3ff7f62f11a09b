import { text } from '@sveltejs/kit';

const plain = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };

/** The process lives. */
export function GET(): Response {
	return text('ok', { headers: plain });
}
