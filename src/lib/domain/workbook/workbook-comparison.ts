import { restWhenDue } from '../rest';
import { compareCodes } from '../measure/measure';
import { canonicalJson } from '../review/review';
import type { WorkbookComparison } from './comparison-result';
import { RecognitionLog, type ImportAnswers } from './import-answers';
import { findArea } from './import-area';
import { prepareRow } from './import-row';
import { findImportTables } from './import-tables';
import { findOwner, type FoundOwner } from './owner-names';
import type { RowContext } from './prepared-row';
import { RowComparer } from './row-comparison';
import type { WorkbookMeasure, WorkbookPlan } from './workbook-row';
import type { Worksheet } from './worksheet';

/** Maximum rows and bytes of a workbook. */
export const maxWorkbookRows = 5000;
export const maxWorkbookBytes = 5 * 1024 * 1024;

/** Options for reading a file. */
export interface ImportOptions {
	/** The choices made by hand. */
	answers?: ImportAnswers;
	/** True if empty cells empty their fields. */
	emptying?: boolean;
	/** True if new measures are adopted unless their row says otherwise. */
	adopted?: boolean;
}

/** True if something must be chosen before the file can be imported. */
export function hasOpenQuestions({
	recognitions,
	questions
}: Pick<WorkbookComparison, 'recognitions' | 'questions'>): boolean {
	return (
		questions.some(({ answer }) => answer === null) ||
		recognitions.some(({ certainty }) => certainty === 'unknown')
	);
}

/**
 * Compares a file's tables with the plan's measures, by code and title.
 *
 * @param standing the plan's measures, with normalized texts
 */
export function compareWorkbook(
	sheets: readonly Worksheet[],
	standing: readonly WorkbookMeasure[],
	references: WorkbookPlan,
	{ answers = new Map<string, string>(), emptying = false, adopted = false }: ImportOptions = {}
): WorkbookComparison {
	const plan: WorkbookPlan = adopted ? { ...references, newLifecycle: 'adopted' } : references;
	const log = new RecognitionLog(answers);
	const { tables, left } = findImportTables(sheets, {
		form: plan.writtenForm,
		log,
		isArea: (text) => findArea(text, plan) !== null
	});
	const comparison: WorkbookComparison = {
		sheets: [...new Set(tables.map(({ sheet }) => sheet))],
		...{ added: [], changed: [], unchanged: 0, left: [], statuses: [] },
		...{ faults: [], recognitions: [], questions: [], leftOut: left },
		hidden: sheets.flatMap(({ name, hidden }) => (hidden ? [{ name, ...hidden }] : []))
	};
	const owners = new Map<string, FoundOwner | null>();
	const ownerOf = (text: string) => {
		if (!owners.has(text)) owners.set(text, findOwner(text, plan));
		return owners.get(text) ?? null;
	};
	const context: RowContext = { plan, log, emptying, ownerOf, areasAbove: new Map() };
	const rows = tables.flatMap((table) => {
		comparison.faults.push(
			...table.twice.map((head) => ({
				...{ sheet: table.sheet, row: table.headRow, column: null, ...head },
				code: 'column-twice' as const
			}))
		);
		return table.rows.map((row) => {
			restWhenDue();
			return { table, number: row.number, prepared: prepareRow(table, row, context) };
		});
	});
	const reader = new RowComparer(comparison, standing, plan, answers);
	reader.takeCodes(rows.map(({ prepared }) => prepared.code));
	for (const row of rows) {
		restWhenDue();
		reader.compare(row);
	}
	comparison.left = standing
		.filter(({ code }) => !reader.seen.has(code))
		.map(({ code, title }) => ({ code, title }))
		.sort(compareCodes);
	comparison.recognitions = [...log.all.values()];
	return comparison;
}

/** Returns a text that identifies the changes of a comparison; equal changes give equal texts. */
export function comparisonFingerprint({ added, changed, statuses }: WorkbookComparison): string {
	const list = (values: readonly unknown[]) => `[${values.map(oneOfMany).join(',')}]`;
	const members = {
		added: list(added.map(({ measure }) => measure)),
		changed: list(changed.map(({ code, before, after }) => ({ code, before, after }))),
		...(statuses.length > 0 && { statuses: list(statuses) })
	};
	return `{${Object.entries(members)
		.map(([key, json]) => `"${key}":${json}`)
		.join(',')}}`;
}

function oneOfMany(value: unknown): string {
	restWhenDue();
	return canonicalJson(value);
}
