import { parseDeadline, parseStart } from '../calendar/deadline';
import type { Status } from '../evaluation/evaluation';
import { measureCodePattern } from '../measure/measure';
import type { ColumnKey } from './column-keys';
import { skipAnswer } from './import-answers';
import { areaOfRow } from './import-area';
import { cellsByColumn, type ImportRow, type ImportTable } from './import-table';
import { splitOwners } from './owner-names';
import type { PreparedRow, RowContext } from './prepared-row';
import { findStatus } from './status-words';
import type { WorkbookPlan } from './workbook-row';
import { parseCellCode } from './cell-reader';
import { cellText, isBlankCell, shownCellText, type WorksheetCell } from './worksheet';

/** Reads a row's owners, area, status and further columns. What is unknown is logged, and asked about. */
export function prepareRow(table: ImportTable, row: ImportRow, context: RowContext): PreparedRow {
	const { cells: all, extras } = cellsByColumn(table, row);
	const place = { sheet: table.sheet, row: row.number };
	const status = readStatus(all.get('status'), place, context);
	const statusHead = table.heads[table.columns.indexOf('status')]?.head ?? '';
	all.delete('status');
	const cells = all as Map<ColumnKey, WorksheetCell>;
	if (!context.emptying)
		for (const [key, cell] of cells) if (isBlankCell(cell) && key !== 'code') cells.delete(key);
	takeCodeFromTitle(cells);
	const prepared: PreparedRow = {
		cells,
		code: parseCellCode(cells.get('code')),
		titles: [cellText(cells.get('title.nb')), cellText(cells.get('title.nn'))].filter(Boolean),
		...{ area: undefined, areaOpen: false },
		...{ partners: [], contact: null, noteLines: [], status }
	};
	if (status && !status.value) prepared.noteLines.push(`${statusHead || '–'}: ${status.words}`);
	readOwners(prepared, place, context);
	readParticipants(prepared, place, context);
	for (const { head, cell } of extras)
		if (!isBlankCell(cell)) prepared.noteLines.push(`${head || '–'}: ${shownCellText(cell)}`);
	keepUnlinkedText(prepared, table);
	readDates(prepared, table, context);
	prepared.area = areaOfRow(prepared, table, row, context);
	return prepared;
}

/** A title may begin with the code: "1.3 Felles rutine", "1.3 – Felles rutine". */
function takeCodeFromTitle(cells: Map<ColumnKey, WorksheetCell>): void {
	if (cells.has('code') && !isBlankCell(cells.get('code'))) return;
	for (const key of ['title.nb', 'title.nn'] as const) {
		const [, code = '', title] =
			/^(\S{3,6}?)[.:)]?\s+(?:[–—:-]\s+)?(\S[^]*)$/.exec(cellText(cells.get(key))) ?? [];
		if (!title || !measureCodePattern.test(code)) continue;
		cells.set('code', code);
		cells.set(key, title);
	}
}

type Place = { sheet: string; row: number };

function readStatus(
	cell: WorksheetCell | undefined,
	place: Place,
	{ log }: RowContext
): PreparedRow['status'] {
	if (cell === undefined || isBlankCell(cell)) return null;
	const words = shownCellText(cell).replace(/\s+/g, ' ');
	const found = findStatus(words);
	const value = log.resolve(
		{ kind: 'status', text: words, ...place },
		{ value: found?.status ?? skipAnswer, sure: found?.sure ?? false }
	);
	return { value: value === skipAnswer ? null : (value as Status | null), words };
}

/** Resolves the names in a cell. */
function namesIn(
	cell: WorksheetCell | undefined,
	place: Place,
	{ log, ownerOf }: RowContext
): { text: string; value: string }[] {
	return splitOwners(cellText(cell), (part) => ownerOf(part)?.sure ?? false).flatMap((text) => {
		const found = ownerOf(text);
		const value = log.resolve(
			{ kind: 'name', text, ...place },
			{ value: found?.value ?? null, sure: found?.sure ?? false }
		);
		return value === null || value === skipAnswer ? [] : [{ text, value }];
	});
}

