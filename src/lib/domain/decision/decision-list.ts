import { parseDate, type CalendarDate } from '../calendar/calendar-date';
import type { ValidationError } from '../result';
import { hasIdentityNumber } from '../text/identity-number';
import { cellText, type Worksheet } from '../workbook/worksheet';
import { isFollowedUp, type DecisionKind, type FollowUpState } from './decision';

/** Meanings of a list's columns; two of them hold two things. */
export const listColumns = [
	'body',
	'date',
	'body-and-date',
	'number',
	'title',
	'number-and-title',
	'text',
	'responsible',
	'due',
	'status',
	'done',
	'note'
] as const;
export type ListColumn = (typeof listColumns)[number];

/** Headings of lists that bodies keep, in lower case. A column with another heading is left out until it is mapped. */
const headings: Record<string, ListColumn> = {
	...{ utvalg: 'body', utval: 'body', organ: 'body', body: 'body' },
	...{ møtedato: 'date', dato: 'date', vedtatt: 'date', vedteke: 'date', date: 'date' },
	...{ møte: 'body-and-date', meeting: 'body-and-date' },
	...{ saknr: 'number', 'sak nr': 'number', saksnr: 'number', saksnummer: 'number', number: 'number' },
	...{ tittel: 'title', sak: 'title', title: 'title' },
	...{ 'saksnr og tittel': 'number-and-title', 'saknr og tittel': 'number-and-title' },
	...{ vedtak: 'text', 'vedtak/tilråding': 'text', 'vedtak/anbefaling': 'text', decision: 'text' },
	...{ 'sendes/behandles': 'responsible', ansvarlig: 'responsible', ansvarleg: 'responsible' },
	...{ responsible: 'responsible', frist: 'due', due: 'due', status: 'status', ferdig: 'done' },
	...{
		merknader: 'note',
		merknad: 'note',
		oppfølging: 'note',
		behandlet: 'note',
		behandla: 'note',
		note: 'note'
	}
};

/** Words of a status column, by the beginning of the cell in lower case. */
const statusWords: [beginning: RegExp, FollowUpState][] = [
	[/^(utført|ferdig|gjennomført|avslutta?|lukket|done)/, 'done'],
	[/^(i arbeid|under arbeid|pågår|påbegynt|i gang|in progress)/, 'in-progress'],
	[/^(frafalt|fråfalle|bortfalt|dropped)/, 'dropped'],
	[/^(ikke|ikkje|not) /, 'not-started']
];
const kindWords: [beginning: RegExp, DecisionKind][] = [
	[/^(tatt til |teke til |til )?orientering/, 'information'],
	[/^(utsatt|utsett|postponed)/, 'postponed']
];

/** Returns the meaning of each column by its heading; null where the heading says none. */
export function guessListColumns(head: readonly string[]): (ListColumn | null)[] {
	return head.map((cell) => headings[cell.trim().toLowerCase().replace(/\s+/g, ' ')] ?? null);
}

/** A decision of a list. */
export interface ListedDecision {
	/** The row's number in the list, from 1. */
	row: number;
	/** Slug of the deciding body. */
	body: string;
	decidedOn: CalendarDate;
	number: string;
	title: string;
	text: string;
	kind: DecisionKind;
	/** "body:SLUG" or "partner:NUMBER"; null if the cell names neither. */
	responsible: string | null;
	dueOn: CalendarDate | null;
	/** Null if the kind is not followed up. */
	followUp: FollowUpState | null;
	/** Notes and words of the list that have no field of their own. */
	note: string;
}

/** Names by which cells refer to bodies and to the responsible, in lower case. */
export interface DecisionListChoices {
	bodies: ReadonlyMap<string, string>;
	responsible: ReadonlyMap<string, string>;
	/** The body of lists without such a column. */
	defaultBody: string | null;
}

export interface DecisionList {
	decisions: ListedDecision[];
	/** By row number. */
	faults: ValidationError[];
}

const dateInText = /\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2}/;
const numberAndTitle = /^((?:[\p{L}]{1,5}[\s-]+)?\d{1,4}\s?\/\s?\d{2,4})[\s:.–-]+(.+)$/su;
const limits = { title: 200, text: 8000, note: 4000, number: 200 };

