/** How far a partner has come with introducing a measure at home (domain.md §4 rule 6). */
export const rolloutStates = [
	'in-use',
	'started',
	'planned',
	'not-started',
	'stopped',
	'not-relevant'
] as const;
export type RolloutState = (typeof rolloutStates)[number];
