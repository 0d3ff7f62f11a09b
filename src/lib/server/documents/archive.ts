import { createHash } from 'node:crypto';
import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { checksumsFile } from './archive-file-names';

/** A file of an archive, with an ASCII name. */
export interface ArchiveFile {
	name: string;
	/** Creates the content when it is written, so that only one is in memory. */
	make: () => Promise<Uint8Array | string> | Uint8Array | string;
	/** True if the content is already compressed. */
	packed?: boolean;
}

/**
 * Returns an archive as zip chunks: its files, and last the SHA-256 of each in the format of `sha256sum`.
 *
 * @param at time of the sealing, used as the files' date so that the same content gives the same bytes
 */
export async function* writeArchive(
	files: readonly ArchiveFile[],
	at: Date
): AsyncGenerator<Uint8Array, void> {
	const sums: string[] = [];
	const checksums: ArchiveFile = { name: checksumsFile, make: () => `${sums.join('\n')}\n` };
	const parts: Uint8Array[] = [];
	const faults: Error[] = [];
	const zip = new Zip((error, part) => (error ? faults.push(error) : parts.push(part)));
	for (const { name, make, packed } of [...files, checksums]) {
		const made = await make();
		const bytes = typeof made === 'string' ? strToU8(made) : made;
		sums.push(`${createHash('sha256').update(bytes).digest('hex')}  ${name}`);
		const file = packed ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
		file.mtime = at;
		zip.add(file);
		file.push(bytes, true);
		yield* parts.splice(0);
	}
	zip.end();
	yield* parts.splice(0);
	if (faults[0]) throw faults[0];
}
