import type { Status } from '../evaluation/evaluation';
import type { ColumnKey } from './column-keys';
import type { RecognitionLog } from './import-answers';
import type { ImportTable } from './import-table';
import type { FoundOwner } from './owner-names';
import type { WorkbookPlan } from './workbook-row';
import type { WorksheetCell } from './worksheet';

/** A row with its names resolved, before it is compared with the measure of its code. */
export interface PreparedRow {
	cells: Map<ColumnKey, WorksheetCell>;
	/** Empty if the row has none. */
	code: string;
	titles: string[];
	/** The area by theme, sheet, goal or responsible body; null across areas, undefined if unknown. */
	area: number | null | undefined;
	/** True if a theme or an area's name must be chosen first. */
	areaOpen: boolean;
	/** Partners named among the owners. */
	partners: string[];
	contact: string | null;
	/** Lines for the note. */
	noteLines: string[];
	status: { value: Status | null; words: string } | null;
}

export interface RowContext {
	plan: WorkbookPlan;
	log: RecognitionLog;
	/** True if an empty cell empties its field. */
	emptying: boolean;
	/** The area of the last row that names one, by table: rows below without one belong to it. */
	areasAbove: Map<ImportTable, string>;
	/** Returns what a name means; the same names come again in many rows. */
	ownerOf(text: string): FoundOwner | null;
}
