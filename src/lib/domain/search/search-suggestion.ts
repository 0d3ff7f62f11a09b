import type { SearchHit } from './search';

/** A search hit suggested while typing, with the path of its page. */
export type SearchSuggestion = Pick<SearchHit, 'id' | 'kind' | 'code' | 'measureCode' | 'title' | 'round'> & {
	path: string;
};

/** Body of the response of `/search/suggest`. */
export interface SuggestionResponse {
	suggestions: SearchSuggestion[];
}
