import type { ChartConfigBuilder } from '$lib/charts/chart-controller.svelte';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { StatusOrNone } from '$lib/domain/evaluation/evaluation';
import type { Locale, WrittenForm } from '$lib/domain/localized';
import type { TemplatePlaceholder } from './placeholders';

/*
 * A document's content before it is written, in order and in the reader's language. Word, PowerPoint, Excel and
 * print add nothing to it, so that they cannot differ.
 */

/** A text of the document; `lang` is set if it is in another language than the document. */
export interface DocumentText {
	text: string;
	lang?: WrittenForm | undefined;
}

export interface DocumentModel {
	locale: Locale;
	title: string;
	cover: DocumentCover;
	/** Text at the foot of each page; title, version and seal by default. */
	footer?: string;
	/** True for a document of a page or two, which needs no contents. */
	isShort?: boolean;
	sections: DocumentSection[];
	/** Placeholders of a template that it has content for; all by default. */
	placeholders?: readonly TemplatePlaceholder[];
}

export interface DocumentCover {
	/** Kind of document, above the title. */
	kind: string;
	/** The partnership the document belongs to. */
	partnership: DocumentText;
	facts: DocumentFact[];
	/** Explanation of the seal. */
	note: string;
}

export interface DocumentFact {
	/** Name to find the fact by. */
	name?: DocumentFactName;
	label: string;
	value: DocumentText;
	/** True for a value to read letter by letter. */
	code?: boolean;
}

type DocumentFactName = 'plan' | 'round' | 'version' | 'date' | 'closed' | 'published' | 'seal';
type DocumentPartName = 'sentences' | 'asked' | 'charts' | 'areas' | 'definitions';

/** A heading and its content, down to the next heading. */
export interface DocumentSection {
	/** 1 for a part of the document, 2 for its sections, 3 for a measure. */
	level: 1 | 2 | 3;
	/** Name of the part that begins here. */
	part?: DocumentPartName;
	/** True if it begins on the page of the one before; other parts begin on a page of their own. */
	sharesPage?: true;
	heading: DocumentText;
	blocks: DocumentBlock[];
}

export type DocumentBlock =
	| { kind: 'text'; text: DocumentText; tone?: 'lead' | 'quiet' }
	/** Items of a few texts each; the first text is emphasized. */
	| { kind: 'list'; items: DocumentText[][] }
	/** Labels with a text below each. */
	| { kind: 'facts'; facts: DocumentFact[] }
	| { kind: 'quote'; status: StatusOrNone; heading: string; text: DocumentText; by: string }
	| { kind: 'table'; table: DocumentTable }
	| { kind: 'chart'; chart: DocumentChart };

/** A cell's content. Figures are numbers with their displayed text. */
export type DocumentCell = DocumentText | FigureCell | DateCell;

interface FigureCell {
	/** Text as on the page: "47 %". */
	text: string;
	/** Number for calculations: 0.47 for "47 %". */
	figure: number;
	form: FigureFormat;
}

/** `measured` is a figure with its own unit and decimals. */
export type FigureFormat = 'count' | 'percent' | 'mean' | 'measured';

interface DateCell {
	text: string;
	date: CalendarDate;
}

export interface DocumentTable {
	caption: string;
	columns: string[];
	/** Number of text columns at the left; the others hold figures. */
	wordColumns: number;
	/** Column widths as shares of the table's width; equal if not set. */
	shares?: number[];
	/** The first cell of each row is its heading. */
	rows: DocumentCell[][];
}

export interface DocumentChart {
	/** Name within the document, as in "status". */
	name: string;
	title: string;
	/** A sentence computed from the figures. */
	finding: string;
	/** Text alternative of the picture. */
	alternative: string;
	/** Calculation of the figures. */
	definition: string;
	table: DocumentTable;
	/** Picture with the page's own configuration; null if there is nothing to draw. */
	picture: { draw: ChartConfigBuilder; height: number } | null;
	/** The same figures as a bar chart that an office program can draw and edit. */
	bars: BarChartData | null;
}

export interface BarChartData {
	form: FigureFormat;
	/** True if the series are stacked. */
	stacked: boolean;
	categories: string[];
	series: { name: string; colour: string; values: (number | null)[] }[];
}
