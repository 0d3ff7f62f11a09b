import type { Instant } from '$lib/domain/calendar/calendar-date';
import type { PostedForm } from '$lib/forms/evaluation';
import { evaluationToForm, evaluationFromForm, type EvaluationFormValues } from './evaluation-form-values';
import { keysWithPrefix, draftKeyPrefix, type DraftStorage } from './draft-storage';

/** A draft in the browser that the server has not confirmed. */
export interface LocalDraft {
	key: string;
	at: Instant;
	answers: EvaluationFormValues;
}

/**
 * Stores the drafts of one evaluation in the browser. Each window uses its own key, so that windows never
 * overwrite each other.
 */
export class LocalDraftStore {
	readonly #store: DraftStorage | null;
	readonly #place: string;
	readonly #own: string;

	/**
	 * @param store null if unavailable, as in some private windows
	 * @param place writer, plan, round and measure
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
	put(answers: EvaluationFormValues, { now = new Date(), name = '' } = {}): boolean {
		try {
			const text = JSON.stringify({ at: now.toISOString(), posted: evaluationToForm(answers) });
			this.#store?.setItem(this.#own + name, text);
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
		const { at, posted } = JSON.parse(text) as { at: Instant; posted: PostedForm };
		const answers = evaluationFromForm(posted);
		return answers && !Number.isNaN(Date.parse(at)) ? [{ key, at, answers }] : [];
	} catch {
		return [];
	}
}
