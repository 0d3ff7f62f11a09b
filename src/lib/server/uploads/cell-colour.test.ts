import { Document, Packer, Paragraph, ShadingType, Table, TableCell, TableRow } from 'docx';
import writeWorkbook from 'write-excel-file/node';
import { describe, expect, it } from 'vitest';
import { trafficLight } from './cell-colour';
import { readTables } from './read-tables';

describe('trafficLight', () => {
	it.each<[string, string | null]>([
		['FF0000 C00000 FF5050 FFC7CE E06666 F4CCCC', 'red'],
		['FFFF00 FFC000 ED7D31 FFEB9C FFD966 ff9900', 'yellow'],
		['00B050 92D050 C6EFCE 70AD47 008000 D9EAD3', 'green'],
		['FFFFFF F2F2F2 000000 4472C4 BDD7EE 7030A0 auto FFF', null]
	])('takes %s for %s', (colours, light) => {
		for (const rgb of colours.split(' ')) expect(trafficLight(rgb), rgb).toBe(light);
	});
});

const heads = ['Tiltak', 'Status'];
const measures = [
	['Felles mottak', '#00B050', 'green'],
	['Trygg utskriving', '#FFC000', 'yellow'],
	['Delt journal', '#FF0000', 'red'],
	['Uten farge', undefined, null]
] as const;
const expected = measures.flatMap(([, , colour], index) =>
	colour ? [{ row: index + 1, column: 1, colour }] : []
);

async function fillsOf(bytes: Buffer) {
	const read = await readTables(bytes);
	if (!read.ok) throw new Error(read.fault);
	return read.tables[0]?.fills;
}

describe('empty cells filled with a colour', () => {
	it('are found in a workbook, and those with a text are not', async () => {
		const rows = measures.map(([title, colour]) => [
			{ value: title, backgroundColor: '#FF0000' },
			colour ? { backgroundColor: colour } : null
		]);
		const workbook = await writeWorkbook([heads, ...rows]).toBuffer();
		expect(await fillsOf(workbook)).toEqual(expected);
	});

	it('are found in a table of Word', async () => {
		const cell = (text: string, colour?: string) =>
			new TableCell({
				children: [new Paragraph(text)],
				...(colour && { shading: { type: ShadingType.CLEAR, fill: colour.slice(1) } })
			});
		const rows = [
			heads.map((head) => cell(head, '#FFFF00')),
			...measures.map(([title, colour]) => [cell(title), cell('', colour)])
		].map((children) => new TableRow({ children }));
		const document = new Document({ sections: [{ children: [new Table({ rows })] }] });
		expect(await fillsOf(await Packer.toBuffer(document))).toEqual(expected);
	});
});
