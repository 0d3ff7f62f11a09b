import { describe, expect, it } from 'vitest';
import { decisionImportForm } from './decision-import';

describe('the form of a list', () => {
	const posted = { table: '[["Tittel"]]', lang: 'nb' };

	it('carries what is left out and hidden', () => {
		const leftOut = [{ row: null, text: 'Notat', rows: 1 }];
		const hidden = { name: 'Vedtak', sheet: true, rows: 0, columns: [] };
		const carried = { comments: JSON.stringify(leftOut), hidden: JSON.stringify(hidden) };
		expect(decisionImportForm.parse({ ...posted, ...carried })).toMatchObject({ comments: leftOut, hidden });
	});

	it.each(['', '{', '[1]', '"x"', 'null'])('has none where they are unreadable: %s', (text) => {
		expect(decisionImportForm.parse({ ...posted, comments: text, hidden: text })).toMatchObject({
			...{ comments: [], hidden: null }
		});
	});
});
