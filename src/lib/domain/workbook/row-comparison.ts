import { canonicalJson } from '../review/review';
import { acrossAreasCode, mayChangeLifecycle, measureCodePattern, nextMeasureCode } from '../measure/measure';
import { answerKey } from './import-answers';
import type { PreparedRow } from './prepared-row';
import type { ImportTable } from './import-table';
import { isMeasureAnswer, MeasureMatcher, type MeasureMatch } from './measure-matching';
import { compactName } from './name-matching';
import type { ColumnKey } from './column-keys';
import type { ChangedRow, RowValidationError, WorkbookComparison } from './comparison-result';
import type { CellErrorCode, CellValidationError } from './cell-reader';
import { parseWorkbookRow } from './workbook-row-parser';
import type { WorkbookField, WorkbookMeasure, WorkbookPlan } from './workbook-row';

interface PlacedRow {
	table: ImportTable;
	number: number;
	prepared: PreparedRow;
}

type RowFault = Omit<RowValidationError, 'sheet' | 'row' | 'letters' | 'head'>;

/** Compares rows with the plan one by one, and gives free codes to new measures. */
export class RowComparer {
	/** Codes of the measures that rows have been about, with their row numbers. */
	readonly seen = new Map<string, number>();
	readonly #titles = new Map<string, number>();
	readonly #matcher: MeasureMatcher;
	readonly #taken: Set<string>;
	/** The next free code of each area. */
	readonly #next = new Map<number | null, string>();

	constructor(
		readonly comparison: WorkbookComparison,
		standing: readonly WorkbookMeasure[],
		readonly plan: WorkbookPlan,
		readonly answers: ReadonlyMap<string, string>
	) {
		this.#matcher = new MeasureMatcher(standing);
		this.#taken = new Set(standing.map(({ code }) => code));
	}

	/** Reserves the codes that the file gives itself. */
	takeCodes(codes: readonly string[]): void {
		for (const code of codes) if (measureCodePattern.test(code)) this.#taken.add(code);
	}

	compare(row: PlacedRow): void {
		const { code, titles } = row.prepared;
		// What is no code is told, whatever the title.
		if (isUnusable(row.prepared) || (code && !measureCodePattern.test(code)))
			return this.#read(row, null, code);
		const match = this.#matcher.match(code, titles);
		if (match.kind === 'same') this.#read(row, match.measure, code);
		else if (match.kind === 'new') this.#read(row, null, code);
		else this.#ask(row, match);
	}

	/** Reads a row by the answer to its question, or asks it. */
	#ask(row: PlacedRow, { measure }: Extract<MeasureMatch, { kind: 'question' }>): void {
		const { table, number, prepared } = row;
		const { code, titles, area } = prepared;
		const place = { sheet: table.sheet, row: number };
		const key = answerKey('measure', `${table.sheet} ${number} ${titles[0] ?? code}`);
		const given = this.answers.get(key);
		const answer = isMeasureAnswer(given) ? given : null;
		const freeCode = area === undefined ? '' : this.#nextCode(area);
		this.comparison.questions.push({
			...{ key, ...place, code, title: titles[0] ?? '', freeCode, answer },
			other: { code: measure.code, title: measure.title }
		});
		if (answer === 'same') this.#read(row, measure, measure.code);
		else if (answer === 'new') this.#read(row, null, '');
		else {
			this.seen.set(measure.code, number);
			if (answer !== 'skip') return;
			const text = [code, titles[0]].filter(Boolean).join(' ');
			this.comparison.leftOut.push({ ...place, text, reason: 'skipped' });
		}
	}

	/**
	 * Reads a row as a change of a measure, or as a new one.
	 *
	 * @param ownCode the code the new measure has in the file; empty if it gets a free one
	 */
	#read({ table, number, prepared }: PlacedRow, before: WorkbookMeasure | null, ownCode: string): void {
		const { comparison } = this;
		const { area, status } = prepared;
		// An unknown theme is asked about first.
		if (!before && !ownCode && prepared.areaOpen) return;
		const code = before?.code ?? (ownCode || this.#freeCodeFor(prepared));
		if (code && code !== prepared.code) prepared.cells.set('code', code);
		const parsed = parseWorkbookRow(prepared.cells, before, this.plan);
		const measure = withAdditions(parsed.row, before, prepared, this.plan);
		const areaMissing = !code && area === undefined && !isUnusable(prepared);
		const named = (one: CellValidationError): RowFault => {
			if (one.code === 'title-missing') return { ...one, column: titleColumn(table) };
			// The code after the last one of its area.
			const isFull = one.code === 'code-unreadable' && code !== '' && code !== prepared.code;
			return isFull ? { column: 'area', code: 'area-full' } : one;
		};
		const faults: RowFault[] = areaMissing
			? [{ column: titleColumn(table), code: 'area-missing' }]
			: parsed.faults.map(named);
		faults.push(...this.#repeated(code, prepared, number, before === null));
		if (parsed.faults.length === 0) faults.push(...validateAgainstPlan(measure, before));
		comparison.faults.push(
			...faults.map((fault) => {
				const head = table.heads[Math.max(0, table.columns.indexOf(fault.column))]!;
				return { sheet: table.sheet, row: number, ...head, ...fault };
			})
		);
		if (faults.length > 0) return;
		if (status) comparison.statuses.push({ code, status });
		const place = { sheet: table.sheet, row: number };
		const sameTitle = this.#matcher.withTitle(prepared.titles)?.code ?? null;
		const difference = before && differingWorkbookFields(before, measure);
		if (!before) comparison.added.push({ ...place, measure, codeGiven: prepared.code === code, sameTitle });
		else if (difference) comparison.changed.push({ ...place, code, title: measure.title, ...difference });
		else comparison.unchanged++;
	}

	/** Returns the code after the highest one of an area, of the plan and of the file. */
	#nextCode(area: number | null): string {
		const next = this.#next.get(area) ?? nextMeasureCode(area, [...this.#taken]);
		this.#next.set(area, next);
		return next;
	}

	/** Returns a free code in a row's area; empty if the area is unknown, or the code's cell cannot be used. */
	#freeCodeFor(prepared: PreparedRow): string {
		const { area } = prepared;
		if (area === undefined || isUnusable(prepared)) return '';
		const code = this.#nextCode(area);
		this.#next.set(area, nextMeasureCode(area, [code]));
		return code;
	}

	/** Returns the errors of a code that an earlier row has, or of a new measure's title without codes. */
	#repeated(code: string, prepared: PreparedRow, row: number, isNew: boolean): RowFault[] {
		const first = code ? this.seen.get(code) : undefined;
		if (first !== undefined) return [{ column: 'code', code: 'code-twice', value: code, other: first }];
		if (code) this.seen.set(code, row);
		const title = compactName(prepared.titles[0] ?? '');
		if (!isNew || prepared.code || !title) return [];
		const key = `${prepared.area ?? acrossAreasCode} ${title}`;
		const other = this.#titles.get(key);
		if (other !== undefined) return [{ column: 'title.nb', code: 'title-twice', other }];
		this.#titles.set(key, row);
		return [];
	}
}

