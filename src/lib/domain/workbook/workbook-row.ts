import type { PartnerKind } from '../body';
import type { CalendarDate } from '../calendar/calendar-date';
import { writtenForms, type Locale, type Localized, type WrittenForm } from '../localized';
import { acrossAreasCode, type Lifecycle, type MeasureOrigin } from '../measure/measure';
import { formatWebLinks, type WebLink } from '../measure/web-link';
import { normalizeText, type WorksheetCell } from './worksheet';
import {
	yesNoChoices,
	lifecycleChoices,
	listSeparator,
	originChoices,
	type CellChoices
} from './workbook-choices';
import type { ColumnKey, LocalizedColumn, MilestonePart, PlainColumn } from './column-keys';

/** Values of one measure in a workbook. References are visible keys: an area's number, a body's slug. */
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
	links: WebLink[];
	milestones: WorkbookMilestone[];
}

export interface WorkbookMilestone {
	title: Localized;
	due: CalendarDate;
	doneOn: CalendarDate | null;
}

export type WorkbookField = keyof WorkbookMeasure;

/** The items of a plan that cells may refer to. */
export interface WorkbookPlan {
	/** The written form of text columns whose header names none. */
	writtenForm: WrittenForm;
	/** The day from which a deadline without a year is the next one; null if a year is required. */
	today: CalendarDate | null;
	areas: CellChoices;
	bodies: CellChoices;
	values: CellChoices;
	challenges: CellChoices;
	opportunities: CellChoices;
	partners: CellChoices;
	/** The lifecycle of new measures whose row names none. */
	newLifecycle?: Lifecycle;
	/** Keys of the current partners by kind, for "kommunene" and "sykehuset". */
	partnersOfKind?: Record<PartnerKind, readonly string[]>;
	/** The area that a body alone is responsible for, by the body's key. */
	areasOfBodies?: ReadonlyMap<string, number>;
}

/** Labels of the area of measures across areas. */
export const acrossAreasLabels: Record<Locale, string> = { nb: 'På tvers', nn: 'På tvers', en: 'Across' };

export function isAcrossAreas(text: string): boolean {
	const asked = text.toLowerCase();
	return (
		asked === acrossAreasCode.toLowerCase() ||
		Object.values(acrossAreasLabels).some((word) => word.toLowerCase() === asked)
	);
}

/** Normalizes a measure's texts as forms do, so that rows can be compared. */
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

/** Returns a measure's cells, by column. */
export function toWorkbookCells(
	row: WorkbookMeasure,
	columns: readonly ColumnKey[],
	{ plan, locale }: { plan: WorkbookPlan; locale: Locale }
): WorksheetCell[] {
	const day = (date: CalendarDate | null): WorksheetCell => (date ? { date } : null);
	const one = (key: string | null, among: CellChoices) => (key === null ? null : among.label(key, locale));
	const list = (keys: readonly string[], among: CellChoices) =>
		keys.map((key) => among.label(key, locale)).join(`${listSeparator} `) || null;
	return columns.map((column): WorksheetCell => {
		const [name, second, part] = column.split('.') as [
			PlainColumn | LocalizedColumn | 'milestones',
			string?,
			MilestonePart?
		];
		switch (name) {
			case 'area':
				return row.area === null ? acrossAreasLabels[locale] : one(String(row.area), plan.areas);
			// Numbers and codes only; several names would fill the cell.
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
			case 'links':
				return formatWebLinks(row.links) || null;
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
