import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseForm } from './forms';

const form = z.looseObject({});

function posted(body: string, type = 'application/x-www-form-urlencoded') {
	return new Request('http://here.test/', { method: 'POST', headers: { 'content-type': type }, body });
}

async function valuesOf(body: string) {
	const parsed = await parseForm(posted(body), form);
	return parsed.ok ? parsed.values : parsed.failure.data.values;
}

describe('parseForm', () => {
	it('gives a string, or a list for a name that is repeated or ends in []', async () => {
		expect(await valuesOf('a=1&b=2&b=3&c[]=4&d=&b=5')).toEqual({
			a: '1',
			b: ['2', '3', '5'],
			c: ['4'],
			d: ''
		});
	});

	it('removes control characters, with line breaks of other systems as line breaks', async () => {
		expect(await valuesOf('a=one%00two%1B%7F%C2%85%09three%0D%0Afour&b[]=%00x')).toEqual({
			a: 'onetwo\n\tthree\nfour',
			b: ['x']
		});
	});

	it('accepts names of object properties', async () => {
		const values = await valuesOf('__proto__=x&__proto__=y&__proto__[]=z&constructor=c&toString=t&a=1');
		expect(Object.keys(values)).toEqual(['constructor', 'toString', 'a']);
		expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
	});

	it('never returns a password', async () => {
		expect(await valuesOf('email=a&password=b&newPassword=c')).toEqual({ email: 'a' });
	});
});

describe('an unreadable form', () => {
	const unreadable = { status: 400, data: { values: {}, faults: [{ field: '', code: 'unreadable' }] } };

	it.each([
		['rubbish', 'multipart/form-data; boundary=x'],
		['rubbish', 'multipart/form-data'],
		['--x\r\nContent-Disposition: form-data; name="a"\r\n\r\ncut off', 'multipart/form-data; boundary=x'],
		['--x\r\nContent-Disposition: attachment\r\n\r\na\r\n--x--', 'multipart/form-data; boundary=x'],
		['a=1', 'text/plain'],
		['{"a":1}', 'application/json']
	])('gives 400 for %j as %s', async (body, type) => {
		expect(await parseForm(posted(body, type), form)).toMatchObject({ ok: false, failure: unreadable });
	});

	it('has too many fields, of which the rest is not read', async () => {
		const names = Array.from({ length: 100_000 }, (_, i) => `a${i}`);
		let looked = 0;
		const data = {
			*[Symbol.iterator]() {
				for (const name of names) {
					looked++;
					yield [name, ''];
				}
			}
		};
		const request = { formData: () => Promise.resolve(data) } as unknown as Request;
		expect(await parseForm(request, form)).toMatchObject({ ok: false, failure: unreadable });
		expect(looked).toBe(2001);
		const body = names.map((name) => `${name}=`).join('&');
		expect(await parseForm(posted(body), form)).toMatchObject({ ok: false, failure: unreadable });
	});

	it('rethrows errors of the connection and the size limit', async () => {
		const tooLarge = Object.assign(new Error('too large'), { status: 413 });
		const body = new ReadableStream({ pull: (controller) => controller.error(tooLarge) });
		const headers = { 'content-type': 'application/x-www-form-urlencoded' };
		const init = { method: 'POST', headers, body, duplex: 'half' };
		await expect(parseForm(new Request('http://here.test/', init), form)).rejects.toBe(tooLarge);
	});
});
