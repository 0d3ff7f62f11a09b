import type { Worksheet } from '$lib/domain/workbook/worksheet';
import { parseCellAddress } from './cell-address';
import type { OfficePackage } from './office-package';
import { parseXml } from './parse-xml';

/** Reads the comments of a sheet. Threads precede the notes that older programs see in their place. */
export function readComments(workbook: OfficePackage, sheet: string): NonNullable<Worksheet['comments']> {
	const parts = workbook.relationshipsOf(sheet);
	const read = (type: string) =>
		parts.filter((one) => one.type === type).flatMap(({ target }) => commentsIn(workbook.part(target)));
	const threads = read('threadedComment');
	return threads.length > 0 ? threads : read('comments');
}

function commentsIn(xml: string | undefined): NonNullable<Worksheet['comments']> {
	const found: { row: number; text: string }[] = [];
	let inText = false;
	if (xml !== undefined)
		parseXml(xml, {
			open(element, { ref }) {
				if (/^(?:comment|threadedComment)$/.test(element) && ref)
					found.push({ row: parseCellAddress(ref).row + 1, text: '' });
				else if (element === 't' || element === 'text') inText = true;
			},
			close(element) {
				if (element === 't' || element === 'text') inText = false;
			},
			text(text) {
				const last = found.at(-1);
				if (inText && last) last.text += text;
			}
		});
	return found.map(({ row, text }) => ({ row, text: text.trim() })).filter(({ text }) => text !== '');
}
