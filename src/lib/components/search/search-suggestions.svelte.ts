import { link } from '$lib/i18n/link';
import type { SearchSuggestion, SuggestionResponse } from '$lib/domain/search/search-suggestion';

/** Debounce delay, in milliseconds. */
const pause = 200;

/** Fetches suggestions when typing pauses, and drops outdated requests. */
export class SearchSuggestions {
	/** Null until a request is answered. */
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

	/** Returns no suggestions if the server cannot be reached: the form still searches. */
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
