import type { Handle } from '@sveltejs/kit';

const securityHeaders = {
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'same-origin',
	'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Resource-Policy': 'same-origin'
};

/** Policy of responses other than pages; Kit sets that of pages (svelte.config.js). */
const denyAllPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Sets security headers on every response, unless the page sets stricter ones; src/bin/server.mjs sets those of
 * files.
 */
export const securityHeadersHandle: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'private, no-cache');
	if (!response.headers.has('Content-Security-Policy'))
		response.headers.set('Content-Security-Policy', denyAllPolicy);
	for (const [name, value] of Object.entries(securityHeaders))
		if (!response.headers.has(name)) response.headers.set(name, value);
	if (event.url.protocol === 'https:')
		response.headers.set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
	return response;
};
