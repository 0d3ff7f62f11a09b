import { text } from '@sveltejs/kit';

/** The process lives. */
export function GET(): Response {
	return text('ok', { headers: { 'Cache-Control': 'no-store' } });
}
