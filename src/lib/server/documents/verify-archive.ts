import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { canonicalJson, type ReviewContent } from '$lib/domain/review/review';
import { minutesFormat, type MinutesContent } from '$lib/domain/meeting/minutes';
import { roundKey, type RoundKey } from '$lib/domain/round/round';
import { reviewFileSchema } from '$lib/forms/review-file';
import { checksumsFile, contentFile } from './archive-file-names';

/** The sealed content of an archive: a review, or a meeting's minutes. */
type SealedSubject =
	{ kind: 'review'; round: RoundKey } | { kind: 'minutes'; body: string; day: string; version: number };

export type ArchiveVerification =
	| { ok: true; of: SealedSubject; seal: string; files: number }
	/** The error, as text for a terminal. */
	| { ok: false; fault: string };

/** Larger than any review's archive. */
const maxArchiveBytes = 512 * 1024 * 1024;

/**
 * Verifies an archive (zip) of a review or meeting, or its sealed content (JSON): every file is unchanged, and the content has the
 * canonical form that its seal was computed from.
 *
 * @param seal the SHA-256 from the page or the minutes, to compare with
 */
export function verifyArchive(bytes: Uint8Array, seal?: string): ArchiveVerification {
	const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b;
	if (!zipped) return verifyContent(bytes, 1, seal);
	const files = unzipArchive(bytes);
	if (files === null) return { ok: false, fault: 'the zip cannot be opened: it is damaged or incomplete' };
	const [sums, content] = [files.get(checksumsFile), files.get(contentFile)];
	if (!sums || !content)
		return {
			ok: false,
			fault: `it holds no ${sums ? contentFile : checksumsFile}, so it is no archive of a review or meeting`
		};
	return findBrokenFile(files, strFromU8(sums)) ?? verifyContent(content, files.size - 1, seal);
}

/** Returns the files by name; null if the zip is damaged or declares more than the limit. */
function unzipArchive(bytes: Uint8Array): Map<string, Uint8Array> | null {
	let room = maxArchiveBytes;
	try {
		const files = unzipSync(bytes, {
			filter: ({ originalSize }) => {
				room -= originalSize;
				if (room < 0) throw new Error('too large');
				return true;
			}
		});
		return new Map(Object.entries(files));
	} catch {
		return null;
	}
}

/** Returns the first file that is changed, missing or added. */
function findBrokenFile(files: ReadonlyMap<string, Uint8Array>, sums: string): ArchiveVerification | null {
	const packed = new Map(
		sums
			.split('\n')
			.filter(Boolean)
			.map((line) => [line.slice(66), line.slice(0, 64)])
	);
	for (const [name, sum] of packed) {
		const found = files.get(name);
		if (!found) return { ok: false, fault: `${name} is missing` };
		if (sha256Hex(found) !== sum) return { ok: false, fault: `${name} is not as it was packed` };
	}
	const added = [...files.keys()].find((name) => name !== checksumsFile && !packed.has(name));
	return added === undefined
		? null
		: { ok: false, fault: `${added} was not in the archive when it was made` };
}

function verifyContent(bytes: Uint8Array, files: number, seal: string | undefined): ArchiveVerification {
	const text = strFromU8(bytes);
	const content = parseJson(text);
	if (content === null) return { ok: false, fault: 'it is neither a zip nor JSON' };
	const fault = isMinutes(content) ? null : reviewFault(content);
	if (fault) return { ok: false, fault };
	if (canonicalJson(content) !== text)
		return { ok: false, fault: 'its content was rewritten after it was sealed' };
	const sum = sha256Hex(bytes);
	if (seal !== undefined && seal.toLowerCase() !== sum)
		return { ok: false, fault: `its seal is ${sum}, not the one given` };
	return { ok: true, of: subjectOf(content), seal: sum, files };
}

function isMinutes(content: unknown): content is MinutesContent {
	return (
		typeof content === 'object' && content !== null && 'format' in content && content.format === minutesFormat
	);
}

function reviewFault(content: unknown): string | null {
	const [issue] = reviewFileSchema.safeParse(content).error?.issues ?? [];
	return issue ? `it is no review's content: ${issue.path.join('.') || 'the file'} is wrong` : null;
}

function subjectOf(content: unknown): SealedSubject {
	if (!isMinutes(content)) return { kind: 'review', round: roundKey((content as ReviewContent).round) };
	const { body, day, version } = content;
	return { kind: 'minutes', body: body.slug, day, version };
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

function sha256Hex(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('hex');
}
