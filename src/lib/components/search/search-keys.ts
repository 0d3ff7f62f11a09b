/** Keyboard shortcuts that open search, and the setting that turns off the single-character one. */

/** Storage key of the "/" setting. */
const key = 'framdrift.search.slash';

/** Properties of a keyboard event that the shortcuts use. */
export type KeyPress = Pick<
	KeyboardEvent,
	'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing' | 'defaultPrevented' | 'repeat'
>;

/**
 * True if a key press opens search: Ctrl/⌘+K, or "/" unless disabled (WCAG 2.1.4). Never while typing.
 * @param writing true if the focused element takes text or keys
 */
export function opensSearch(press: KeyPress, writing: boolean, slash: boolean): boolean {
	if (writing || press.isComposing || press.defaultPrevented || press.repeat || press.altKey) return false;
	const held = press.ctrlKey || press.metaKey;
	if (held) return press.ctrlKey !== press.metaKey && !press.shiftKey && press.key.toLowerCase() === 'k';
	// Shift is allowed: on a Norwegian keyboard "/" is Shift+7.
	return slash && press.key === '/';
}

/** True if the focused element handles keys itself. */
export function capturesKeys(element: Element | null): boolean {
	return !!element?.closest(
		'input, textarea, select, [contenteditable]:not([contenteditable="false"]), dialog'
	);
}

type SettingStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** True if "/" opens search in this browser; the default. */
export function isSlashEnabled(shelf: () => SettingStorage): boolean {
	try {
		return shelf().getItem(key) !== 'off';
	} catch {
		// Without storage the shortcut could not be turned off, so it is disabled.
		return false;
	}
}

/** @returns true if the setting was stored */
export function setSlashEnabled(shelf: () => SettingStorage, on: boolean): boolean {
	try {
		if (on) shelf().removeItem(key);
		else shelf().setItem(key, 'off');
		return true;
	} catch {
		return false;
	}
}
