import { parse, type HTMLElement } from 'node-html-parser';

/*
 * Reads what a reader of the review page sees, from the HTML that the server sent: the tests of the papers
 * hold them to this, and know nothing of how it was rendered.
 */

/** A chart of the page as it can be read: its heading, its sentence and the table behind it. */
export interface PageFigure {
	title: string;
	finding: string;
	/** How it is calculated; empty where there is no picture. */
	definition: string;
	caption: string;
	/** The heads, then row by row. Empty where there is nothing to draw. */
	rows: string[][];
	/** How many columns from the left hold words. */
	wordColumns: number;
	drawn: boolean;
}

/** The status bar and the line of progress over the plan or an area. */
interface PageTotals {
	heading: string;
	/** How many measures by the status's word. */
	statuses: Record<string, number>;
	/** "Framdrift 47 %, året før 38 %, forventet 60 %". */
	progress: string;
}

interface PageMeasure {
	heading: string;
	status: string;
	/** "47 %"; empty where none was given. */
	progress: string;
}

export interface ReviewPage {
	lang: string;
	/** The year in sentences. */
	brief: string[];
	figures: PageFigure[];
	/** The plan, then each area. */
	sums: PageTotals[];
	measures: PageMeasure[];
}

export function readReviewPage(html: string): ReviewPage {
	const page = parse(html);
	const brief = sectionOf(page, 'brief');
	const areas = page.querySelectorAll('section').filter((one) => labelOf(one).startsWith('area-'));
	return {
		lang: page.querySelector('html')?.getAttribute('lang') ?? '',
		brief: brief.querySelectorAll('ol li').map(textOf),
		figures: page.querySelectorAll('figure.chart').map(figureOf),
		sums: [brief, ...areas].map(sumOf),
		measures: areas.flatMap((area) => area.querySelectorAll('.measures > *').map(measureOf))
	};
}

/** Reads the charts of any page. */
export function readFigures(html: string): PageFigure[] {
	return parse(html).querySelectorAll('figure.chart').map(figureOf);
}

function figureOf(figure: HTMLElement): PageFigure {
	const head = figure.querySelectorAll('thead th');
	const firstFigure = head.findIndex((cell) => cell.classList.contains('end'));
	return {
		title: textOf(figure.querySelector('.title')),
		finding: textOf(figure.querySelector('.finding')),
		definition: textOf(figure.querySelector('.definition p')),
		caption: textOf(figure.querySelector('caption')),
		rows: figure.querySelectorAll('tr').map((row) => row.querySelectorAll('th, td').map(textOf)),
		wordColumns: firstFigure < 0 ? head.length : firstFigure,
		drawn: figure.querySelector('canvas') !== null
	};
}

function sumOf(section: HTMLElement): PageTotals {
	const legend = section.querySelectorAll('.legend li');
	return {
		heading: textOf(section.querySelector('h2')),
		statuses: Object.fromEntries(
			legend.map((one) => {
				const count = textOf(one.querySelector('b'));
				return [textOf(one).slice(0, -count.length).trim(), Number(count)];
			})
		),
		progress: section.querySelector('.track svg')?.getAttribute('aria-label') ?? ''
	};
}

function measureOf(one: HTMLElement): PageMeasure {
	const summary = one.querySelector('summary') ?? one;
	const heading = textOf(summary.querySelector('h3, b'));
	return {
		heading,
		status: textOf(summary.querySelector('.word')),
		progress: textOf(summary.querySelector('.num'))
	};
}

function sectionOf(page: HTMLElement, label: string): HTMLElement {
	const found = page.querySelectorAll('section').find((one) => labelOf(one) === label);
	if (!found) throw new Error(`The page has no section “${label}”.`);
	return found;
}

function labelOf(section: HTMLElement): string {
	return section.getAttribute('aria-labelledby') ?? '';
}

/** A text as a browser shows it: white space drawn together, but for the spaces that keep a figure whole. */
function textOf(element: HTMLElement | null): string {
	return (element?.textContent ?? '').replaceAll(/[ \t\n\r]+/g, ' ').trim();
}
