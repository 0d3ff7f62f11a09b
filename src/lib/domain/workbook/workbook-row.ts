import type { CalendarDate } from '../calendar/calendar-date';
import { writtenForms, type Locale, type Localized, type WrittenForm } from '../localized';
import { acrossAreasCode, type Lifecycle, type MeasureOrigin } from '../measure/measure';
import { normalizeText, type WorksheetCell } from './worksheet';
import {
	yesNoChoices,
	lifecycleChoices,
	listSeparator,
	originChoices,
	type CellChoices
} from './workbook-choices';
import type { ColumnKey, MilestonePart, LocalizedColumn } from './workbook-columns';

/** All that a workbook says of one measure. What others are known by stands here as people see it: an area's number, a body's slug. */
export interface WorkbookMeasure {
	code: string;
	title: Localized;
	summary: Localized | null;
	targetGroup: Localized | null;
	expectedEffect: Localized | null;
	note: Localized | null;
	/** Null for a measure across the areas. */
	area: number | null;
	furtherAreas: number[];
	origin: MeasureOrigin;
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
	milestones: WorkbookMilestone[];
}

export interface WorkbookMilestone {
	title: Localized;
	due: CalendarDate;
	doneOn: CalendarDate | null;
}

export type WorkbookField = keyof WorkbookMeasure;

/** What the cells of a plan's workbook may name. */
export interface WorkbookPlan {
	/** The written form of a text whose head says none. */
	writtenForm: WrittenForm;
	areas: CellChoices;
	bodies: CellChoices;
	values: CellChoices;
	challenges: CellChoices;
	opportunities: CellChoices;
	partners: CellChoices;
}

/** What is written for a measure that belongs to no one area. */
export const acrossAreasLabels: Record<Locale, string> = { nb: 'På tvers', nn: 'På tvers', en: 'Across' };

export function isAcrossAreas(text: string): boolean {
	const asked = text.toLowerCase();
	return (
		asked === acrossAreasCode.toLowerCase() ||
		Object.values(acrossAreasLabels).some((word) => word.toLowerCase() === asked)
	);
}

/** A measure's texts as forms keep them, so that rows compare by what a reader sees. */
export function normalizeWorkbookMeasure(row: WorkbookMeasure): WorkbookMeasure {
	const text = (value: Localized | null): Localized | null => {
		if (!value) return null;
		const kept: Localized = {};
		for (const form of writtenForms) {
			const words = normalizeText(value[form] ?? '');
			if (words) kept[form] = words;
		}
		return kept.nb || kept.nn ? kept : null;
	};
	const line = (value: string | null) => normalizeText(value ?? '') || null;
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
export function toWorkbookCells(
	row: WorkbookMeasure,
	columns: readonly ColumnKey[],
	plan: WorkbookPlan,
	locale: Locale
): WorksheetCell[] {
	const day = (date: CalendarDate | null): WorksheetCell => (date ? { date } : null);
	const one = (key: string | null, among: CellChoices) => (key === null ? null : among.label(key, locale));
	const list = (keys: readonly string[], among: CellChoices) =>
		keys.map((key) => among.label(key, locale)).join(`${listSeparator} `) || null;
	return columns.map((column): WorksheetCell => {
		const [name, second, part] = column.split('.') as [WorkbookField, string?, MilestonePart?];
		switch (name) {
			case 'area':
				return row.area === null ? acrossAreasLabels[locale] : one(String(row.area), plan.areas);
			// Numbers and codes alone: names of several would fill the cell.
			case 'furtherAreas':
				return row.furtherAreas.join(`${listSeparator} `) || null;
			case 'challenges':
			case 'opportunities':
				return row[name].join(`${listSeparator} `) || null;
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
				return one(row.introducedAtHome ? 'yes' : 'no', yesNoChoices);
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
				return row[name satisfies LocalizedColumn]?.[second as WrittenForm] ?? null;
		}
	});
}
