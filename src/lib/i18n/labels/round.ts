import { parseRoundKey, type RoundKey, type RoundPeriod, type RoundState } from '$lib/domain/round/round';
import { m } from '../paraglide/messages';

export const roundStateLabel: Record<RoundState, () => string> = {
	planned: m.round_state_planned,
	open: m.round_state_open,
	reading: m.round_state_reading,
	closed: m.round_state_closed
};

/** Returns "Årsrunde 2026", or "Mellom rundene" for extraordinary evaluations. */
export function roundName(round: RoundPeriod | null): string {
	if (!round) return m.round_name_none();
	const { year, kind } = round;
	return kind === 'annual' ? m.round_name_annual({ year }) : m.round_name_half({ year });
}

/** Returns the short name of a round: "halvåret 2026". */
export function shortRoundName(round: RoundPeriod | RoundKey): string {
	if (typeof round === 'string') {
		const name = parseRoundKey(round);
		return name ? shortRoundName(name) : round;
	}
	const { year, kind } = round;
	return kind === 'annual' ? m.round_short_annual({ year }) : m.round_short_half({ year });
}
