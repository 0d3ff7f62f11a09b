import { m } from '$lib/i18n/paraglide/messages';
import { checksumsFile, contentFile, schemaFile } from './archive-file-names';
import type { DocumentModel } from './model';

/** Returns the archive's readme: its contents and how to verify them. */
export function writeReadme({ title, cover }: DocumentModel): string {
	const files = [
		[m.paper_archive_html_file(), m.paper_archive_html()],
		[m.paper_archive_word_file(), m.paper_archive_word()],
		[m.paper_archive_excel_file(), m.paper_archive_excel()],
		[contentFile, m.paper_archive_content()],
		[schemaFile, m.paper_archive_schema()],
		[checksumsFile, m.paper_archive_sums()]
	];
	const checks = [m.paper_archive_check_tool(), m.paper_archive_check_any(), m.paper_archive_check_seal()];
	const lines = [
		title,
		cover.partnership.text,
		'',
		...cover.facts.map(({ label, value }) => `${label}: ${value.text}`),
		'',
		m.paper_archive_intro(),
		'',
		m.paper_archive_files(),
		...files.map(([name, what]) => `- ${name}: ${what}`),
		'',
		m.paper_archive_check(),
		...checks.map((check, index) => `${index + 1}. ${check}`)
	];
	// CRLF, which every text editor can read.
	return `${lines.join('\r\n')}\r\n`;
}
