import type { Readable } from 'node:stream';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';

export type ZipFault = 'unreadable' | 'too-much-inside';

/** Thrown if an archive is damaged, or exceeds the reader's limits. */
export class ZipRefused extends Error {
	constructor(readonly fault: ZipFault) {
		super(`The archive is ${fault === 'unreadable' ? 'damaged' : 'too large unpacked'}.`);
	}
}

export interface UnzipOptions {
	/** True for the names of the files to unpack; all if not set. */
	wanted?: (name: string) => boolean;
	maxBytes: number;
	maxFiles?: number;
}

/** Above the number of files in any workbook or document. */
const defaultMaxFiles = 2000;

/**
 * Returns the names of an archive's files without unpacking any.
 *
 * @throws ZipRefused
 */
export function namesIn(archive: Buffer): Promise<string[]> {
	return readable(async () => {
		const names: string[] = [];
		const zip = await open(archive, defaultMaxFiles);
		for await (const entry of zip.eachEntry()) names.push(nameOf(entry));
		return names;
	});
}

/**
 * Unpacks an archive's files. Stops when they exceed `maxBytes`, whatever sizes the archive declares.
 *
 * @throws ZipRefused
 */
export function unzip(
	archive: Buffer,
	{ wanted = () => true, maxBytes, maxFiles = defaultMaxFiles }: UnzipOptions
): Promise<Map<string, Buffer>> {
	return readable(async () => {
		const zip = await open(archive, maxFiles);
		const files = new Map<string, Buffer>();
		let room = maxBytes;
		for await (const entry of zip.eachEntry()) {
			if (!wanted(nameOf(entry))) continue;
			if (entry.uncompressedSize > room) throw new ZipRefused('too-much-inside');
			const content = await contentOf(await zip.openReadStreamPromise(entry), room);
			room -= content.length;
			files.set(nameOf(entry), content);
		}
		return files;
	});
}

async function open(archive: Buffer, maxFiles: number): Promise<ZipFile> {
	// Strict names would reject workbooks with names that begin with a slash; declared sizes are not trusted.
	const options = { lazyEntries: true, decodeStrings: false, validateEntrySizes: false };
	const zip = await fromBufferPromise(archive, options);
	if (zip.entryCount > maxFiles) throw new ZipRefused('too-much-inside');
	return zip;
}

function nameOf(entry: Entry): string {
	return entry.fileNameRaw.toString('utf8').replace(/^\//, '');
}

async function contentOf(stream: Readable, room: number): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream as AsyncIterable<Buffer>) {
		room -= chunk.length;
		if (room < 0) throw new ZipRefused('too-much-inside');
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

async function readable<T>(read: () => Promise<T>): Promise<T> {
	try {
		return await read();
	} catch (error) {
		throw error instanceof ZipRefused ? error : new ZipRefused('unreadable');
	}
}
