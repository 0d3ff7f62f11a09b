import type { YearEntry } from '$lib/domain/year/year-entry';
import { meetingLevelLabel } from '$lib/i18n/labels';
import { m } from '$lib/i18n/paraglide/messages';

/** Kinds of signs, in the order of the key. */
export const yearMarks = ['partnership-meeting', 'ssu', 'fsu', 'other', 'round', 'decisions', 'own'] as const;
export type YearMark = (typeof yearMarks)[number];

export const yearMarkLabel: Record<YearMark, () => string> = {
	...meetingLevelLabel,
	other: m.year_key_other,
	round: m.year_key_round,
	decisions: m.year_key_decisions,
	own: m.year_key_own
};

/** Returns the sign of an entry. */
export function markOf(entry: YearEntry): YearMark {
	return entry.kind === 'meeting' ? (entry.level ?? 'other') : entry.kind;
}
