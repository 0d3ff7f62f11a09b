/*
 * Encodings of text files. Excel saves CSV in the system's own: Windows-1252, Mac Roman on older Macs, or
 * that of DOS.
 */

/** Letters and signs that Norwegian texts have outside ASCII. */
const expected = /[æøåÆØÅéèêóòôüöäÜÖÄÉáíçñšžčđŋŧŠŽČĐŊŦ«»–—’‘“”…•§°½²³ \u00A0€·−]/gu;
const outsideAscii = /\P{ASCII}/gu;

/**
 * Decodes a text file in UTF-8, UTF-16 with or without a byte order mark, Windows-1252, Mac Roman or that of
 * DOS. The last three are told apart by the letters they give.
 *
 * @returns null if the bytes are no text, or hold replacement characters from an earlier wrong decoding
 */
export function decodeText(bytes: Uint8Array): string | null {
	const text = decodeUnicode(bytes) ?? decodeSingleByte(bytes);
	return text === null || text.includes('\uFFFD') || text.includes('\0') ? null : text;
}

function decodeUnicode(bytes: Uint8Array): string | null {
	const utf16 = utf16Encoding(bytes);
	for (const encoding of utf16 ? [utf16] : ['utf-8'])
		try {
			return new TextDecoder(encoding, { fatal: true }).decode(bytes);
		} catch {
			// Not this encoding.
		}
	return null;
}

/** Returns the byte order of UTF-16, from its mark or from where the zeros of Latin letters are; else null. */
function utf16Encoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
	const sample = bytes.subarray(0, 4096);
	let even = 0;
	let odd = 0;
	for (let at = 0; at < sample.length; at++)
		if (sample[at] === 0) {
			if (at % 2 === 0) even++;
			else odd++;
		}
	const half = sample.length / 2;
	if (odd > half / 2 && even < half / 20) return 'utf-16le';
	return even > half / 2 && odd < half / 20 ? 'utf-16be' : null;
}

function decodeSingleByte(bytes: Uint8Array): string | null {
	if (bytes.subarray(0, 4096).includes(0)) return null;
	const [windows, ...others] = [
		decodeWindows1252(bytes),
		new TextDecoder('macintosh').decode(bytes),
		decodeDos(bytes)
	];
	return others.reduce((best, one) => (oddity(one) < oddity(best) ? one : best), windows);
}

/** Characters of the bytes 80–FF in DOS: code page 850, which "CSV (MS-DOS)" is in. */
export const dosSigns =
	'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0';

function decodeDos(bytes: Uint8Array): string {
	let text = '';
	for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : dosSigns[byte - 0x80];
	return text;
}

/** Characters of the bytes 80–9F in Windows-1252. */
export const windows1252Signs = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/** Some versions of Node decode these bytes as Latin-1, which has control characters there. */
function decodeWindows1252(bytes: Uint8Array): string {
	return new TextDecoder('windows-1252')
		.decode(bytes)
		.replace(/[\u0080-\u009F]/g, (sign) => windows1252Signs[sign.charCodeAt(0) - 0x80]!);
}

/** Returns a number that grows with the characters Norwegian texts do not have, and shrinks with Norwegian letters. */
function oddity(text: string): number {
	const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
	const strange = count(outsideAscii) - count(expected) + count(/(?<=\p{L})[‘«](?=\p{L})/gu);
	return 100 * strange - count(/[æøåÆØÅ]/g);
}
