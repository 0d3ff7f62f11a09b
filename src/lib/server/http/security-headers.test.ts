import type { RequestEvent } from '@sveltejs/kit';
import { expect, it } from 'vitest';
import { securityHeadersHandle } from './security-headers';

it.each([
	['https:', 'max-age=31536000; includeSubDomains'],
	['http:', null]
])('asks browsers for https on an address of %s %s', async (protocol, header) => {
	const event = { url: new URL(`${protocol}//plan.example.no/`) } as RequestEvent;
	const response = await securityHeadersHandle({ event, resolve: () => new Response() });
	expect(response.headers.get('strict-transport-security')).toBe(header);
	expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
});
