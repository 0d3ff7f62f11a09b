import { describe, expect, it } from 'vitest';
import { opensSearch, isSlashEnabled, setSlashEnabled, type KeyPress } from './search-keys';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
	...{ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
	...{ isComposing: false, defaultPrevented: false, repeat: false, ...held }
});

describe('opensSearch', () => {
	it.each<[string, KeyPress, opens: boolean]>([
		['Ctrl and K', press('k', { ctrlKey: true }), true],
		['⌘ and K', press('k', { metaKey: true }), true],
		['with caps lock', press('K', { ctrlKey: true }), true],
		['/', press('/'), true],
		['shift and 7, which is / on a Norwegian keyboard', press('/', { shiftKey: true }), true],
		['K', press('k'), false],
		['Ctrl, shift and K, which is the browser’s', press('K', { ctrlKey: true, shiftKey: true }), false],
		['AltGr and K', press('k', { ctrlKey: true, altKey: true }), false],
		['Ctrl and /', press('/', { ctrlKey: true }), false],
		['/ while a sign is being put together', press('/', { isComposing: true }), false],
		['/ that somebody else took', press('/', { defaultPrevented: true }), false],
		['/ held down', press('/', { repeat: true }), false]
	])('%s', (_, pressed, opens) => {
		expect(opensSearch(pressed, false, true)).toBe(opens);
		expect(opensSearch(pressed, true, true), 'while writing').toBe(false);
	});

	it('lets a reader turn off / alone', () => {
		expect(opensSearch(press('/'), false, false)).toBe(false);
		expect(opensSearch(press('k', { ctrlKey: true }), false, false)).toBe(true);
	});
});

describe('isSlashEnabled', () => {
	const shelfOf = (kept: Map<string, string>) => () => ({
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value),
		removeItem: (key: string) => void kept.delete(key)
	});

	it('remembers that / is off until it is turned on', () => {
		const shelf = shelfOf(new Map());
		expect(isSlashEnabled(shelf)).toBe(true);
		expect(setSlashEnabled(shelf, false)).toBe(true);
		expect(isSlashEnabled(shelf)).toBe(false);
		expect(setSlashEnabled(shelf, true)).toBe(true);
		expect(isSlashEnabled(shelf)).toBe(true);
	});

	it('disables / without storage, since it could not be turned off', () => {
		const shut = () => {
			throw new Error('SecurityError');
		};
		expect(isSlashEnabled(shut)).toBe(false);
		expect(setSlashEnabled(shut, false)).toBe(false);
	});
});
