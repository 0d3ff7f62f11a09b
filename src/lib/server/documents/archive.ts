import { createHash } from 'node:crypto';
import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { reviewJsonSchema } from '$lib/forms/review-file';
import { checksumsFile, contentFile, schemaFile } from './archive-file-names';

/** A file of an archive, with an ASCII name. */
export interface ArchiveFile {
	name: string;
	/** Creates the content when it is written, so that only one is in memory. */
	make: () => Promise<Uint8Array | string> | Uint8Array | string;
	/** True if the content is already compressed. */
	packed?: boolean;
}

/**
 * Returns a review's archive as zip chunks: the content byte for byte, its schema, other files, and last the
 * SHA-256 of each file in the format of `sha256sum`.
 *
 * @param at time of the round's closing, used as the files' date so that the same review gives the same bytes
 */
export async function* writeArchive(
	text: string,
	at: Date,
	others: readonly ArchiveFile[]
): AsyncGenerator<Uint8Array, void> {
	const sums: string[] = [];
	const summed: ArchiveFile[] = [
		{ name: contentFile, make: () => text },
		{ name: schemaFile, make: reviewJsonSchema },
		...others
	];
	const checksums: ArchiveFile = { name: checksumsFile, make: () => `${sums.join('\n')}\n` };
	const parts: Uint8Array[] = [];
	const faults: Error[] = [];
	const zip = new Zip((error, part) => (error ? faults.push(error) : parts.push(part)));
	for (const { name, make, packed } of [...summed, checksums]) {
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
