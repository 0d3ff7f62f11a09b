import { ZipRefused, unzip } from '../zip';
import { parseXml } from './parse-xml';
import { UploadError } from './upload-error';

/** The largest unpacked size of a file's parts. */
const maxUnpackedBytes = 48 * 1024 * 1024;

/** Tags of a file's parts. The largest plan that is taken has half as many; each takes about a microsecond to read. */
const maxTags = 3_000_000;

function countTags(parts: readonly Buffer[]): number {
	let count = 0;
	for (const part of parts)
		for (let at = part.indexOf('<'); at >= 0 && count <= maxTags; at = part.indexOf('<', at + 1)) count++;
	return count;
}

/** Parts that hold no cells. They are never unpacked. */
const unread = /(?:^|\/)(?:media|drawings|charts|theme|externalLinks|printerSettings|docProps|embeddings)\//i;

/** A part that another part refers to. */
interface Relationship {
	id: string;
	/** The last word of its type: "worksheet", "hyperlink". */
	type: string;
	/** The part's name, or the address of something outside the package. */
	target: string;
}

/** An Office Open XML file: its parts are found by their relationships, wherever they lie (ECMA-376, part 2). */
export interface OfficePackage {
	/** Returns a part's text; undefined if there is none. */
	part(name: string): string | undefined;
	/** Returns the relationships of a part; those of the package for an empty name. */
	relationshipsOf(name: string): Relationship[];
	/** The name of the workbook or document part; null if there is none. */
	main: string | null;
}

/** @throws ZipRefused, UploadError */
export async function openOfficePackage(file: Buffer): Promise<OfficePackage> {
	const wanted = (name: string) => /\.(?:xml|rels)$/i.test(name) && !unread.test(name);
	const parts = await unzip(file, { wanted, maxBytes: maxUnpackedBytes });
	if (countTags([...parts.values()]) > maxTags) throw new UploadError('too-much-inside');
	// Part names are equal without regard to case (ECMA-376-2 6.2.2.3).
	const texts = new Map(
		[...parts].map(([name, content]) => [name.replaceAll('\\', '/').toLowerCase(), content])
	);
	const part = (name: string) =>
		texts
			.get(name.toLowerCase())
			?.toString('utf8')
			.replace(/^\uFEFF/, '');

	function relationshipsOf(name: string): Relationship[] {
		const slash = name.lastIndexOf('/');
		const folder = name.slice(0, slash + 1);
		const xml = part(`${folder}_rels/${name.slice(slash + 1)}.rels`);
		const all: Relationship[] = [];
		if (xml !== undefined)
			parseXml(xml, {
				open(element, { Id = '', Type = '', Target = '', TargetMode }) {
					if (element !== 'Relationship') return;
					const target = TargetMode === 'External' ? Target : resolvePart(folder, Target);
					all.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target });
				},
				close: () => undefined
			});
		return all;
	}

	const main = relationshipsOf('').find(({ type }) => type === 'officeDocument')?.target ?? null;
	return { part, relationshipsOf, main };
}

/** Returns a part's name from its address as seen from a folder: absolute, or relative with "..". */
function resolvePart(folder: string, target: string): string {
	const path = target.startsWith('/') ? target.slice(1) : folder + target;
	const names: string[] = [];
	for (const name of path.split('/')) {
		if (name === '..') names.pop();
		else if (name !== '.' && name !== '') names.push(name);
	}
	return names.join('/');
}

/** Runs a reader; any error of a damaged file means that it cannot be read. */
export function asUploadError(error: unknown): UploadError | null {
	if (error instanceof UploadError) return error;
	return error instanceof ZipRefused ? new UploadError(error.fault) : null;
}
