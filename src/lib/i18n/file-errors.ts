import { m } from './paraglide/messages';

const files: Record<string, () => string> = {
	none: m.workbook_file_none,
	empty: m.workbook_file_empty,
	'too-large': m.workbook_file_too_large,
	'text-too-large': m.workbook_file_text_too_large,
	'too-many-rows': m.workbook_file_too_many_rows,
	'too-many-columns': m.workbook_file_too_many_columns,
	'too-much-inside': m.workbook_file_too_much_inside,
	busy: m.workbook_file_busy,
	gone: m.workbook_file_gone,
	unreadable: m.workbook_file_unreadable,
	'old-or-locked': m.workbook_file_old_or_locked,
	macros: m.workbook_file_macros,
	'open-document': m.workbook_file_open_document,
	pdf: m.workbook_file_pdf,
	'broken-letters': m.workbook_file_broken_letters,
	'not-a-workbook': m.workbook_file_not_a_workbook,
	'no-heads': m.workbook_file_no_heads,
	'no-rows': m.workbook_file_no_rows
};

/** Returns why a file was not read and what to do. */
export function fileErrorText(code: string): string {
	return (files[code] ?? m.workbook_file_unreadable)();
}
