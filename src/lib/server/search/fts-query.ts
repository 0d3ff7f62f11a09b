import type { SearchTerm } from '$lib/domain/search/search';

/**
 * Returns an FTS5 query for rows in the scopes that contain every term, in any of its forms. Terms are quoted,
 * so that operators such as NEAR have no effect.
 *
 * @param scopes scopes as named in the index; at least one
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
