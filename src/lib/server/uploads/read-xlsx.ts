import { numberFormatCode } from '$lib/domain/workbook/number-format';
import type { Worksheet } from '$lib/domain/workbook/worksheet';
import type { OfficePackage } from './office-package';
import { readFillColours } from './cell-colour';
import { isTrue, parseXml } from './parse-xml';
import { readComments } from './read-comments';
import { maxCellText, readSheet, unescapeXlsxText, type SheetContext } from './read-sheet';
import { UploadError } from './upload-error';

/**
 * Reads the sheets of an Excel workbook. Formulas are not run: their saved values are read, and a formula
 * without one becomes an error cell.
 *
 * @throws UploadError
 */
export function readXlsx(workbook: OfficePackage): Worksheet[] {
	const main = workbook.main ?? '';
	const xml = workbook.part(main);
	if (xml === undefined) throw new UploadError('unreadable');
	const relationships = workbook.relationshipsOf(main);
	const partOf = (type: string) =>
		workbook.part(relationships.find((one) => one.type === type)?.target ?? '');
	const { sheets, date1904 } = readWorkbookPart(xml);
	const context: SheetContext = {
		date1904,
		strings: readSharedStrings(partOf('sharedStrings')),
		formats: readFormats(partOf('styles')),
		colours: readFillColours(partOf('styles'))
	};
	return sheets.flatMap(({ name, id, isHidden }) => {
		const found = relationships.find((one) => one.id === id);
		// Sheets of charts and dialogs hold no cells.
		if (found?.type !== 'worksheet') return [];
		const sheet = workbook.part(found.target);
		if (sheet === undefined) throw new UploadError('unreadable');
		const { rows, hyperlinks, fills, hidden } = readSheet(sheet, context);
		const isPartHidden = isHidden || hidden.rows > 0 || hidden.columns.length > 0;
		const addresses = workbook.relationshipsOf(found.target);
		const links = hyperlinks.flatMap(({ row, column, id: to }) => {
			const address = addresses.find((one) => one.id === to)?.target ?? '';
			return /^https?:/i.test(address) ? [{ row, column, text: '', address }] : [];
		});
		const comments = readComments(workbook, found.target);
		return [
			{
				...{ name, rows },
				...(links.length > 0 && { links }),
				...(fills.length > 0 && { fills }),
				...(comments.length > 0 && { comments }),
				...(isPartHidden && { hidden: { sheet: isHidden, ...hidden } })
			}
		];
	});
}

function readWorkbookPart(xml: string): {
	sheets: { name: string; id: string; isHidden: boolean }[];
	date1904: boolean;
} {
	const sheets: { name: string; id: string; isHidden: boolean }[] = [];
	let date1904 = false;
	parseXml(xml, {
		open(element, { name = '', id = '', ...attributes }) {
			if (element === 'sheet')
				sheets.push({ name: unescapeXlsxText(name), id, isHidden: /hidden/i.test(attributes.state ?? '') });
			if (element === 'workbookPr') date1904 = isTrue(attributes.date1904);
		},
		close: () => undefined
	});
	return { sheets, date1904 };
}

function readSharedStrings(xml: string | undefined): string[] {
	const strings: string[] = [];
	if (xml === undefined) return strings;
	let current = '';
	let inText = false;
	let phonetic = 0;
	parseXml(xml, {
		open(element) {
			if (element === 'si') current = '';
			else if (element === 'rPh') phonetic++;
			else if (element === 't') inText = phonetic === 0;
		},
		close(element) {
			if (element === 'si') strings.push(unescapeXlsxText(current));
			else if (element === 'rPh') phonetic--;
			else if (element === 't') inText = false;
		},
		text(text) {
			if (!inText) return;
			current += text;
			if (current.length > maxCellText) throw new UploadError('too-much-inside');
		}
	});
	return strings;
}

/** Returns the number format of each cell style. */
function readFormats(xml: string | undefined): string[] {
	const own = new Map<number, string>();
	const formats: string[] = [];
	if (xml === undefined) return formats;
	let inCells = false;
	parseXml(xml, {
		open(element, { numFmtId = '0', formatCode = '' }) {
			if (element === 'numFmt') own.set(Number(numFmtId), formatCode);
			else if (element === 'cellXfs') inCells = true;
			else if (element === 'xf' && inCells) formats.push(numberFormatCode(Number(numFmtId), own));
		},
		close(element) {
			if (element === 'cellXfs') inCells = false;
		}
	});
	return formats;
}
