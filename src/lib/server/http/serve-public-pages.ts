import type { IncomingMessage, ServerResponse } from 'node:http';
import { env } from '$env/dynamic/private';
import type { Handle } from '@sveltejs/kit';
import { hasHostDatabases } from '../host-databases';
import type { ServedDatabase } from './database';
import { keepPublicPages } from './keep-public-page';
import { logKeptPage } from './log';
import { PublicPages } from './public-pages';

type RequestListener = (request: IncomingMessage, response: ServerResponse, next: () => unknown) => unknown;

/** The pages of each host that has its own database, or of all hosts (''). */
const pages = new Map<string, PublicPages>();

/** Keeps the public pages that the application renders. */
export const publicPagesHandle: Handle = keepPublicPages(({ url }) => pagesOf(url.host));

/** Returns the pages of a host; null before the database is open, and for a host without one. */
function pagesOf(host: string): PublicPages | null {
	return pages.get(hasHostDatabases(env) ? host : '') ?? null;
}

/** Lets the server (src/bin/server.mjs) answer public pages before the application. */
export function servePublicPages(databases: readonly ServedDatabase[]): void {
	const { HOST_HEADER, PORT_HEADER } = process.env;
	const origin = databases[0]?.config.ORIGIN;
	// A port from a header would be a third part of an address's origin.
	if (!origin && PORT_HEADER) return;
	const hostHeader = HOST_HEADER?.toLowerCase() || undefined;
	for (const { config, db } of databases) {
		const host = hasHostDatabases(env) ? new URL(config.ORIGIN ?? '').host : '';
		pages.set(host, new PublicPages(db, { origin: config.ORIGIN, hostHeader, log: logKeptPage }));
	}
	process.on('framdrift:public-pages', (accept: (listener: RequestListener) => void) =>
		accept((request, response, next) => {
			const kept = pagesOf(request.headers.host?.toLowerCase() ?? '');
			return kept ? kept.respond(request, response, next) : next();
		})
	);
}
