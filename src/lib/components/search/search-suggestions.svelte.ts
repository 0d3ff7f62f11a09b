import { link } from '$lib/i18n/link';
import type { SearchHit } from '$lib/domain/search/search';

/** A hit as it is suggested: its name, and where it is read. */
export type SearchSuggestion = Pick<SearchHit, 'id' | 'kind' | 'code' | 'measureCode' | 'title' | 'round'> & {
	path: string;
};

/** What the address of suggestions answers with. */
export interface SuggestionResponse {
	suggestions: SearchSuggestion[];
}

/** How long a pause in typing is, in milliseconds. */
const pause = 200;

/** Asks for suggestions when the typing pauses; a question that was typed over is dropped. */
export class SearchSuggestions {
	/** Null where none were asked for. */
	found = $state.raw<SearchSuggestion[] | null>(null);

	#waiting: ReturnType<typeof setTimeout> | undefined;
	#asked: AbortController | undefined;

	ask(typed: string): void {
		this.#drop();
		if (typed.trim().length < 2) this.found = null;
		else this.#waiting = setTimeout(() => void this.#fetch(typed), pause);
	}

	clear(): void {
		this.#drop();
		this.found = null;
	}

	#drop(): void {
		clearTimeout(this.#waiting);
		this.#asked?.abort();
	}

	/** A helping hand: where the server is away there are none, and the form still searches. */
	async #fetch(typed: string): Promise<void> {
		const asked = (this.#asked = new AbortController());
		try {
			const response = await fetch(`${link('/search/suggest')}?q=${encodeURIComponent(typed)}`, {
				signal: asked.signal
			});
			const suggested = response.ok ? ((await response.json()) as SuggestionResponse) : null;
			if (!asked.signal.aborted) this.found = suggested?.suggestions ?? null;
		} catch {
			if (!asked.signal.aborted) this.found = null;
		}
	}
}
