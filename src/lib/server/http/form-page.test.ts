import type { RequestEvent, ResolveOptions } from '@sveltejs/kit';
import { expect, it } from 'vitest';
import { formPageHandle } from './form-page';

/** Answers with a page as Kit does, and returns the order of what happened. */
async function orderOf(method: string): Promise<string[]> {
	const order: string[] = [];
	const resolve = async (_event: RequestEvent, options?: ResolveOptions) => {
		order.push('rendered');
		setImmediate(() => order.push('others'));
		const html = (await options?.transformPageChunk?.({ html: 'page', done: true })) ?? 'page';
		order.push(`sent ${html}`);
		return new Response(html);
	};
	const event = { request: new Request('http://localhost/', { method }) } as RequestEvent;
	await formPageHandle({ event, resolve });
	return order;
}

it('lets others in between rendering the page of a posted form and sending it', async () => {
	expect(await orderOf('POST')).toEqual(['rendered', 'others', 'sent page']);
});

it('sends other pages at once', async () => {
	expect(await orderOf('GET')).toEqual(['rendered', 'sent page']);
});
