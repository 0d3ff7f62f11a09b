import type { Instant } from '$lib/domain/calendar/calendar-date';
import { draftKeyPrefix, keysWithPrefix, type DraftStorage } from './draft-storage';

/** Posted fields by name; a name that ends in `[]` or occurs more than once gives a list. */
export type DraftFields = Record<string, string | string[]>;

/** A draft in the browser that the server has not confirmed. */
export interface LocalDraft {
	key: string;
	at: Instant;
	posted: DraftFields;
	/** Address the form posts to, and the texts that were changed; only of forms without autosave. */
	action?: string;
	texts?: string[];
}

/** Returns a name that nobody can guess, for a window or the key of a form. */
export function randomName(): string {
	return crypto.getRandomValues(new Uint32Array(4)).join('');
}

/**
 * Stores the drafts of one form in the browser. Each window uses its own key, so that windows never overwrite
 * each other.
 */
export class LocalDraftStore {
	readonly #store: DraftStorage | null;
	readonly #place: string;
	readonly #own: string;

	/**
	 * @param store null if unavailable, as in some private windows
	 * @param place writer and form, such as "person-1/1/2026/measure-1"
	 * @param window identifier of this window
	 */
	constructor(store: DraftStorage | null, place: string, window: string) {
		this.#store = store;
		this.#place = `${draftKeyPrefix} ${place} `;
		this.#own = this.#place + window;
	}

	/**
	 * @param name suffix of the key, for a second text
	 * @returns true if it was stored
	 */
	put(draft: Omit<LocalDraft, 'key' | 'at'>, { now = new Date(), name = '' } = {}): boolean {
		try {
			this.#store?.setItem(this.#own + name, JSON.stringify({ at: now.toISOString(), ...draft }));
			return this.#store !== null;
		} catch {
			// Storage is full or blocked: the caller warns before the page is left.
			return false;
		}
	}

	/** Removes this window's draft. */
	clear(): void {
		this.drop(this.#own);
	}

	drop(key: string): void {
		this.#store?.removeItem(key);
	}

	/** Returns the drafts of earlier visits and other windows, newest first. */
	left(): LocalDraft[] {
		return keysWithPrefix(this.#store, this.#place)
			.filter((key) => key !== this.#own)
			.flatMap((key) => parseLocalDraft(key, this.#store?.getItem(key) ?? ''))
			.sort((a, b) => (a.at < b.at ? 1 : -1));
	}
}

/** Parses a stored draft; skips those with an unknown format. */
function parseLocalDraft(key: string, text: string): LocalDraft[] {
	try {
		const draft = JSON.parse(text) as Omit<LocalDraft, 'key'>;
		return draft.posted && !Number.isNaN(Date.parse(draft.at)) ? [{ ...draft, key }] : [];
	} catch {
		return [];
	}
}
