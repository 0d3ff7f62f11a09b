import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Handle } from '@sveltejs/kit';
import type { Database } from '../database/database';
import { keepPublicPages } from './keep-public-page';
import { logKeptPage } from './log';
import { PublicPages } from './public-pages';

type RequestListener = (request: IncomingMessage, response: ServerResponse, next: () => unknown) => unknown;

let pages: PublicPages | null = null;

/** Keeps the public pages that the application renders. */
export const publicPagesHandle: Handle = keepPublicPages(() => pages);

/** Lets the server (src/bin/server.mjs) answer public pages before the application. */
export function servePublicPages(database: Database): void {
	const { ORIGIN: origin, HOST_HEADER, PORT_HEADER } = process.env;
	// A port from a header would be a third part of an address's origin.
	if (!origin && PORT_HEADER) return;
	const hostHeader = HOST_HEADER?.toLowerCase() || undefined;
	const kept = new PublicPages(database, { origin: origin || undefined, hostHeader, log: logKeptPage });
	process.on('framdrift:public-pages', (accept: (listener: RequestListener) => void) =>
		accept((request, response, next) => kept.respond(request, response, next))
	);
	pages = kept;
}
