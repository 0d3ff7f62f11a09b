import { openOfficePackage } from './office-package';

/** Kinds of documents that are kept as files. */
export type DocumentKind = 'pdf' | 'docx' | 'xlsx';

/** Content types of a package's main part, without macros (ECMA-376, part 1, annex on media types). */
const officeTypes: readonly [DocumentKind, string][] = [
	['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'],
	['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml']
];

/** Returns a document's kind by its content, whatever its name says; null for any other file. */
export async function documentKind(file: Buffer): Promise<DocumentKind | null> {
	// ISO 32000-1, 7.5.2: the header is the first line; readers accept it within the first 1024 bytes.
	if (file.subarray(0, 5).toString('latin1') === '%PDF-') return 'pdf';
	if (file.subarray(0, 2).toString('latin1') !== 'PK') return null;
	try {
		const { part, main } = await openOfficePackage(file);
		const types = part('[Content_Types].xml') ?? '';
		if (main === null || part(main) === undefined || /macroEnabled/i.test(types)) return null;
		return officeTypes.find(([, type]) => types.includes(`"${type}"`))?.[0] ?? null;
	} catch {
		return null;
	}
}
