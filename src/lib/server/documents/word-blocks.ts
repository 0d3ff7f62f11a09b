import {
	AlignmentType,
	BorderStyle,
	ImageRun,
	LevelFormat,
	LineRuleType,
	Paragraph,
	SequentialIdentifier,
	ShadingType,
	Table,
	TableCell,
	TableLayoutType,
	TableRow,
	TextRun,
	VerticalAlignTable,
	WidthType,
	type IParagraphOptions,
	type IRunOptions
} from 'docx';
import { m } from '$lib/i18n/paraglide/messages';
import { statusLabel } from '$lib/i18n/labels';
import type {
	DocumentBlock,
	DocumentCell,
	DocumentFact,
	DocumentChart,
	DocumentTable,
	DocumentText,
	DocumentSection
} from './model';
import type { RenderedCharts } from './rendered-charts';
import { proofingLanguage, verdictBorder, type DocumentStyle, type StyleNames } from './word-styles';

/** Width between the margins, in twentieths of a point. */
export const pageWidth = 9406;

/** Pictures, styles and options for rendering a document's body. */
export interface WordContext {
	pictures: RenderedCharts;
	styles: StyleNames;
	/** True to omit the first heading, which the caller writes. */
	headless?: boolean;
}

/** Renders sections as Word paragraphs and tables. */
export function renderBody(
	sections: readonly DocumentSection[],
	context: WordContext
): (Paragraph | Table)[] {
	return sections.flatMap((section, index) => [
		...(index === 0 && context.headless ? [] : [renderHeading(section, context.styles, index)]),
		...section.blocks.flatMap((block, place) =>
			renderBlock(block, context, section.blocks[place + 1]?.kind === 'chart')
		)
	]);
}

/** Renders a heading in Word's own style, or with the same look and outline level in a template without it. */
function renderHeading(section: DocumentSection, styles: StyleNames, index: number): Paragraph {
	const { level, heading, sharesPage = false } = section;
	const style = styles.headings[level - 1];
	if (style === undefined)
		return new Paragraph({
			outlineLevel: level - 1,
			keepNext: true,
			spacing: { before: 320, after: 100 },
			children: textRuns(heading, { bold: true, size: 36 - 5 * level })
		});
	// Parts of our own documents begin on a new page, except those that share the first.
	return new Paragraph({
		style,
		pageBreakBefore: styles.own && level === 1 && index !== 1 && !sharesPage,
		children: textRuns(heading)
	});
}

/** Returns one of our styles if the document has it, otherwise the formatting of that style. */
function paragraphStyle(name: DocumentStyle, { styles }: WordContext): Partial<IParagraphOptions> {
	return styles.own ? { style: name } : { ...fallbackStyles[name] };
}

const fallbackStyles: Record<DocumentStyle, Partial<IParagraphOptions>> = {
	Lead: {},
	Quiet: {},
	Label: { keepNext: true, spacing: { before: 100, after: 20 } },
	Verdict: { indent: { left: 284 }, border: verdictBorder, spacing: { after: 60 } },
	Cell: { spacing: { before: 30, after: 30, line: 240, lineRule: LineRuleType.AUTO } }
};

/** Returns a text as one run per line, with its language if that is not the document's. */
export function textRuns({ text, lang }: DocumentText, options: IRunOptions = {}): TextRun[] {
	const language = lang && { language: proofingLanguage(lang) };
	return text
		.split(/\r?\n/)
		.map(
			(line, index) => new TextRun({ ...options, ...language, text: line, ...(index > 0 && { break: 1 }) })
		);
}

/** @param keepNext true if the next block belongs on the same page */
function renderBlock(block: DocumentBlock, context: WordContext, keepNext: boolean): (Paragraph | Table)[] {
	switch (block.kind) {
		case 'text': {
			const style = block.tone && paragraphStyle(block.tone === 'lead' ? 'Lead' : 'Quiet', context);
			return [new Paragraph({ ...style, keepNext, children: textRuns(block.text) })];
		}
		case 'list':
			return block.items.map(
				(item) =>
					new Paragraph({
						numbering: { reference: numberedList, level: 0 },
						keepLines: true,
						children: itemRuns(item)
					})
			);
		case 'facts':
			return block.facts.flatMap((fact) => renderFact(fact, context));
		case 'quote':
			return [
				new Paragraph({
					...paragraphStyle('Verdict', context),
					keepNext: true,
					children: [new TextRun({ text: `${block.heading}: ${statusLabel[block.status]()}`, bold: true })]
				}),
				new Paragraph({
					...paragraphStyle('Verdict', context),
					keepNext: true,
					children: textRuns(block.text)
				}),
				new Paragraph({
					...paragraphStyle('Verdict', context),
					spacing: { after: 200 },
					children: [new TextRun({ text: block.by, size: 18 })]
				})
			];
		case 'table':
			return renderTable(block.table, context);
		case 'chart':
			return renderChart(block.chart, context);
	}
}

/** Renders a question as a label, and its answer. */
function renderFact({ label, value }: DocumentFact, context: WordContext): Paragraph[] {
	const children = [new TextRun(context.styles.own ? label : { text: label, bold: true })];
	if (value.text === '')
		return [new Paragraph({ ...paragraphStyle('Label', context), keepNext: false, children })];
	return [
		new Paragraph({ ...paragraphStyle('Label', context), children }),
		new Paragraph({ spacing: { after: 80 }, children: textRuns(value) })
	];
}

