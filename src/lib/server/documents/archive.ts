import { createHash } from 'node:crypto';
import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { reviewJsonSchema } from '$lib/forms/review-file';
import { checksumsFile, contentFile, schemaFile } from './archive-file-names';

/** A file of an archive: its name in plain letters, and what stands in it. */
export interface ArchiveFile {
	name: string;
	/** Made when its turn has come, so that no more than one stands in memory. */
	make: () => Promise<Uint8Array | string> | Uint8Array | string;
	/** Whether it is packed already. */
	packed?: boolean;
}

/**
 * A review's archive as a zip, a part at a time: its content byte for byte, the schema of that, what
 * else is given, and last the SHA-256 of each file in the format of `sha256sum`.
 *
 * @param at when the round was closed: the date of the files, so that the same review gives the same ones
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
