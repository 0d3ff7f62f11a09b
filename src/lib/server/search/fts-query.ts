import type { SearchTerm } from '$lib/domain/search/search';

/**
 * What FTS5 is asked: rows of the scopes in which every term is, in one of its forms. All that was typed
 * stands between quotation marks, where signs and words like NEAR mean nothing.
 *
 * @param scopes whose rows, as the index names them; at least one
 */
export function ftsQuery(terms: readonly SearchTerm[], scopes: readonly string[]): string {
	const whose = scopes.map(ftsString).join(' OR ');
	const words = terms.map(({ variants, whole }) => {
		const forms = variants.map((variant) => (whole ? ftsString(variant) : `${ftsString(variant)} *`));
		return `(${forms.join(' OR ')})`;
	});
	return `scope : (${whose}) AND {code title text} : (${words.join(' AND ')})`;
}

function ftsString(text: string): string {
	return `"${text.replaceAll('"', '""')}"`;
}
