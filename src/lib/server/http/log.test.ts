import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { DrizzleQueryError } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { isClientAbort, redactQueryParams } from './log';

describe('what goes to the log', () => {
	it('names the statement that failed, not the values it was to write', () => {
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

	it('is any other error as it is', () => {
		const error = new Error('x');
		expect(redactQueryParams(error)).toBe(error);
	});

	it('is nothing of note when somebody leaves in the middle of a question', async () => {
		const server = createServer().listen(0, '127.0.0.1');
		await once(server, 'listening');
		const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
		client.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf a');
		const [request] = (await once(server, 'request')) as [IncomingMessage];
		const read = text(request).catch((error: unknown) => error);
		client.destroy();
		expect(isClientAbort(await read)).toBe(true);
		expect(isClientAbort(new Error('aborted'))).toBe(false);
		expect(isClientAbort(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }))).toBe(false);
		server.close();
	});
});
