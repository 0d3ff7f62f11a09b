import type { CalendarDate } from './calendar';
import { writtenForms, type Locale, type Localized, type WrittenForm } from './localized';
import { acrossMark, type Lifecycle, type Origin } from './measure';
import { tidied, type Cell } from './sheet';
import { answerChoices, lifecycleChoices, listMark, originChoices, type Choices } from './workbook-choices';
import type { ColumnKey, MilestonePart, TextColumn } from './workbook-columns';

/** All that a workbook says of one measure. What others are known by stands here as people see it: an area's number, a body's slug. */
export interface MeasureRow {
	code: string;
	title: Localized;
	summary: Localized | null;
	targetGroup: Localized | null;
	expectedEffect: Localized | null;
	note: Localized | null;
	/** Null for a measure across the areas. */
	area: number | null;
	furtherAreas: number[];
	origin: Origin;
	lifecycle: Lifecycle;
	body: string | null;
	contact: string | null;
	startsOn: CalendarDate | null;
	deadline: CalendarDate | null;
	deadlineWords: string | null;
	values: string[];
	challenges: string[];
	opportunities: string[];
	partners: string[];
	introducedAtHome: boolean;
	weight: number;
	source: string | null;
	milestones: MilestoneRow[];
}

export interface MilestoneRow {
	title: Localized;
	due: CalendarDate;
	doneOn: CalendarDate | null;
}

export type Field = keyof MeasureRow;

/** What the cells of a plan's workbook may name. */
export interface WorkbookPlan {
	/** The written form of a text whose head says none. */
	writtenForm: WrittenForm;
	areas: Choices;
	bodies: Choices;
	values: Choices;
	challenges: Choices;
	opportunities: Choices;
	partners: Choices;
}

/** What is written for a measure that belongs to no one area. */
export const acrossWords: Record<Locale, string> = { nb: 'På tvers', nn: 'På tvers', en: 'Across' };

export function isAcross(text: string): boolean {
	const asked = text.toLowerCase();
	return (
		asked === acrossMark.toLowerCase() ||
		Object.values(acrossWords).some((word) => word.toLowerCase() === asked)
	);
}

/** A measure's texts as forms keep them, so that rows compare by what a reader sees. */
export function tidiedRow(row: MeasureRow): MeasureRow {
	const text = (value: Localized | null): Localized | null => {
		if (!value) return null;
		const kept: Localized = {};
		for (const form of writtenForms) {
			const words = tidied(value[form] ?? '');
			if (words) kept[form] = words;
		}
		return kept.nb || kept.nn ? kept : null;
	};
	const line = (value: string | null) => tidied(value ?? '') || null;
	return {
		...row,
		title: text(row.title) ?? {},
		summary: text(row.summary),
		targetGroup: text(row.targetGroup),
		expectedEffect: text(row.expectedEffect),
		note: text(row.note),
		contact: line(row.contact),
		deadlineWords: line(row.deadlineWords),
		source: line(row.source),
		milestones: row.milestones.map((one) => ({ ...one, title: text(one.title) ?? {} }))
	};
}

/** What stands in a measure's cells, by column. */
export function cellsOf(
	row: MeasureRow,
	columns: readonly ColumnKey[],
	plan: WorkbookPlan,
	locale: Locale
): Cell[] {
	const day = (date: CalendarDate | null): Cell => (date ? { date } : null);
	const one = (key: string | null, among: Choices) => (key === null ? null : among.label(key, locale));
	const list = (keys: readonly string[], among: Choices) =>
		keys.map((key) => among.label(key, locale)).join(`${listMark} `) || null;
	return columns.map((column): Cell => {
		const [name, second, part] = column.split('.') as [Field, string?, MilestonePart?];
		switch (name) {
			case 'area':
				return row.area === null ? acrossWords[locale] : one(String(row.area), plan.areas);
			// Numbers and codes alone: names of several would fill the cell.
			case 'furtherAreas':
				return row.furtherAreas.join(`${listMark} `) || null;
			case 'challenges':
			case 'opportunities':
				return row[name].join(`${listMark} `) || null;
			case 'lifecycle':
				return one(row.lifecycle, lifecycleChoices);
			case 'origin':
				return one(row.origin, originChoices);
			case 'body':
				return one(row.body, plan.bodies);
			case 'values':
				return list(row.values, plan.values);
			case 'partners':
				return list(row.partners, plan.partners);
			case 'introducedAtHome':
				return one(row.introducedAtHome ? 'yes' : 'no', answerChoices);
			case 'startsOn':
			case 'deadline':
				return day(row[name]);
			case 'milestones': {
				const found = row.milestones[Number(second) - 1];
				if (!found || !part) return null;
				return part === 'due' || part === 'doneOn' ? day(found[part]) : (found.title[part] ?? null);
			}
			case 'code':
			case 'contact':
			case 'deadlineWords':
			case 'source':
			case 'weight':
				return row[name];
			default:
				return row[name satisfies TextColumn]?.[second as WrittenForm] ?? null;
		}
	});
}
