import type { DocumentSlide, DocumentSlidePoint } from './slide';

/** Points as they fit on a slide: at most six lines, as large as the room allows. */
export interface FittedPoints {
	shown: DocumentSlidePoint[];
	/** Names of the points left out, which are in the notes and in the document. */
	more: string[];
	/** Size of the text and space after each point, in points. */
	size: number;
	space: number;
	/** Distance from the slide's top in inches. */
	y: number;
}

const mostLines = 6;
/** Sizes of text with the letters of a line of Arial across the slide. */
const sizes = [
	{ size: 28, letters: 56 },
	{ size: 24, letters: 66 },
	{ size: 20, letters: 80 },
	{ size: 18, letters: 90 },
	{ size: 16, letters: 100 }
];
const smallest = sizes.at(-1)!;
/** End of the text, in inches from the slide's top. */
export const textEnd = 6.85;

/** Splits a slide of points alone into slides of six lines at most; each keeps the notes. */
export function splitPoints(slide: DocumentSlide): DocumentSlide[] {
	if (slide.kind !== 'points' && slide.kind !== 'asked') return [slide];
	const pages: DocumentSlidePoint[][] = [];
	for (const point of slide.points) {
		const last = pages.at(-1);
		if (last && countLines([...last, point], splitLetters) <= mostLines) last.push(point);
		else pages.push([point]);
	}
	return pages.length < 2 ? [slide] : pages.map((points) => ({ ...slide, points }));
}

/** Letters of a line at the size that a slide is split for. */
const splitLetters = 66;

/** Returns the points of a slide that fit on six lines, beginning with the first. */
export function fitPoints({ kind, lead, charts, points }: DocumentSlide): FittedPoints {
	const texts = points.map((point) => ({
		...point,
		text: { ...point.text, text: flatten(point.text.text) }
	}));
	const largest = sizes.find(({ letters }) => countLines(texts, letters) <= mostLines);
	const { size, letters } = largest ?? smallest;
	const shown = largest ? texts : firstPoints(texts, letters);
	const more = texts.slice(shown.length).map(({ head, short }) => short ?? head);
	const lines = countLines(shown, letters) + (more.length > 0 ? 1 : 0);
	const y = kind === 'area' && charts.length > 0 ? underCharts(lines * size) : lead ? 2.1 : 1.5;
	const free = 72 * (textEnd - y) - lines * size * 1.2;
	return { shown, more, size, space: spaceBetween(free, { size, count: shown.length }), y };
}

/** Returns the space after each point, so that few points stand apart and many stand close. */
function spaceBetween(free: number, { size, count }: { size: number; count: number }): number {
	return Math.round(Math.min(size * 1.6, Math.max(size * 0.4, free / (count + 1))));
}

/** Returns the points that fit with a line that names the others; the last is cut to its room. */
function firstPoints(points: readonly DocumentSlidePoint[], letters: number): DocumentSlidePoint[] {
	const shown: DocumentSlidePoint[] = [];
	for (const [index, point] of points.entries()) {
		const isLast = index === points.length - 1;
		const room = mostLines - countLines(shown, letters) - (isLast ? 0 : 1);
		if (room < 1) break;
		shown.push(cutPoint(point, Math.min(room, mostLinesOf(points)) * letters));
	}
	return shown;
}

/** Returns the lines that one point may take: fewer if there are others. */
function mostLinesOf({ length }: readonly unknown[]): number {
	return length > 2 ? 2 : length === 2 ? 3 : mostLines;
}

function cutPoint(point: DocumentSlidePoint, letters: number): DocumentSlidePoint {
	const { head, text } = point;
	const room = letters - headLength(head);
	if (text.text.length <= room) return point;
	const end = text.text.lastIndexOf(' ', Math.max(0, room - 2));
	return { ...point, text: { ...text, text: `${text.text.slice(0, Math.max(0, end))} …` } };
}

function countLines(points: readonly DocumentSlidePoint[], letters: number): number {
	return points.reduce(
		(sum, { head, text }) => sum + Math.max(1, Math.ceil((headLength(head) + text.text.length) / letters)),
		0
	);
}

/** Letters of a head, which is bold and followed by a colon. */
function headLength(head: string): number {
	return head === '' ? 0 : Math.ceil(head.length * 1.1) + 2;
}

function flatten(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}

/** Returns where text of a height in points begins, so that the charts above fill what is left. */
function underCharts(height: number): number {
	return Math.min(4.6, Math.max(4.1, 6.75 - (height * 1.5) / 72));
}
