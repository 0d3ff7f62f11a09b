/** The keys that open search from any page, and the reader's own say over the one that is a mere character. */

/** Where the browser remembers that "/" is to be left alone. */
const key = 'framdrift.search.slash';

/** What a key press is asked. */
export type KeyPress = Pick<
	KeyboardEvent,
	'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing' | 'defaultPrevented' | 'repeat'
>;

/**
 * Whether a key press opens search: Ctrl or ⌘ with K, and "/" where it has not been switched off (WCAG
 * 2.1.4). Never while somebody writes: there the keys are the writer's.
 *
 * @param writing whether the focus is where text is typed or a key chooses
 */
export function opensSearch(press: KeyPress, writing: boolean, slash: boolean): boolean {
	if (writing || press.isComposing || press.defaultPrevented || press.repeat || press.altKey) return false;
	const held = press.ctrlKey || press.metaKey;
	if (held) return press.ctrlKey !== press.metaKey && !press.shiftKey && press.key.toLowerCase() === 'k';
	// With shift too: on a Norwegian keyboard "/" is shift and 7.
	return slash && press.key === '/';
}

/** Whether what has the focus takes keys for itself. */
export function capturesKeys(element: Element | null): boolean {
	return !!element?.closest(
		'input, textarea, select, [contenteditable]:not([contenteditable="false"]), dialog'
	);
}

type SettingStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Whether "/" opens search in this browser: it does until it is switched off. */
export function isSlashEnabled(shelf: () => SettingStorage): boolean {
	try {
		return shelf().getItem(key) !== 'off';
	} catch {
		// What cannot be remembered cannot be switched off either: then the key is left alone.
		return false;
	}
}

/** @returns whether it could be remembered */
export function setSlashEnabled(shelf: () => SettingStorage, on: boolean): boolean {
	try {
		if (on) shelf().removeItem(key);
		else shelf().setItem(key, 'off');
		return true;
	} catch {
		return false;
	}
}
