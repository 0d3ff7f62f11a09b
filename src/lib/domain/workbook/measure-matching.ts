import type { Localized } from '../localized';
import { skipAnswer } from './import-answers';
import { compactName, textSimilarity } from './name-matching';
import type { WorkbookMeasure } from './workbook-row';

/** A question about a row: the plan's measure of its code has a wholly other title. */
export interface MeasureQuestion {
	/** The key of its answer. */
	key: string;
	sheet: string;
	row: number;
	/** The row's own code, if any, and title. */
	code: string;
	title: string;
	/** The measure of the plan. */
	other: { code: string; title: Localized };
	/** The code the row gets as a measure of its own; empty if its area is unknown. */
	freeCode: string;
	/** The person's answer; null if the question is open. */
	answer: MeasureAnswer | null;
}

/** Answers to a measure's question. */
export const measureAnswers = ['same', 'new', skipAnswer] as const;
export type MeasureAnswer = (typeof measureAnswers)[number];

export function isMeasureAnswer(text: string | undefined): text is MeasureAnswer {
	return measureAnswers.some((one) => one === text);
}

export type MeasureMatch =
	| { kind: 'same'; measure: WorkbookMeasure }
	| { kind: 'new' }
	| { kind: 'question'; measure: WorkbookMeasure };

/** Titles less alike than this are of different measures. */
const leastSimilarity = 0.4;

function titlesOf({ title }: WorkbookMeasure): string[] {
	return [title.nb, title.nn].flatMap((one) => one ?? []);
}

/** True if two titles may be of one measure: one was shortened, corrected or extended. */
function isSimilarTitle(asked: string, measure: WorkbookMeasure): boolean {
	return titlesOf(measure).some(
		(title) =>
			compactName(title) === compactName(asked) ||
			Math.max(textSimilarity(asked, title), textSimilarity(title, asked)) >= leastSimilarity
	);
}

/** Finds the measure of a row by code and title together. */
export class MeasureMatcher {
	readonly #byCode: Map<string, WorkbookMeasure>;
	readonly #byTitle = new Map<string, WorkbookMeasure[]>();

	constructor(standing: readonly WorkbookMeasure[]) {
		this.#byCode = new Map(standing.map((one) => [one.code, one]));
		for (const one of standing)
			for (const title of new Set(titlesOf(one).map(compactName)))
				this.#byTitle.set(title, [...(this.#byTitle.get(title) ?? []), one]);
	}

	match(code: string, titles: readonly string[]): MeasureMatch {
		const byCode = this.#byCode.get(code);
		if (byCode && (titles.length === 0 || titles.some((title) => isSimilarTitle(title, byCode))))
			return { kind: 'same', measure: byCode };
		if (byCode) return { kind: 'question', measure: byCode };
		const named = this.withTitle(titles);
		return named && !code ? { kind: 'same', measure: named } : { kind: 'new' };
	}

	/** Returns the only measure of the plan with one of the titles. */
	withTitle(titles: readonly string[]): WorkbookMeasure | undefined {
		const found = new Set(titles.flatMap((title) => this.#byTitle.get(compactName(title)) ?? []));
		return found.size === 1 ? [...found][0] : undefined;
	}
}
