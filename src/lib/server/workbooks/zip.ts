import { inflateRawSync } from 'node:zlib';

/** Why an archive was not opened. */
export type ZipFault = 'unreadable' | 'too-much-inside';

export class ZipRefused extends Error {
	constructor(readonly fault: ZipFault) {
		super(fault);
	}
}

interface Entry {
	name: string;
	method: number;
	/** Where the entry's own header begins, and how many bytes its packed content takes. */
	at: number;
	packed: number;
}

/** An archive has its list of contents at the end, before a comment of at most this many bytes. */
const endOfList = { signature: 0x06054b50, bytes: 22, mostComment: 0xffff };
const listed = { signature: 0x02014b50, bytes: 46 };
const local = { signature: 0x04034b50, bytes: 30 };
/** More parts than any workbook of ours has. */
const mostEntries = 2000;

/** The names of an archive's parts, without unpacking any. */
export function namesIn(archive: Buffer): string[] {
	return entriesOf(archive).map(({ name }) => name);
}

/**
 * Unpacks an archive's parts, and stops where they become more than `most` bytes: what the archive says of
 * their sizes is not believed.
 *
 * @throws ZipRefused
 */
export function unzip(archive: Buffer, wanted: (name: string) => boolean, most: number): Map<string, Buffer> {
	const parts = new Map<string, Buffer>();
	let left = most;
	for (const entry of entriesOf(archive)) {
		if (!wanted(entry.name)) continue;
		const content = contentOf(archive, entry, left);
		left -= content.length;
		parts.set(entry.name, content);
	}
	return parts;
}

function entriesOf(archive: Buffer): Entry[] {
	const end = endIn(archive);
	const count = archive.readUInt16LE(end + 10);
	if (count > mostEntries) throw new ZipRefused('too-much-inside');
	const entries: Entry[] = [];
	let at = archive.readUInt32LE(end + 16);
	for (let index = 0; index < count; index++) {
		if (at + listed.bytes > end || archive.readUInt32LE(at) !== listed.signature)
			throw new ZipRefused('unreadable');
		const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset)) as [
			number,
			number,
			number
		];
		entries.push({
			name: archive.toString('utf8', at + listed.bytes, at + listed.bytes + name).replace(/^\//, ''),
			method: archive.readUInt16LE(at + 10),
			packed: archive.readUInt32LE(at + 20),
			at: archive.readUInt32LE(at + 42)
		});
		at += listed.bytes + name + extra + comment;
	}
	return entries;
}

function endIn(archive: Buffer): number {
	const last = archive.length - endOfList.bytes;
	for (let at = last; at >= Math.max(0, last - endOfList.mostComment); at--)
		if (archive.readUInt32LE(at) === endOfList.signature) return at;
	throw new ZipRefused('unreadable');
}

function contentOf(archive: Buffer, { method, at, packed }: Entry, most: number): Buffer {
	if (at + local.bytes > archive.length || archive.readUInt32LE(at) !== local.signature)
		throw new ZipRefused('unreadable');
	const from = at + local.bytes + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28);
	const content = archive.subarray(from, from + packed);
	if (method === 0) {
		if (content.length > most) throw new ZipRefused('too-much-inside');
		return content;
	}
	if (method !== 8) throw new ZipRefused('unreadable');
	try {
		return inflateRawSync(content, { maxOutputLength: Math.max(1, most) });
	} catch (error) {
		const tooMuch = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
		throw new ZipRefused(tooMuch ? 'too-much-inside' : 'unreadable');
	}
}
