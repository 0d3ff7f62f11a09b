import { setImmediate } from 'node:timers/promises';
import type { Handle } from '@sveltejs/kit';

/**
 * Lets other requests run between rendering a page that answers a form and sending it: the preview of an import takes
 * milliseconds for each.
 */
export const formPageHandle: Handle = ({ event, resolve }) =>
	event.request.method === 'POST'
		? resolve(event, {
				async transformPageChunk({ html }) {
					await setImmediate();
					return html;
				}
			})
		: resolve(event);