/** Returns a list item: its first text in bold, the others on their own lines. */
function itemRuns([first, ...rest]: DocumentText[]): TextRun[] {
	if (!first) return [];
	return [
		...textRuns(first, { bold: true }),
		...rest.flatMap((one) => [new TextRun({ break: 1 }), ...textRuns(one)])
	];
}

function renderChart(chart: DocumentChart, { pictures, styles }: WordContext): Paragraph[] {
	const picture = pictures.get(chart.name);
	if (!picture) return [];
	const { png, width, height } = picture;
	return [
		new Paragraph({
			keepNext: true,
			spacing: { before: 120, after: 60 },
			children: [
				new ImageRun({
					type: 'png',
					data: png,
					transformation: { width, height },
					altText: { name: chart.title, title: chart.title, description: chart.alternative }
				})
			]
		}),
		new Paragraph({
			...(styles.caption && { style: styles.caption }),
			keepNext: false,
			spacing: { before: 0, after: 240 },
			children: captionRuns(m.paper_figure_numbered(), chart.title)
		})
	];
}

/** Returns "Figur 3: …", with the number as a field that Word updates and lists. */
function captionRuns(kind: string, text: string): (TextRun | SequentialIdentifier)[] {
	return [new TextRun(`${kind} `), new SequentialIdentifier(kind), new TextRun(`: ${text}`)];
}

function renderTable(table: DocumentTable, context: WordContext): (Paragraph | Table)[] {
	const shares = table.shares ?? columnShares(table);
	const columnWidths = shares.map((share) => Math.floor(share * pageWidth));
	return [
		new Paragraph({
			...(context.styles.caption && { style: context.styles.caption }),
			keepNext: true,
			children: captionRuns(m.paper_table_numbered(), table.caption)
		}),
		new Table({
			width: { size: pageWidth, type: WidthType.DXA },
			columnWidths,
			layout: TableLayoutType.FIXED,
			borders: tableBorders,
			margins: { top: 20, bottom: 20, left: 70, right: 70 },
			rows: [
				new TableRow({
					tableHeader: true,
					cantSplit: true,
					children: table.columns.map((column, index) =>
						renderCell({ text: column }, context, { figure: index >= table.wordColumns, head: true })
					)
				}),
				...table.rows.map(
					(row) =>
						new TableRow({
							cantSplit: true,
							children: row.map((cell, index) =>
								renderCell(cell, context, { figure: index >= table.wordColumns })
							)
						})
				)
			]
		}),
		new Paragraph({ spacing: { after: 160 }, children: [] })
	];
}

/**
 * Returns the column widths as shares of the table's width, wide enough for the longest word where possible;
 * the rest goes to the columns with the longest texts.
 */
function columnShares({ columns, rows }: DocumentTable): number[] {
	const needs = columns.map((column, index) => {
		const texts = [column, ...rows.map((row) => row[index]?.text ?? '')];
		const words = texts.flatMap((text) => text.split(/[\s-]/));
		return { least: longest(words) + cellPadding, whole: longest(texts) + cellPadding };
	});
	const least = sum(needs.map((one) => one.least));
	const wanted = sum(needs.map((one) => one.whole - one.least));
	const left = Math.max(0, lettersPerLine - least);
	const room = needs.map((one) => one.least + (wanted > 0 ? (left * (one.whole - one.least)) / wanted : 0));
	return room.map((one) => one / sum(room));
}

/** Characters across a page in a cell's font, and a cell's padding in characters. */
const lettersPerLine = 98;
const cellPadding = 2;

function longest(texts: readonly string[]): number {
	return texts.reduce((most, { length }) => Math.max(most, length), 0);
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, one) => total + one, 0);
}

function renderCell(
	cell: DocumentCell,
	context: WordContext,
	{ figure, head = false }: { figure: boolean; head?: boolean }
): TableCell {
	const lang = 'lang' in cell ? cell.lang : undefined;
	return new TableCell({
		verticalAlign: head ? VerticalAlignTable.BOTTOM : VerticalAlignTable.TOP,
		...(head && { shading: { type: ShadingType.CLEAR, fill: 'E9EFF6' } }),
		children: [
			new Paragraph({
				...paragraphStyle('Cell', context),
				alignment: figure ? AlignmentType.RIGHT : AlignmentType.LEFT,
				children: textRuns({ text: cell.text, lang }, head ? { bold: true, size: 16 } : { size: 18 })
			})
		]
	});
}

const line = { style: BorderStyle.SINGLE, size: 4, color: 'C6C9CC' } as const;
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const tableBorders = {
	top: line,
	bottom: line,
	insideHorizontal: line,
	left: none,
	right: none,
	insideVertical: none
};

/** Numbering of the list of requests. */
export const numberedList = {
	reference: 'asked',
	levels: [
		{
			level: 0,
			format: LevelFormat.DECIMAL,
			text: '%1.',
			alignment: AlignmentType.LEFT,
			style: { paragraph: { indent: { left: 425, hanging: 425 }, spacing: { after: 160 } } }
		}
	]
};
