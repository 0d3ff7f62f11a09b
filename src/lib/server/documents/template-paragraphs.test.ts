import { describe, expect, it } from 'vitest';
import { isolateBlockPlaceholders } from './template-paragraphs';

const run = (text: string, before = '') => `<w:r>${before}<w:t>${text}</w:t></w:r>`;
const section = '<w:sectPr><w:pgSz w:orient="landscape"/></w:sectPr>';
const pageBreak = '<w:br w:type="page"/>';

/** Returns the texts of a document's paragraphs, with its other marks between brackets. */
function outline(xml: string): string {
	return xml
		.replace(/<w:p(?: [^>]*)?>/g, '¶')
		.replace(
			/<w:(sectPr|pageBreakBefore|br|footnoteReference|bookmarkStart|bookmarkEnd|numPr)\b[^>]*>/g,
			'[$1]'
		)
		.replace(/<w:p\/>/g, '¶')
		.replace(/<[^>]*>/g, '');
}

describe('isolateBlockPlaceholders', () => {
	it.each<[string, string, string]>([
		['the placeholder alone', `<w:p>${run('{{figurer}}')}</w:p>`, '¶{{figurer}}'],
		['a phrase', `<w:p>${run('Versjon {{versjon}}.')}</w:p>`, '¶Versjon {{versjon}}.'],
		['words on both sides', `<w:p>${run('Før {{figurer}} etter')}</w:p>`, '¶Før ¶{{figurer}}¶ etter'],
		['space on both sides', `<w:p>${run(' {{figurer}} ')}</w:p>`, '¶{{figurer}}'],
		[
			'brackets over runs',
			`<w:p>${run('Før {')}${run('{fig')}${run('urer}}etter')}</w:p>`,
			'¶Før ¶{{figurer}}¶etter'
		],
		['two parts', `<w:p>${run('A{{figurer}}B{{områder}}C')}</w:p>`, '¶A¶{{figurer}}¶B¶{{områder}}¶C'],
		['a phrase before', `<w:p>${run('{{versjon}} {{figurer}}')}</w:p>`, '¶{{versjon}} ¶{{figurer}}'],
		['a section', `<w:p><w:pPr>${section}</w:pPr>${run('{{figurer}}')}</w:p>`, '¶{{figurer}}¶[sectPr]'],
		[
			'a page break before',
			`<w:p><w:pPr><w:pageBreakBefore/></w:pPr>${run('{{figurer}}')}</w:p>`,
			'¶[pageBreakBefore]¶{{figurer}}'
		],
		['a page break in its run', `<w:p>${run('{{figurer}}', pageBreak)}</w:p>`, '¶[br]¶{{figurer}}'],
		[
			'a bookmark',
			`<w:p><w:bookmarkStart/>${run('{{figurer}}')}<w:bookmarkEnd/></w:p>`,
			'[bookmarkStart]¶{{figurer}}[bookmarkEnd]'
		],
		[
			'a footnote',
			`<w:p>${run('{{figurer}}')}<w:r><w:footnoteReference/></w:r></w:p>`,
			'¶{{figurer}}¶[footnoteReference]'
		],
		['a table cell', `<w:tc><w:p>${run('{{figurer}}')}</w:p></w:tc>`, '¶{{figurer}}¶'],
		[
			'a text box around it',
			`<w:p><w:r><w:pict><w:p>${run('A{{figurer}}')}</w:p></w:pict></w:r></w:p>`,
			'¶¶A¶{{figurer}}'
		]
	])('keeps %s', (_, xml, expected) => {
		expect(outline(isolateBlockPlaceholders(xml))).toBe(expected);
	});

	it('returns XML without parts unchanged', () => {
		const xml = `<w:body><w:p w:id="1"><w:pPr><w:jc/></w:pPr>${run('Versjon {{versjon}}')}</w:p>${section}</w:body>`;
		expect(isolateBlockPlaceholders(xml)).toBe(xml);
	});
});
