import {
	AlignmentType,
	BorderStyle,
	Document,
	Footer,
	Packer,
	PageBreak,
	PageNumber,
	Paragraph,
	Tab,
	TableOfContents,
	TabStopType,
	TextRun
} from 'docx';
import { estimatePageNumbers } from 'docx/layout';
import { m } from '$lib/i18n/paraglide/messages';
import type { DocumentCover, DocumentModel } from './model';
import type { RenderedCharts } from './rendered-charts';
import { renderBody, pageWidth, textRuns } from './word-blocks';
import { documentStyleNames, proofingLanguage, wordStyles } from './word-styles';

/** Writes a document as a Word file (docx). */
export async function writeWord(model: DocumentModel, pictures: RenderedCharts): Promise<Uint8Array> {
	const document = new Document({
		title: model.title,
		subject: model.cover.kind,
		creator: model.cover.partnership.text,
		description: model.cover.facts.map(({ label, value }) => `${label}: ${value.text}`).join('\n'),
		styles: wordStyles(model.locale),
		// Page numbers are estimated, so that Word does not ask to update fields on opening.
		...(hasLongWord(model.sections)
			? { features: { updateFields: true } }
			: { pageNumbers: estimatePageNumbers }),
		sections: [
			{
				properties: {
					titlePage: true,
					page: { size: { width: 11906, height: 16838 }, margin: margins }
				},
				footers: { default: footer(model) },
				children: [
					...coverPage(model),
					...(model.isShort ? [] : contents()),
					...renderBody(model.sections, { pictures, styles: documentStyleNames })
				]
			}
		]
	});
	return Packer.toBuffer(document);
}

/** A word for which no page numbers are estimated: the time for it grows with the square of its length. */
const longWord = /[^ \t\n\r]{1000}/;

/** True if a text somewhere in the content has a word that the estimate would be too slow for. */
function hasLongWord(content: unknown): boolean {
	if (typeof content === 'string') return longWord.test(content);
	return typeof content === 'object' && content !== null && Object.values(content).some(hasLongWord);
}

/** Side margins of 2.2 cm, which leave `pageWidth` between them. */
const margins = { top: 1300, bottom: 1200, left: 1250, right: 1250, footer: 600 };

function coverPage({ cover, title }: DocumentModel): Paragraph[] {
	return [
		new Paragraph({ style: 'Eyebrow', children: [new TextRun(cover.kind)] }),
		new Paragraph({ style: 'Title', children: [new TextRun(title)] }),
		new Paragraph({ style: 'Subtitle', children: textRuns(cover.partnership) }),
		...facts(cover),
		new Paragraph({ style: 'Quiet', children: [new TextRun(cover.note)] })
	];
}

/** Returns labels and values separated by a tab, which screen readers read in order. */
function facts(cover: DocumentCover): Paragraph[] {
	return cover.facts.map(
		({ label, value, code }) =>
			new Paragraph({
				style: 'CoverFact',
				tabStops: [{ type: TabStopType.LEFT, position: 2400 }],
				children: [
					new TextRun({ text: label, bold: true }),
					new TextRun({ children: [new Tab()] }),
					...textRuns(value, code ? { font: 'Courier New', size: 17, noProof: true } : {})
				]
			})
	);
}

function contents(): (Paragraph | TableOfContents)[] {
	return [
		new Paragraph({ children: [new PageBreak()] }),
		new Paragraph({ style: 'ContentsHeading', children: [new TextRun(m.review_contents())] }),
		new TableOfContents(m.review_contents(), { hyperlink: true, headingStyleRange: '1-2' })
	];
}

function footer({ title, cover, locale, footer: given }: DocumentModel): Footer {
	const fact = (name: string) => cover.facts.find(({ label }) => label === name)?.value.text ?? '';
	const text =
		given ??
		m.paper_footer({
			title,
			version: fact(m.paper_fact_version()),
			seal: fact(m.paper_fact_seal()).slice(0, 12)
		});
	return new Footer({
		children: [
			new Paragraph({
				style: 'Footer',
				alignment: AlignmentType.LEFT,
				tabStops: [{ type: TabStopType.RIGHT, position: pageWidth }],
				border: { top: { style: BorderStyle.SINGLE, size: 4, space: 6, color: 'BBBCBD' } },
				children: [
					new TextRun({ text, language: proofingLanguage(locale) }),
					new TextRun({
						children: [
							new Tab(),
							`${m.paper_page()} `,
							PageNumber.CURRENT,
							` ${m.paper_page_of()} `,
							PageNumber.TOTAL_PAGES
						]
					})
				]
			})
		]
	});
}