/** True if the code's cell holds a date or an error, which is told and not replaced. */
function isUnusable({ cells }: PreparedRow): boolean {
	const cell = cells.get('code');
	return typeof cell === 'object' && cell !== null && !('number' in cell);
}

function titleColumn({ columns }: ImportTable): ColumnKey {
	return columns.includes('title.nn') && !columns.includes('title.nb') ? 'title.nn' : 'title.nb';
}

/** Adds what a row says beside its own columns: parties among the owners, contacts, lines of the note. */
function withAdditions(
	row: WorkbookMeasure,
	before: WorkbookMeasure | null,
	{ partners, contact, noteLines }: PreparedRow,
	plan: WorkbookPlan
): WorkbookMeasure {
	const form = plan.writtenForm;
	const note = row.note?.[form] ?? '';
	const lines = noteLines.filter((line) => !note.split('\n').includes(line));
	const text = [note, ...lines].filter(Boolean).join('\n');
	return {
		...row,
		...(partners.length > 0 && { partners: plan.partners.inOrder([...row.partners, ...partners]) }),
		...(contact && !before?.contact && !row.contact && { contact }),
		...(lines.length > 0 && { note: { ...row.note, [form]: text } })
	};
}

/** Returns the errors of a valid row that conflicts with the plan. */
function validateAgainstPlan(
	after: WorkbookMeasure,
	before: WorkbookMeasure | null
): { column: ColumnKey; code: CellErrorCode; step?: RowValidationError['step'] }[] {
	const faults: ReturnType<typeof validateAgainstPlan> = [];
	const isOwn = ({ area, furtherAreas }: WorkbookMeasure) => area !== null && furtherAreas.includes(area);
	if (isOwn(after) && !(before && isOwn(before))) faults.push({ column: 'furtherAreas', code: 'own-area' });
	const moved = before?.startsOn !== after.startsOn || before.deadline !== after.deadline;
	if (moved && after.startsOn && after.deadline && after.deadline < after.startsOn)
		faults.push({ column: 'deadline', code: 'before-start' });
	if (
		before &&
		before.lifecycle !== after.lifecycle &&
		!mayChangeLifecycle(before.lifecycle, after.lifecycle)
	) {
		const step = { from: before.lifecycle, to: after.lifecycle };
		faults.push({ column: 'lifecycle', code: 'step-not-allowed', step });
	}
	return faults;
}

/** Returns the fields of a row that differ; null if there are none. */
function differingWorkbookFields(
	before: WorkbookMeasure,
	after: WorkbookMeasure
): Pick<ChangedRow, 'before' | 'after'> | null {
	const fields = (Object.keys(after) as WorkbookField[]).filter(
		(field) => canonicalJson(before[field]) !== canonicalJson(after[field])
	);
	if (fields.length === 0) return null;
	const pick = (row: WorkbookMeasure) => Object.fromEntries(fields.map((field) => [field, row[field]]));
	return { before: pick(before), after: pick(after) };
}
