import type { StatusOrNone } from '$lib/domain/evaluation/evaluation';
import { m } from '../paraglide/messages';

export const statusLabel: Record<StatusOrNone, () => string> = {
	done: m.evaluation_status_done,
	'on-track': m.evaluation_status_on_track,
	'slightly-delayed': m.evaluation_status_slightly_delayed,
	delayed: m.evaluation_status_delayed,
	'on-hold': m.evaluation_status_on_hold,
	'not-started': m.evaluation_status_not_started,
	'not-reported': m.evaluation_status_not_reported
};