function partnersOf(value: string, { partners, partnersOfKind }: WorkbookPlan): readonly string[] {
	if (value.startsWith('partner:')) return [value.slice('partner:'.length)];
	if (value === 'municipalities') return partnersOfKind?.municipality ?? [];
	if (value === 'hospitals') return partnersOfKind?.['hospital-trust'] ?? [];
	return value === 'partners' ? partners.all().map(({ key }) => key) : [];
}

const participating = { nb: 'Medvirkende', nn: 'Medverkande' };

/** The first body is responsible; parties take part; further bodies and persons are kept in note and contact. */
function readOwners(prepared: PreparedRow, place: Place, context: RowContext): void {
	const cell = prepared.cells.get('body');
	if (cell === undefined || isBlankCell(cell) || isError(cell)) return;
	const names = namesIn(cell, place, context);
	const bodies = names.filter(({ value }) => value.startsWith('body:'));
	const [first, ...more] = bodies;
	const others = more.filter(({ value }) => value !== first?.value);
	if (first) prepared.cells.set('body', first.value.slice('body:'.length));
	else prepared.cells.delete('body');
	addOthers(prepared, others, context);
	addOthers(
		prepared,
		names.filter((one) => !bodies.includes(one)),
		context
	);
}

function readParticipants(prepared: PreparedRow, place: Place, context: RowContext): void {
	const cell = prepared.cells.get('partners');
	if (cell === undefined || isBlankCell(cell) || isError(cell)) return;
	const names = namesIn(cell, place, context);
	const keys = names.flatMap(({ value }) => partnersOf(value, context.plan));
	if (keys.length > 0) prepared.cells.set('partners', keys.join(';'));
	else prepared.cells.delete('partners');
	addOthers(
		prepared,
		names.filter(({ value }) => value === 'contact' || value.startsWith('body:')),
		context
	);
}

function addOthers(
	prepared: PreparedRow,
	names: readonly { text: string; value: string }[],
	{ plan }: RowContext
): void {
	for (const { text, value } of names) {
		prepared.partners.push(...partnersOf(value, plan));
		if (value === 'contact') prepared.contact = [prepared.contact, text].filter(Boolean).join(', ');
	}
	const bodies = names.filter(({ value }) => value.startsWith('body:'));
	if (bodies.length > 0)
		prepared.noteLines.push(
			`${participating[plan.writtenForm]}: ${bodies.map(({ value }) => plan.bodies.label(value.slice(5), plan.writtenForm)).join(', ')}`
		);
}

/** A start in words becomes its first day. Words that are no dates at all are kept in the note. */
function readDates({ cells, noteLines }: PreparedRow, table: ImportTable, { plan }: RowContext): void {
	for (const column of ['startsOn', 'deadline'] as const) {
		const cell = cells.get(column);
		if (typeof cell !== 'string') continue;
		const start = column === 'startsOn' ? parseStart(cell, plan.today) : null;
		if (start) cells.set(column, { date: start });
		else if (!/\d/.test(cell) && (column === 'startsOn' || !parseDeadline(cell, plan.today))) {
			const head = table.heads[table.columns.indexOf(column)]!.head;
			if (cellText(cell)) noteLines.push(`${head}: ${cellText(cell)}`);
			cells.delete(column);
		}
	}
}

/** Words in the column of links, without an https address, are kept in the note. */
function keepUnlinkedText({ cells, noteLines }: PreparedRow, table: ImportTable): void {
	const cell = cells.get('links');
	const text = cellText(cell);
	if (text === '' || /https:\/\//i.test(text)) return;
	noteLines.push(`${table.heads[table.columns.indexOf('links')]!.head}: ${text}`);
	cells.delete('links');
}

function isError(cell: WorksheetCell): boolean {
	return typeof cell === 'object' && cell !== null && 'error' in cell;
}
