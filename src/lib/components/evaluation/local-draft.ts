import type { Instant } from '$lib/domain/calendar/calendar-date';
import type { PostedForm } from '$lib/forms/evaluation';
import { evaluationToForm, evaluationFromForm, type EvaluationFormValues } from './evaluation-form-values';
import { keysWithPrefix, draftKeyPrefix, type DraftStorage } from './draft-storage';

/** Text that the server has not said it has, as it lies in the browser. */
export interface LocalDraft {
	key: string;
	at: Instant;
	answers: EvaluationFormValues;
}

/**
 * Where the text of one report lies in the browser until the server has it. Each window writes under a
 * name of its own, so that two of them never write over each other.
 */
export class LocalDraftStore {
	readonly #store: DraftStorage | null;
	readonly #place: string;
	readonly #own: string;

	/**
	 * @param store null where there is none, as in some private windows
	 * @param place writer, plan, round and measure
	 * @param window what tells this window from the others
	 */
	constructor(store: DraftStorage | null, place: string, window: string) {
		this.#store = store;
		this.#place = `${draftKeyPrefix} ${place} `;
		this.#own = this.#place + window;
	}

	/**
	 * @param name another than the window's own, for a second text
	 * @returns whether it lies there now
	 */
	put(answers: EvaluationFormValues, { now = new Date(), name = '' } = {}): boolean {
		try {
			const text = JSON.stringify({ at: now.toISOString(), posted: evaluationToForm(answers) });
			this.#store?.setItem(this.#own + name, text);
			return this.#store !== null;
		} catch {
			// Full, or forbidden: the caller warns before the page is left.
			return false;
		}
	}

	/** Takes this window's text away: the server has it. */
	clear(): void {
		this.drop(this.#own);
	}

	drop(key: string): void {
		this.#store?.removeItem(key);
	}

	/** What earlier visits and other windows left, the newest first. */
	left(): LocalDraft[] {
		return keysWithPrefix(this.#store, this.#place)
			.filter((key) => key !== this.#own)
			.flatMap((key) => parseLocalDraft(key, this.#store?.getItem(key) ?? ''))
			.sort((a, b) => (a.at < b.at ? 1 : -1));
	}
}

/** What another version of this program wrote, or something else did, is passed over. */
function parseLocalDraft(key: string, text: string): LocalDraft[] {
	try {
		const { at, posted } = JSON.parse(text) as { at: Instant; posted: PostedForm };
		const answers = evaluationFromForm(posted);
		return answers && !Number.isNaN(Date.parse(at)) ? [{ key, at, answers }] : [];
	} catch {
		return [];
	}
}
