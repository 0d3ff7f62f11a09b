import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { RequestEvent } from '@sveltejs/kit';
import { DrizzleQueryError } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { handleError, isClientAbort, redactQueryParams } from './log';

describe('error logging', () => {
	it('includes a failed statement, but not its parameters', () => {
		const cause = new Error('SQLITE_FULL: database or disk is full');
		const logged = redactQueryParams(
			new DrizzleQueryError('insert into person values (?)', ['kari@example.org'], cause)
		);
		expect(JSON.stringify(logged)).not.toContain('kari@example.org');
		expect(logged).toMatchObject({
			message: 'Failed query: insert into person values (?)',
			cause: cause.message
		});
	});

	it('keeps any other error unchanged', () => {
		const error = new Error('x');
		expect(redactQueryParams(error)).toBe(error);
	});

	it('ignores a client that closed the connection', async () => {
		const server = createServer().listen(0, '127.0.0.1');
		await once(server, 'listening');
		const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
		client.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf a');
		const [request] = (await once(server, 'request')) as [IncomingMessage];
		const read = text(request).catch((error: unknown) => error);
		client.destroy();
		const aborted = await read;
		expect(isClientAbort(aborted)).toBe(true);
		const event = { locals: {}, route: { id: '/' } } as RequestEvent;
		await handleError({ error: aborted, event, status: 500, message: 'Internal Error' });
		expect(event.locals.databaseAway, 'taken for an outage').toBeUndefined();
		expect(isClientAbort(new Error('aborted'))).toBe(false);
		expect(isClientAbort(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }))).toBe(false);
		server.close();
	});
});
