/** One person who is recused from an item, and who replaces them there. */
export interface ItemRecusal {
	/** The recused person: the seat's holder, or the alternate who attends for them. */
	personId: number | null;
	/** Account of the replacement; null for none, or one without an account here. */
	replacementId: number | null;
	/** True if the seat leads a body of the meeting. */
	leads: boolean;
}

/**
 * The leader's authority on one item: passed on by a recused leader, or received by their replacement; undefined for
 * everyone else, who have what their seats give (domain-rules.md §3.29).
 */
export type ItemAuthority = 'passed-on' | 'received' | undefined;

/**
 * Returns who acts for a person on an item: themselves, or their replacement. Null if they are recused and nobody is
 * noted in their place. A replacement may be recused in turn.
 */
export function actsFor(recusals: readonly ItemRecusal[], personId: number): number | null {
	const passed = new Set<number>();
	for (let current = personId; ;) {
		const found = recusals.find((one) => one.personId === current);
		if (!found) return current;
		passed.add(current);
		if (found.replacementId === null || passed.has(found.replacementId)) return null;
		current = found.replacementId;
	}
}

/** Returns a person's authority on an item. A leader without a noted replacement keeps theirs. */
export function itemAuthority(recusals: readonly ItemRecusal[], personId: number | null): ItemAuthority {
	const leaders = recusals.flatMap((one) => (one.leads && one.personId !== null ? [one.personId] : []));
	const acting = leaders.map((leader) => actsFor(recusals, leader));
	if (personId === null) return undefined;
	if (acting.includes(personId)) return 'received';
	const own = actsFor(recusals, personId);
	return own !== null && own !== personId ? 'passed-on' : undefined;
}
