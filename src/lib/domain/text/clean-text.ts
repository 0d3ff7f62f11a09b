/*
 * Invisible characters that come along from Word, PowerPoint, PDF and web pages. They are cleaned wherever a
 * text enters: forms, files, codes, e-mail addresses and searches.
 */

/** Soft hyphens, zero-width characters, marks of direction, control and replacement characters. */
const invisible =
	/[\u00AD\uFFFD\u034F\u061C\u180E\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF]|[^\P{Cc}\t\n]/gu;

/** A zero-width joiner that does not join two pictures into one emoji. */
const looseJoiner = /(?<![\p{Extended_Pictographic}\uFE0F\u{1F3FB}-\u{1F3FF}])\u200D/gu;

/** Line breaks of other systems: PowerPoint and Word write U+000B, mainframes U+0085. */
const foreignLineBreaks = /\r\n?|[\v\f\u0085\u2028\u2029]/g;

const noBreakSpaces = /[\u00A0\u2007\u202F]/g;

/** Returns a text without invisible characters, with "\n" for line breaks and plain spaces. Not trimmed. */
export function cleanText(text: string): string {
	return text
		.toWellFormed()
		.replace(foreignLineBreaks, '\n')
		.replace(noBreakSpaces, ' ')
		.replace(invisible, '')
		.replace(looseJoiner, '')
		.normalize('NFC');
}

/** Returns a text as one trimmed line, for names, codes and addresses. */
export function cleanLine(text: string): string {
	return cleanText(text)
		.replace(/[\t\n]+/g, ' ')
		.trim();
}

/** Returns an e-mail address as people paste it, "Kari <kari@example.no>;", as the bare address. */
export function cleanEmail(text: string): string {
	const line = cleanLine(text).replace(/^mailto:/i, '');
	const bracketed = /<([^<>]*)>[;,\s]*$/.exec(line)?.[1] ?? line;
	return bracketed.replace(/[;,\s]+$/, '').trim();
}
