import type { RolloutOrNone } from '$lib/domain/rollout';

/**
 * Icon paths by rollout state, on a 20 × 20 grid: a disc that fills up. No status has one of these shapes or a round
 * ground.
 */
export const rolloutIconPaths: Record<RolloutOrNone, string> = {
	'in-use': 'M10 4.5a5.5 5.5 0 1 0 .01 0z',
	started: 'M10 4.5a5.5 5.5 0 0 0 0 11z',
	planned: 'M10 8.2a1.8 1.8 0 1 0 .01 0z',
	'not-started': '',
	stopped: 'M7 7h6v6H7z',
	'not-relevant': 'M6.5 10h7',
	'nothing-said': 'M6 10h.01M10 10h.01M14 10h.01'
};
