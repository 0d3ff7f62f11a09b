import type { StatusOrNone } from '$lib/domain/evaluation/evaluation';
import type { RolloutOrNone } from '$lib/domain/rollout';
import { statusFill, statusIconPaths } from '../evaluation/status-icon';

/** Status whose shape, colour and pattern a rollout state shares. "Not relevant" has a dash instead. */
const looks: Record<RolloutOrNone, StatusOrNone | null> = {
	'in-use': 'done',
	started: 'on-track',
	planned: 'slightly-delayed',
	'not-started': 'not-started',
	stopped: 'on-hold',
	'not-relevant': null,
	'nothing-said': 'not-reported'
};

export function rolloutIconPath(state: RolloutOrNone): string {
	const look = looks[state];
	return look ? statusIconPaths[look] : 'M6 10h8';
}

/** Returns the fill of a rollout state; "not relevant" has none. */
export function rolloutFill(state: RolloutOrNone): string {
	const look = looks[state];
	return look ? statusFill(look) : 'none';
}
