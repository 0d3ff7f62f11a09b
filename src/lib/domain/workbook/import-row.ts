import { acrossAreasCode, measureCodePattern } from '../measure/measure';
import type { Status } from '../evaluation/evaluation';
import { writtenForms } from '../localized';
import { answerKey, skipAnswer, type RecognitionLog } from './import-answers';
import { cellsByColumn, type ImportRow, type ImportTable } from './import-tables';
import { findOwner, splitOwners } from './owner-names';
import { findStatus } from './status-words';
import type { ColumnKey } from './column-keys';
import { isAcrossAreas, type WorkbookPlan } from './workbook-row';
import { parseCellCode } from './workbook-row-parser';
import { cellText, isBlankCell, shownCellText, type WorksheetCell } from './worksheet';

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
}

/** Reads a row's owners, area, status and further columns. What is unknown is logged, and asked about. */
export function prepareRow(table: ImportTable, row: ImportRow, context: RowContext): PreparedRow {
	const { cells: all, extras } = cellsByColumn(table, row);
	const place = { sheet: table.sheet, row: row.number };
	const status = readStatus(all.get('status'), place, context);
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
	readOwners(prepared, place, context);
	readParticipants(prepared, place, context);
	for (const { head, cell } of extras)
		if (!isBlankCell(cell)) prepared.noteLines.push(`${head || '–'}: ${shownCellText(cell)}`);
	prepared.area = areaOfRow(prepared, table, row, context);
	return prepared;
}

/** A title may begin with the code: "1.3 Felles rutine". */
function takeCodeFromTitle(cells: Map<ColumnKey, WorksheetCell>): void {
	if (cells.has('code') && !isBlankCell(cells.get('code'))) return;
	for (const key of ['title.nb', 'title.nn'] as const) {
		const [, code = '', title] = /^(\S{3,6}?)[.:]?\s+(\S[^]*)$/.exec(cellText(cells.get(key))) ?? [];
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
		{ value: found?.status ?? null, sure: found?.sure ?? false }
	);
	return { value: value === skipAnswer ? null : (value as Status | null), words };
}

/** Resolves the names in a cell. */
function namesIn(
	cell: WorksheetCell | undefined,
	place: Place,
	{ plan, log }: RowContext
): { text: string; value: string }[] {
	return splitOwners(cellText(cell), (part) => findOwner(part, plan)?.sure ?? false).flatMap((text) => {
		const found = findOwner(text, plan);
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

function isError(cell: WorksheetCell): boolean {
	return typeof cell === 'object' && cell !== null && 'error' in cell;
}

/** Words for measures that belong to no area. */
const acrossWords =
	/^(?:felles|på tvers|tverrgående|tverrgåande|overordnet|overordna|overordnede|generelt|generelle|alle områder|alle område|øvrige|andre)\b/i;

/** Returns the area that a text names, as a key, "X" across areas, or null. */
export function findArea(text: string, { areas }: WorkbookPlan): { value: string; sure: boolean } | null {
	const asked = text.trim().replace(/^(?:innsatsområde|område|tema|kapittel|kap\.?|del)\s*:?\s+(?=\S)/i, '');
	if (isAcrossAreas(asked)) return { value: acrossAreasCode, sure: true };
	const [, number, name = asked] = /^(\d{1,2})[\s.:)–-]+(?=\p{L})(.+)$/su.exec(asked) ?? [];
	// A file may have numbers of its own, so the name comes first.
	const named = areas.find(name);
	if (named !== null) return { value: named, sure: true };
	const closest = areas.closest(name);
	if (closest !== null) return { value: closest, sure: closest === number };
	if (number !== undefined && areas.has(number)) return { value: number, sure: false };
	return acrossWords.test(asked) ? { value: acrossAreasCode, sure: false } : null;
}

/** Returns the area of a row: by its area column, code, themes, sheet or goal, or its body. */
function areaOfRow(
	prepared: PreparedRow,
	{ sheet }: ImportTable,
	{ themes, number }: ImportRow,
	{ plan, log }: RowContext
): number | null | undefined {
	const { cells, code } = prepared;
	const toArea = (key: string) => (key === acrossAreasCode ? null : Number(key));
	const resolve = (text: string, row: number | null) => {
		const found = findArea(text, plan);
		const value = log.resolve(
			{ kind: 'theme', text, sheet, row },
			{ value: found?.value ?? null, sure: found?.sure ?? false }
		);
		if (value === null) prepared.areaOpen = true;
		return value;
	};
	const own = cellText(cells.get('area'));
	if (own) {
		const value = findArea(own, plan)?.sure ? findArea(own, plan)!.value : resolve(own, number);
		if (value === null || value === skipAnswer) cells.delete('area');
		else cells.set('area', value);
		if (value !== skipAnswer) return value === null ? undefined : toArea(value);
	}
	if (measureCodePattern.test(code)) return toArea(code.split('.', 1)[0]!);
	// Sheets and headings name areas too; of themes within themes, the one that names an area counts.
	const naming = themes.find(({ text }) => log.answers.has(answerKey('theme', text)) || findArea(text, plan));
	const headed = findArea(sheet, plan);
	const theme = naming ?? (headed ? { text: sheet, row: null } : themes[0]);
	if (theme) {
		const value = resolve(theme.text, theme.row);
		if (value !== skipAnswer) return value === null ? undefined : toArea(value);
	}
	for (const form of writtenForms) {
		const found = findArea(cellText(cells.get(`expectedEffect.${form}`)), plan);
		if (found) return toArea(found.value);
	}
	const body = cells.get('body');
	return typeof body === 'string' ? plan.areasOfBodies?.get(body) : undefined;
}
