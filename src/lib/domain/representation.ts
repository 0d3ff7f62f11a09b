import type { SeatGroup, SeatState } from './body';

/** A seat as far as it represents anyone. */
export interface RepresentingSeat {
	partners: readonly { number: string; name: string }[];
	represents: SeatGroup | null;
	appointedBy: string | null;
	state: SeatState | null;
}

/** Seats that represent the same partners. */
interface RepresentationRow {
	/** Name of the group of partners: who appoints, or the one partner. Null for several without a name. */
	title: string | null;
	partners: { number: string; name: string }[];
	seats: number;
	vacant: number;
}

export interface Representation {
	/** Partners with a held seat. */
	covered: number;
	partners: number;
	rows: RepresentationRow[];
	/** Groups with a seat, and whether anyone holds it. */
	groups: { group: SeatGroup; held: boolean }[];
	/** Names of the partners whose only seats are vacant. */
	vacant: string[];
	/** Names of the partners without any seat. */
	without: string[];
}

/** Returns who is represented in a body by whom: partners, one row for each set of them, and groups. */
export function representation(
	seats: readonly RepresentingSeat[],
	partners: readonly { number: string; name: string }[]
): Representation {
	const rows = new Map<string, RepresentationRow>();
	const groups = new Map<SeatGroup, boolean>();
	for (const { partners: own, represents, appointedBy, state } of seats) {
		if (represents) groups.set(represents, (groups.get(represents) ?? false) || state === 'held');
		if (own.length === 0) continue;
		const key = own.map(({ number }) => number).join();
		const title = own.length === 1 ? own[0]!.name : appointedBy;
		const row = rows.get(key) ?? { title, partners: [...own], seats: 0, vacant: 0 };
		row.seats++;
		if (state === 'vacant' || state === 'future') row.vacant++;
		rows.set(key, row);
	}
	const all = [...rows.values()];
	const has = (number: string, fits: (row: RepresentationRow) => boolean) =>
		all.some((row) => fits(row) && row.partners.some((one) => one.number === number));
	const held = partners.filter(({ number }) => has(number, (row) => row.vacant < row.seats));
	const seated = partners.filter(({ number }) => has(number, () => true));
	return {
		covered: held.length,
		partners: partners.length,
		rows: all,
		groups: [...groups].map(([group, isHeld]) => ({ group, held: isHeld })),
		vacant: seated.filter((one) => !held.includes(one)).map(({ name }) => name),
		without: partners.filter((one) => !seated.includes(one)).map(({ name }) => name)
	};
}
