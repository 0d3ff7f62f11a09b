import type { AdjustmentKind, Stance } from '$lib/domain/adjustment';
import { m } from '$lib/i18n/paraglide/messages';
import { recommendationWord } from '$lib/i18n/words';

export const kindWord: Record<AdjustmentKind, () => string> = {
	...recommendationWord,
	new: m.adjustment_kind_new
};

export const stanceWord: Record<Stance, () => string> = {
	open: m.adjustment_stance_open,
	taken: m.adjustment_stance_taken,
	left: m.adjustment_stance_left
};
