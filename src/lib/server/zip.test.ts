import { strFromU8, strToU8, Zip, ZipDeflate, ZipPassThrough, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { namesIn, unzip, ZipRefused, type UnzipOptions } from './zip';

const texts = { 'a.xml': 'a'.repeat(50_000), 'b/c.xml': 'b', 'empty.txt': '' };
const files = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, strToU8(text)]));

/** Returns an archive with sizes after the content, as Java writes them. */
function streamed(): Uint8Array {
	const chunks: Uint8Array[] = [];
	const zip = new Zip((error, chunk) => void (error ?? chunks.push(chunk)));
	for (const [name, content] of Object.entries(files)) {
		const file = name.startsWith('b') ? new ZipPassThrough(name) : new ZipDeflate(name);
		zip.add(file);
		file.push(content, true);
	}
	zip.end();
	return Buffer.concat(chunks);
}

async function fault(archive: Uint8Array, options: UnzipOptions): Promise<string | null> {
	return unzip(Buffer.from(archive), options).then(
		() => null,
		(error: unknown) => (error instanceof ZipRefused ? error.fault : String(error))
	);
}

describe('unzip', () => {
	it.each([
		['deflated', () => zipSync(files)],
		['stored', () => zipSync(files, { level: 0 })],
		['with sizes behind its files', streamed],
		['with an archive inside', () => zipSync({ ...files, 'inside.zip': [streamed(), { level: 0 }] })]
	])('unpacks an archive (%s)', async (_kind, archive) => {
		const unpacked = await unzip(Buffer.from(archive()), { maxBytes: 60_000 });
		unpacked.delete('inside.zip');
		expect(Object.fromEntries([...unpacked].map(([name, content]) => [name, strFromU8(content)]))).toEqual(
			texts
		);
		expect(await namesIn(Buffer.from(archive()))).toEqual(expect.arrayContaining(Object.keys(texts)));
	});

	it('unpacks selected files', async () => {
		const wanted = (name: string) => name.startsWith('b/');
		const unpacked = await unzip(Buffer.from(zipSync(files)), { wanted, maxBytes: 10 });
		expect([...unpacked.keys()]).toEqual(['b/c.xml']);
	});

	it('rejects too many bytes or files', async () => {
		expect(await fault(zipSync(files), { maxBytes: 50_000 })).toBe('too-much-inside');
		expect(await fault(zipSync(files), { maxBytes: 60_000, maxFiles: 2 })).toBe('too-much-inside');
	});

	it('rejects an archive that exceeds its declared size and the limit', async () => {
		const lying = Buffer.from(zipSync({ 'a.xml': new Uint8Array(30_000_000) }));
		const size = Buffer.alloc(4);
		size.writeUInt32LE(30_000_000);
		for (let at = lying.indexOf(size); at >= 0; at = lying.indexOf(size, at + 1)) lying.writeUInt32LE(10, at);
		expect(await fault(lying, { maxBytes: 1_000_000 })).toBe('too-much-inside');
	});

	it.each([
		['is empty', () => new Uint8Array()],
		['is a text', () => strToU8('Hei')],
		['is cut short', () => zipSync(files).subarray(0, 100)],
		['lacks a file it lists', () => streamed().subarray(300)]
	])('rejects an archive that %s', async (_what, archive) => {
		expect(await fault(archive(), { maxBytes: 60_000 })).toBe('unreadable');
	});

	it('rejects an archive with a damaged file', async () => {
		const damaged = Buffer.from(zipSync({ 'a.xml': strToU8(JSON.stringify(files)) }));
		damaged.fill(0xff, 40, 60);
		expect(await fault(damaged, { maxBytes: 1_000_000 })).toBe('unreadable');
	});
});
