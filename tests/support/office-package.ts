import { strToU8, zipSync } from 'fflate';

/** Returns an office file of parts, by name; `main` is the document or workbook. */
export function officePackage(main: string, parts: Record<string, string>): Buffer {
	const all = {
		'_rels/.rels': `<Relationships><Relationship Id="r" Type="x/officeDocument" Target="/${main}"/></Relationships>`,
		...parts
	};
	return Buffer.from(
		zipSync(Object.fromEntries(Object.entries(all).map(([name, content]) => [name, strToU8(content)])))
	);
}

/** A relationship of a part: its id, the last word of its type, and its target. */
type PartRelationship = [id: string, type: string, target: string];

function relationships(all: readonly PartRelationship[]): string {
	const one = ([id, type, target]: PartRelationship) => {
		const mode = target.includes(':') ? ' TargetMode="External"' : '';
		return `<Relationship Id="${id}" Type="x/${type}" Target="${target}"${mode}/>`;
	};
	return `<Relationships>${all.map(one).join('')}</Relationships>`;
}

interface FileParts {
	/** XML after the cells or the tables. */
	after?: string;
	/** Relationships of the sheet or document. */
	refers?: PartRelationship[];
	parts?: Record<string, string>;
}

const cellXml = (value: string) =>
	value.startsWith('<') ? value : `<c t="inlineStr"><is><t>${value}</t></is></c>`;

/** Returns a workbook with a sheet; a cell that begins with "<" is XML. */
export function workbookFile(
	rows: readonly (readonly string[])[],
	{ after = '', refers = [], parts = {} }: FileParts = {}
): Buffer {
	const xml = rows.map((row) => `<row>${row.map(cellXml).join('')}</row>`).join('');
	return officePackage('book.xml', {
		'book.xml': '<workbook><sheets><sheet name="Plan" r:id="s"/></sheets></workbook>',
		'_rels/book.xml.rels': relationships([['s', 'worksheet', 's.xml']]),
		's.xml': `<worksheet><sheetData>${xml}</sheetData>${after}</worksheet>`,
		'_rels/s.xml.rels': relationships(refers),
		...parts
	});
}

/** Returns the XML of a Word table; a cell that begins with "<" is XML. */
export function wordTable(rows: readonly (readonly string[])[]): string {
	const paragraph = (value: string) =>
		value.startsWith('<') ? value : `<w:p><w:r><w:t>${value}</w:t></w:r></w:p>`;
	const row = (cells: readonly string[]) =>
		`<w:tr>${cells.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`;
	return `<w:tbl>${rows.map(row).join('')}</w:tbl>`;
}

/** Returns a Word document of a body. */
export function wordFile(body: string, { refers = [], parts = {} }: Omit<FileParts, 'after'> = {}): Buffer {
	return officePackage('d.xml', {
		'd.xml': `<w:document><w:body>${body}</w:body></w:document>`,
		'_rels/d.xml.rels': relationships(refers),
		...parts
	});
}
