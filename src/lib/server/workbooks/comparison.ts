import { createHash } from 'node:crypto';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { locales, type Locale } from '$lib/domain/localized';
import { restWhenDue } from '$lib/domain/rest';
import { isReportable, type Lifecycle } from '$lib/domain/measure/measure';
import type { WorkbookComparison } from '$lib/domain/workbook/comparison-result';
import type { ImportedStatus, ImportSummary } from '$lib/domain/workbook/import-summary';
import {
	compareWorkbook,
	comparisonFingerprint,
	type ImportOptions
} from '$lib/domain/workbook/workbook-comparison';
import type { CellChoices } from '$lib/domain/workbook/workbook-choices';
import type { Worksheet } from '$lib/domain/workbook/worksheet';
import type { Queryable } from '../database/database';
import { evaluatedCodes } from '../evaluations/queries';
import {
	createWorkbookReferences,
	workbookEntries,
	workbookMeasures,
	type ExportedMeasure,
	type WorkbookEntries,
	type WorkbookOwner,
	type WorkbookReferences
} from './queries';

/** The part of the plan that a file is compared with, as plain data. */
export interface ComparedPlan {
	entries: WorkbookEntries;
	standing: ExportedMeasure[];
	/** Codes of the measures that have an evaluation. */
	evaluated: ReadonlySet<string>;
}

/** An import's changes and their seal. The same plan and workbook give the same seal. Plain data. */
export interface ImportChanges {
	comparison: WorkbookComparison;
	/** Statuses in the file, and the ones that can become a first evaluation. */
	statuses: ImportedStatus[];
	seal: string;
}

/** An import's changes with what their preview shows. */
export interface WorkbookPreview extends ImportChanges {
	/** The items of the plan that the values of fields name. */
	frame: WorkbookReferences;
	/** The items of the plan that themes and names may become. */
	choices: Record<Locale, ImportSummary['choices']>;
}

/** Loads the plan's side of a comparison. */
export async function loadComparedPlan(
	read: Queryable,
	plan: WorkbookOwner,
	now: Date
): Promise<ComparedPlan> {
	return {
		entries: await workbookEntries(read, plan, toOsloDate(now)),
		standing: await workbookMeasures(read, plan.id),
		evaluated: await evaluatedCodes(read, plan.id)
	};
}

/** Compares tables with the plan. Takes seconds for the largest files: pages leave it to a worker. */
export function compareTables(
	plan: ComparedPlan,
	tables: readonly Worksheet[],
	options: ImportOptions
): WorkbookPreview {
	const { standing, evaluated } = plan;
	const frame = createWorkbookReferences(plan.entries);
	const comparison = compareWorkbook(
		tables,
		standing.map(({ row }) => row),
		frame,
		options
	);
	const choicesIn = (locale: Locale): ImportSummary['choices'] => ({
		areas: labelled(frame.areas, locale),
		bodies: labelled(frame.bodies, locale),
		partners: labelled(frame.partners, locale)
	});
	restWhenDue();
	const lifecycles = new Map(standing.map(({ row }) => [row.code, row.lifecycle]));
	return {
		...{ comparison, frame },
		statuses: statusesOf(comparison, { lifecycles, evaluated }),
		choices: Object.fromEntries(
			locales.map((locale) => [locale, choicesIn(locale)])
		) as WorkbookPreview['choices'],
		seal: createHash('sha256').update(comparisonFingerprint(comparison)).digest('hex')
	};
}

function labelled(among: CellChoices, locale: Locale) {
	return among.all().map(({ key }) => ({ key, label: among.label(key, locale) }));
}

/** Returns the file's statuses with their use: only a measure's first evaluation comes from a file. */
function statusesOf(
	{ added, changed, statuses }: WorkbookComparison,
	{ lifecycles, evaluated }: { lifecycles: Map<string, Lifecycle>; evaluated: ReadonlySet<string> }
): ImportedStatus[] {
	for (const { measure } of added) lifecycles.set(measure.code, measure.lifecycle);
	for (const { code, after } of changed) if (after.lifecycle) lifecycles.set(code, after.lifecycle);
	return statuses.map(({ code, status: { value: status, words } }) => {
		if (!status) return { code, status, words, use: 'unread' };
		if (evaluated.has(code)) return { code, status, words, use: 'evaluated' };
		return { code, status, words, use: isReportable(lifecycles.get(code)!) ? 'evaluation' : 'proposed' };
	});
}