/** Parses a list's rows below the heading by the meaning of their columns. Empty rows are skipped. */
export function parseDecisionList(
	rows: readonly (readonly string[])[],
	columns: readonly (ListColumn | null)[],
	choices: DecisionListChoices
): DecisionList {
	const list: DecisionList = { decisions: [], faults: [] };
	for (const [index, cells] of rows.entries()) {
		if (index === 0 || cells.every((cell) => cell.trim() === '')) continue;
		const row = index + 1;
		const parsed = parseRow({ row, cells, columns }, choices);
		if ('code' in parsed) list.faults.push({ field: String(row), code: parsed.code });
		else list.decisions.push(parsed);
	}
	return list;
}

interface ListRow {
	row: number;
	cells: readonly string[];
	columns: readonly (ListColumn | null)[];
}

function parseRow(
	{ row, cells, columns }: ListRow,
	choices: DecisionListChoices
): ListedDecision | { code: string } {
	const all = (of: ListColumn) =>
		columns.flatMap((column, index) => (column === of && cells[index]?.trim() ? [cells[index].trim()] : []));
	const one = (of: ListColumn) => all(of)[0] ?? '';

	const meeting = one('body-and-date');
	const named = (one('body') || meeting.replace(dateInText, '').replace(/[\s,:–-]+$/, ''))
		.toLowerCase()
		.trim();
	const body = named === '' ? choices.defaultBody : (choices.bodies.get(named) ?? null);
	if (body === null) return { code: named === '' ? 'body-required' : 'unknown-body' };
	const decidedOn = parseDate(one('date') || (dateInText.exec(meeting)?.[0] ?? ''));
	if (decidedOn === null) return { code: 'not-a-date' };

	const [, foundNumber = '', foundTitle = one('number-and-title')] =
		numberAndTitle.exec(one('number-and-title')) ?? [];
	const text = one('text');
	if (text === '') return { code: 'text-required' };
	const number = one('number') || foundNumber;
	const title = (one('title') || foundTitle || text).replace(/\s+/g, ' ').trim();

	const status = one('status');
	const words = status.toLowerCase();
	const kind = kindWords.find(([beginning]) => beginning.test(words))?.[1] ?? 'decision';
	const state = statusWords.find(([beginning]) => beginning.test(words))?.[1];
	const isDone = /^(ja|x|ok|yes|ferdig|utført|\d)/i.test(one('done'));
	const who = one('responsible');
	const responsible = choices.responsible.get(who.toLowerCase()) ?? null;
	const dueOn = one('due') === '' ? null : parseDate(one('due'));
	const notes = [
		...all('note'),
		...(status && !state && kind === 'decision' ? [status] : []),
		...(who && !responsible ? [who] : []),
		...(one('due') && !dueOn ? [one('due')] : [])
	];
	const parsed = {
		...{ row, body, decidedOn, number, text, kind, responsible, dueOn },
		title: title.length > limits.title ? `${title.slice(0, limits.title - 1)}…` : title,
		followUp: isFollowedUp(kind) ? (isDone ? 'done' : (state ?? 'not-started')) : null,
		note: notes.join('\n')
	} satisfies ListedDecision;
	if (dueOn !== null && dueOn < decidedOn) return { code: 'due-before-decided' };
	if (text.length > limits.text || parsed.note.length > limits.note || number.length > limits.number)
		return { code: 'too-long' };
	if ([parsed.title, text, parsed.note, number].some(hasIdentityNumber)) return { code: 'identity-number' };
	return parsed;
}

/** A part of a file that is not imported: a comment in a row, or a table beside the list, with its rows. */
export interface ListLeftOut {
	row: number | null;
	text: string;
	/** Rows of a table; null for a comment. */
	rows: number | null;
}

/** As many as the page shows. */
const mostLeftOut = 100;

/** Returns the list of a file, its largest table, with what the file hides in it, and all that is left out. */
export function chooseList(tables: readonly Worksheet[]) {
	const [list] = tables.toSorted((one, other) => other.rows.length - one.rows.length);
	const others = tables.flatMap((one, index): ListLeftOut[] =>
		one === list || one.rows.length === 0
			? []
			: [{ row: null, text: one.name || String(one.table ?? index + 1), rows: one.rows.length }]
	);
	const comments = tables
		.flatMap(({ comments: all = [], around }) => [
			...all,
			...(around ? [{ row: null, text: around.first }] : [])
		])
		.map((one) => ({ ...one, rows: null }));
	return {
		rows: (list?.rows ?? []).map((row) => row.map(cellText)),
		hidden: list?.hidden ? { name: list.name, ...list.hidden } : null,
		leftOut: [...others, ...comments].slice(0, mostLeftOut)
	};
}
