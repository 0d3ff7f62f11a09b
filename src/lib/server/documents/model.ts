import type { ChartConfigBuilder } from '$lib/charts/chart-controller.svelte';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { StatusOrNone } from '$lib/domain/evaluation/evaluation';
import type { Locale, WrittenForm } from '$lib/domain/localized';

/*
 * A paper before it is written: what it says, in its order and in its reader's words. Word, PowerPoint,
 * Excel and print write down what stands here and add nothing, so that they cannot disagree.
 */

/** A text of the paper; `lang` where it is in another language than the paper. */
export interface DocumentText {
	text: string;
	lang?: WrittenForm | undefined;
}

export interface DocumentModel {
	locale: Locale;
	title: string;
	cover: DocumentCover;
	sections: DocumentSection[];
}

export interface DocumentCover {
	/** Above the title: what kind of paper it is. */
	kind: string;
	/** Whose it is. */
	partnership: DocumentText;
	facts: DocumentFact[];
	/** What the seal is. */
	note: string;
}

export interface DocumentFact {
	/** What it is, for who asks for one of them. */
	name?: DocumentFactName;
	label: string;
	value: DocumentText;
	/** To be read letter by letter. */
	code?: boolean;
}

export type DocumentFactName = 'plan' | 'round' | 'version' | 'date' | 'closed' | 'published' | 'seal';
export type DocumentPartName = 'sentences' | 'asked' | 'charts' | 'areas' | 'definitions';

/** A heading and what stands under it, down to the next one. */
export interface DocumentSection {
	/** 1 for the paper's parts, 2 for what is in them, 3 for a measure. */
	level: 1 | 2 | 3;
	/** Which of the paper's parts begins here. */
	part?: DocumentPartName;
	heading: DocumentText;
	blocks: DocumentBlock[];
}

export type DocumentBlock =
	| { kind: 'text'; text: DocumentText; tone?: 'lead' | 'quiet' }
	/** Each item a few texts in a row; the first stands out. */
	| { kind: 'list'; items: DocumentText[][] }
	/** A label and a text, one under the other. */
	| { kind: 'facts'; facts: DocumentFact[] }
	| { kind: 'quote'; status: StatusOrNone; heading: string; text: DocumentText; by: string }
	| { kind: 'table'; table: DocumentTable }
	| { kind: 'chart'; chart: DocumentChart };

/** What stands in a cell. Figures are numbers with the way they are written beside them. */
export type DocumentCell = DocumentText | FigureCell | DateCell;

export interface FigureCell {
	/** As the page writes it: "47 %". */
	text: string;
	/** What a spreadsheet counts with: 0.47 for "47 %". */
	figure: number;
	form: FigureFormat;
}

/** `measured` is a figure in a unit of its own, with the decimals it was given. */
export type FigureFormat = 'count' | 'percent' | 'mean' | 'measured';

export interface DateCell {
	text: string;
	date: CalendarDate;
}

export interface DocumentTable {
	caption: string;
	columns: string[];
	/** How many columns from the left hold words; the rest hold figures. */
	wordColumns: number;
	/** The width of each column, as a share of the whole; equal where nothing is said. */
	shares?: number[];
	/** The first cell is the row's heading. */
	rows: DocumentCell[][];
}

export interface DocumentChart {
	/** A name within the paper, as in "status". */
	name: string;
	title: string;
	/** One sentence, computed from the figures. */
	finding: string;
	/** What is read out in place of the picture. */
	alternative: string;
	/** How the figures are calculated. */
	definition: string;
	table: DocumentTable;
	/** The picture, by the page's own configuration; null where there is nothing to draw. */
	picture: { draw: ChartConfigBuilder; height: number } | null;
	/** The same figures as a chart of bars that an office program can draw and change. */
	bars: BarChartData | null;
}

export interface BarChartData {
	form: FigureFormat;
	/** Whether the series stand on top of each other. */
	stacked: boolean;
	categories: string[];
	series: { name: string; colour: string; values: (number | null)[] }[];
}
