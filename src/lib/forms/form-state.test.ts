import { describe, expect, it } from 'vitest';
import { differingFields, nextVersion, takeTheirField, toConflict, toTextValues } from './form-state';

describe('nextVersion', () => {
	const form = { values: { version: '3' }, conflict: null };

	it.each([
		['the current version before a form is posted', null, 5, '5'],
		['nothing for the first version', undefined, null, ''],
		['the version posted while errors are corrected', form, 5, '3'],
		['the current version after a conflict', { ...form, conflict: toConflict({}, 5, null) }, 7, '5'],
		['nothing after the saved text was deleted', { ...form, conflict: toConflict({}, null, null) }, 7, '']
	])('is %s', (_what, posted, current, expected) => {
		expect(nextVersion(posted, current)).toBe(expected);
	});
});

describe('two versions of a form', () => {
	const mine = { text: 'One\r\ntwo ', kinds: ['b', 'a'], title: 'Mine' };
	const theirs = { text: 'One\ntwo', kinds: ['a', 'b'], title: 'Theirs' };

	it('differ in content, not in line breaks, spaces or order', () => {
		expect(differingFields(Object.keys(mine), { mine, theirs })).toEqual(['title']);
	});

	it('are merged field by field', () => {
		expect(takeTheirField(['title'], { mine, theirs }, 'title')).toEqual({ ...mine, title: 'Theirs' });
		expect(takeTheirField(['title'], { mine, theirs }, 'text')).toBe(mine);
	});
});

describe('toTextValues', () => {
	it('gives one text for each name, with uniform line breaks', () => {
		expect(toTextValues({ text: 'One\r\ntwo', chosen: ['a', 'b'], none: [] })).toEqual({
			text: 'One\ntwo',
			chosen: 'a',
			none: ''
		});
	});
});
