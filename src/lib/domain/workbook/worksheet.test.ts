import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cellText, isBlankCell } from './worksheet';

it('a text is blank exactly if nothing of it is left after cleaning', () => {
	const invisible = [
		'\u00AD',
		'\u200B',
		'\u00A0',
		'\u000B',
		' ',
		'\n',
		'\uFEFF',
		'\u200D',
		'å',
		'–',
		'x',
		'\u0301'
	];
	const text = fc
		.array(fc.oneof(fc.constantFrom(...invisible), fc.string({ unit: 'grapheme' })))
		.map((parts) => parts.join(''));
	fc.assert(fc.property(text, (one) => isBlankCell(one) === (cellText(one) === '')));
	expect([isBlankCell('\u00AD\u200B '), isBlankCell('\u200B–')]).toEqual([true, false]);
});
