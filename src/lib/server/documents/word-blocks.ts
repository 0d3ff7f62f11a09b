import {
	AlignmentType,
	BorderStyle,
	HeadingLevel,
	ImageRun,
	LevelFormat,
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
	type IRunOptions
} from 'docx';
import { m } from '$lib/i18n/paraglide/messages';
import { statusWord } from '$lib/i18n/words';
import type { Block, Cell, Fact, PaperChart, PaperTable, Said, Section } from './paper';
import type { Picture, Pictures } from './pictures';
import { proofing } from './word-styles';

/** Between the margins, in twentieths of a point. */
export const pageWidth = 9406;

const headings = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const;

/** What stands under the headings of a paper, as Word holds it. */
export function bodyOf(sections: readonly Section[], pictures: Pictures): (Paragraph | Table)[] {
	return sections.flatMap(({ level, heading, blocks }, index) => [
		new Paragraph({
			heading: headings[level - 1]!,
			// The paper's parts begin on a page of their own, but for what shares the first.
			pageBreakBefore: level === 1 && index !== 1,
			children: spokenRuns(heading)
		}),
		...blocks.flatMap((block, place) => blockOf(block, pictures, blocks[place + 1]?.kind === 'chart'))
	]);
}

/** A text as runs, one for each line, with the language it is in where that is not the paper's. */
export function spokenRuns({ text, lang }: Said, options: IRunOptions = {}): TextRun[] {
	const language = lang && { language: proofing(lang) };
	return text
		.split(/\r?\n/)
		.map(
			(line, index) => new TextRun({ ...options, ...language, text: line, ...(index > 0 && { break: 1 }) })
		);
}

/** @param keepNext whether what comes next belongs on the same page */
function blockOf(block: Block, pictures: Pictures, keepNext: boolean): (Paragraph | Table)[] {
	switch (block.kind) {
		case 'text': {
			const style = block.tone === 'lead' ? 'Lead' : block.tone === 'quiet' ? 'Quiet' : undefined;
			return [new Paragraph({ keepNext, ...(style && { style }), children: spokenRuns(block.text) })];
		}
		case 'list':
			return block.items.map(
				(item, index) =>
					new Paragraph({
						numbering: { reference: numbered, level: 0, restart: index === 0 },
						keepLines: true,
						children: itemRuns(item)
					})
			);
		case 'facts':
			return block.facts.flatMap(factOf);
		case 'quote':
			return [
				new Paragraph({
					style: 'Verdict',
					keepNext: true,
					children: [new TextRun({ text: `${block.heading}: ${statusWord[block.status]()}`, bold: true })]
				}),
				new Paragraph({ style: 'Verdict', keepNext: true, children: spokenRuns(block.text) }),
				new Paragraph({
					style: 'Verdict',
					spacing: { after: 200 },
					children: [new TextRun({ text: block.by, size: 18 })]
				})
			];
		case 'table':
			return tableOf(block.table);
		case 'chart':
			return chartOf(block.chart, pictures.get(block.chart.name) ?? null);
	}
}

/** What a report answers: the question as a label, the answer as it was written. */
function factOf({ label, value }: Fact): Paragraph[] {
	const children = [new TextRun(label)];
	if (value.text === '') return [new Paragraph({ style: 'Label', keepNext: false, children })];
	return [
		new Paragraph({ style: 'Label', children }),
		new Paragraph({ spacing: { after: 80 }, children: spokenRuns(value) })
	];
}

/** A list's item: its first text in bold, the rest on lines of their own. */
function itemRuns([first, ...rest]: Said[]): TextRun[] {
	if (!first) return [];
	return [
		...spokenRuns(first, { bold: true }),
		...rest.flatMap((one) => [new TextRun({ break: 1 }), ...spokenRuns(one)])
	];
}

function chartOf(chart: PaperChart, picture: Picture | null): Paragraph[] {
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
			style: 'Caption',
			keepNext: false,
			spacing: { before: 0, after: 240 },
			children: captionRuns(m.paper_figure_numbered(), chart.title)
		})
	];
}

/** "Figur 3: …", with the number as a field that Word counts and lists. */
function captionRuns(kind: string, text: string): (TextRun | SequentialIdentifier)[] {
	return [new TextRun(`${kind} `), new SequentialIdentifier(kind), new TextRun(`: ${text}`)];
}

function tableOf(table: PaperTable): (Paragraph | Table)[] {
	const shares = table.shares ?? sharesOf(table);
	const columnWidths = shares.map((share) => Math.floor(share * pageWidth));
	return [
		new Paragraph({ style: 'Caption', children: captionRuns(m.paper_table_numbered(), table.caption) }),
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
						cellOf({ text: column }, { figure: index >= table.wordColumns, head: true })
					)
				}),
				...table.rows.map(
					(row) =>
						new TableRow({
							cantSplit: true,
							children: row.map((cell, index) => cellOf(cell, { figure: index >= table.wordColumns }))
						})
				)
			]
		}),
		new Paragraph({ spacing: { after: 160 }, children: [] })
	];
}

/**
 * The columns' widths as shares of the table's: no word is broken where there is room for it, and what is
 * left goes to the columns whose texts are longest.
 */
function sharesOf({ columns, rows }: PaperTable): number[] {
	const needs = columns.map((column, index) => {
		const texts = [column, ...rows.map((row) => row[index]?.text ?? '')];
		const words = texts.flatMap((text) => text.split(/[\s-]/));
		return { least: longest(words) + cellPadding, whole: longest(texts) + cellPadding };
	});
	const least = sum(needs.map((one) => one.least));
	const wanted = sum(needs.map((one) => one.whole - one.least));
	const left = Math.max(0, lettersAcross - least);
	const room = needs.map((one) => one.least + (wanted > 0 ? (left * (one.whole - one.least)) / wanted : 0));
	return room.map((one) => one / sum(room));
}

/** In letters: what stands across a page in a cell's type, and what a cell keeps free. */
const lettersAcross = 98;
const cellPadding = 2;

function longest(texts: readonly string[]): number {
	return texts.reduce((most, { length }) => Math.max(most, length), 0);
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, one) => total + one, 0);
}

function cellOf(cell: Cell, { figure, head = false }: { figure: boolean; head?: boolean }): TableCell {
	const lang = 'lang' in cell ? cell.lang : undefined;
	return new TableCell({
		verticalAlign: head ? VerticalAlignTable.BOTTOM : VerticalAlignTable.TOP,
		...(head && { shading: { type: ShadingType.CLEAR, fill: 'E9EFF6' } }),
		children: [
			new Paragraph({
				style: 'Cell',
				alignment: figure ? AlignmentType.RIGHT : AlignmentType.LEFT,
				children: spokenRuns({ text: cell.text, lang }, head ? { bold: true, size: 16 } : {})
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

const numbered = {
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
