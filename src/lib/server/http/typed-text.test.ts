import type { RequestEvent } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import { typedTextHandle } from './typed-text';

const text = 'Det gikk "bra" & <b>fort</b>';

interface Posted {
	path?: string;
	headers?: Record<string, string>;
	fields?: string;
	response?: Response;
}

/** Posts a form without scripts, to a server that gives one response. */
async function post({
	path = '/edit/goals/new?/save',
	headers = {},
	fields = new URLSearchParams([
		['text.nb', text],
		['chosen[]', '1.1'],
		['formKey', 'k']
	]).toString(),
	response = new Response(null, { status: 303, headers: { location: '/login?next=%2F' } })
}: Posted = {}): Promise<Response> {
	const url = new URL(path, 'http://here.test');
	const request = new Request(url, {
		method: 'POST',
		headers: {
			...{ accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
			...{ 'content-length': String(fields.length), ...headers }
		},
		body: fields
	});
	const event = { request, url, locals: { locale: 'nb' } } as unknown as RequestEvent;
	return typedTextHandle({ event, resolve: () => response });
}

describe('typedTextHandle', () => {
	it('keeps the text of a form whose session has ended (C19)', async () => {
		const response = await post();
		const page = await response.text();
		expect(response.status).toBe(401);
		expect(response.headers.has('location')).toBe(false);
		expect(page).toContain('Det gikk &#34;bra&#34; &#38; &#60;b&#62;fort&#60;/b&#62;</textarea>');
		expect(page).toContain('<form method="post" action="/edit/goals/new?/save">');
		expect(page).toContain('<input type="hidden" name="chosen[]" value="1.1">');
		expect(page).toContain('<input type="hidden" name="restore" value="1">');
		expect(page).toContain('href="/login?next=%2Fedit%2Fgoals%2Fnew"');
	});

	it('sends a form on as it was after an outage, with its key', async () => {
		const away = new Response('away', { status: 503, headers: { 'Retry-After': '30' } });
		const response = await post({ response: away });
		const page = await response.text();
		expect(response.status).toBe(503);
		expect(response.headers.get('retry-after')).toBe('30');
		expect(response.headers.get('content-security-policy')).toContain("form-action 'self'");
		expect(page).toContain('name="formKey" value="k"');
		expect(page).not.toContain('name="restore"');
	});

	it('sends a form on after an error that has no page', async () => {
		const response = await post({ response: new Response('error', { status: 500 }) });
		expect(response.status).toBe(500);
		expect(await response.text()).toContain('name="formKey" value="k"');
	});

	it.each([
		[
			'',
			[
				['text.nb', 'En tekst'],
				['chosen[]', '1.1']
			]
		],
		['&new-password=x', null]
	])('gives the fields of a form%s to the page of its error', async (rest, fields) => {
		const body = `text.nb=En+tekst&chosen%5B%5D=1.1${rest}`;
		const url = new URL('http://here.test/edit');
		const headers = { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' };
		const request = new Request(url, {
			method: 'POST',
			headers: { ...headers, 'content-length': '50' },
			body
		});
		const event = { request, url, locals: { locale: 'nb' } } as unknown as RequestEvent;
		await typedTextHandle({ event, resolve: () => new Response('', { status: 404 }) });
		expect(await event.locals.typed?.()).toEqual(fields);
		expect(await event.locals.typed?.()).toEqual(fields);
	});

	it.each<[string, Posted]>([
		['with scripts', { headers: { 'x-sveltekit-action': 'true' } }],
		['with a password', { fields: 'email=a&password=secret+words' }],
		['of the sign-in page', { path: '/nn/login' }],
		['that is too large', { headers: { 'content-length': '200000' } }],
		['of unknown length', { headers: { 'content-length': '' } }],
		['that was saved', { response: new Response(null, { status: 303, headers: { location: '/areas' } }) }],
		[
			'that ended in an error with a page',
			{ response: new Response('page', { status: 500, headers: { 'x-sveltekit-page': 'true' } }) }
		],
		['that was rejected', { response: new Response('form', { status: 400 }) }]
	])('leaves the response to a form %s', async (_what, posted) => {
		const response = await post(posted);
		expect(response.status).not.toBe(401);
		expect(await response.text()).not.toContain('textarea');
	});
});
