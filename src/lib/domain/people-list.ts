import type { SeatGroup, SeatRole } from './body';
import { parseDate, type CalendarDate } from './calendar/calendar-date';
import type { WrittenForm } from './localized';
import type { ValidationError } from './result';

/** Something a cell may name, by any of its names in lower case. */
interface Named<Value> {
	value: Value;
	names: readonly string[];
}

/** Names that the cells of a list of people may hold. */
export interface PeopleListChoices {
	bodies: readonly Named<number>[];
	roles: readonly Named<SeatRole>[];
	partners: readonly Named<number>[];
	groups: readonly Named<SeatGroup>[];
	/** Written form of people whose line names none. */
	writtenForm: WrittenForm;
}

/** A person of the list, with the seat to give. */
export interface ListedInvitee {
	/** The line number in the text, from 1. */
	line: number;
	name: string;
	email: string;
	bodyId: number;
	role: SeatRole;
	partnerIds: number[];
	represents: SeatGroup | null;
	/** The last day of the term. */
	termTo: CalendarDate | null;
	writtenForm: WrittenForm;
}

export type PeopleList = { ok: true; people: ListedInvitee[] } | { ok: false; faults: ValidationError[] };

/** Maximum people in one list. */
const maxListedPeople = 500;

const heading = /^(navn|namn|name)$/i;
const emailPattern = /^[^\s@<>()",;:]+@[^\s@.]+(\.[^\s@.]+)+$/;

/**
 * Parses rows of cells: name, e-mail address, body, role, what the seat represents, last day of the term, written
 * form. The last three may be left out. A heading is skipped.
 *
 * @returns a fault for each line with one, by line number, or the people if there are none
 */
export function parsePeopleList(
	rows: readonly (readonly string[])[],
	choices: PeopleListChoices
): PeopleList {
	const lines = rows
		.map((cells, index) => ({ line: index + 1, cells: cells.map((cell) => cell.trim()) }))
		.filter(({ cells }) => cells.some((cell) => cell !== ''))
		.filter(({ cells: [first = ''] }, index) => index > 0 || !heading.test(first));
	if (lines.length === 0) return { ok: false, faults: [{ field: 'people', code: 'required' }] };
	if (lines.length > maxListedPeople)
		return { ok: false, faults: [{ field: 'people', code: 'too-many-rows' }] };
	const seen = new Set<string>();
	const read = lines.map(({ line, cells }): ListedInvitee | { line: number; code: string } => {
		const person = parsePerson(cells, choices);
		if (typeof person === 'string') return { line, code: person };
		const key = `${person.email} ${person.bodyId}`;
		if (seen.has(key)) return { line, code: 'person-twice' };
		seen.add(key);
		return { line, ...person };
	});
	const faults = read.flatMap((one) => ('code' in one ? [{ field: String(one.line), code: one.code }] : []));
	if (faults.length > 0) return { ok: false, faults };
	return { ok: true, people: read.flatMap((one) => ('code' in one ? [] : [one])) };
}

/** Returns the person of a line, or the code of its first fault. */
function parsePerson(
	[name = '', address = '', body = '', role = '', represents = '', term = '', form = '', ...more]: string[],
	choices: PeopleListChoices
): Omit<ListedInvitee, 'line'> | string {
	if (more.some((cell) => cell !== '')) return 'too-many-cells';
	if (name === '' || name.length > 200) return name === '' ? 'name-required' : 'too-long';
	const email = address.toLowerCase();
	if (!emailPattern.test(email) || email.length > 254) return 'not-an-email';
	const bodyId = find(choices.bodies, body);
	if (bodyId === undefined) return 'unknown-body';
	const seatRole = role === '' ? 'member' : find(choices.roles, role);
	if (!seatRole) return 'unknown-role';
	const represented = parseRepresented(represents, choices);
	if (!represented) return 'unknown-represented';
	const termTo = term === '' ? null : (parseDate(term) ?? undefined);
	if (termTo === undefined) return 'not-a-date';
	const writtenForm = form === '' ? choices.writtenForm : writtenForms[form.toLowerCase()];
	if (!writtenForm) return 'unknown-form';
	return { name, email, bodyId, role: seatRole, ...represented, termTo, writtenForm };
}

const writtenForms: Record<string, WrittenForm | undefined> = {
	...{ nb: 'nb', bokmål: 'nb', nn: 'nn', nynorsk: 'nn' }
};

/** Returns the partners or the group that a cell names, separated by commas or "+"; null if one is unknown. */
function parseRepresented(
	cell: string,
	{ partners, groups }: PeopleListChoices
): Pick<ListedInvitee, 'partnerIds' | 'represents'> | null {
	const group = find(groups, cell);
	if (group) return { partnerIds: [], represents: group };
	const parts = cell.split(/[,+]/).map((part) => part.trim());
	const named = cell === '' ? [] : parts.map((part) => find(partners, part));
	const partnerIds = named.filter((id) => id !== undefined);
	return partnerIds.length === named.length ? { partnerIds, represents: null } : null;
}

function find<Value>(choices: readonly Named<Value>[], typed: string): Value | undefined {
	const wanted = typed.toLowerCase();
	return choices.find(({ names }) => names.includes(wanted))?.value;
}
