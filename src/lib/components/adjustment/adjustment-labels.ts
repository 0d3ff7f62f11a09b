import type { AdjustmentKind, Disposition } from '$lib/domain/adjustment';
import { m } from '$lib/i18n/paraglide/messages';
import { recommendationLabel } from '$lib/i18n/labels';

export const adjustmentKindLabel: Record<AdjustmentKind, () => string> = {
	...recommendationLabel,
	new: m.adjustment_kind_new
};

export const dispositionLabel: Record<Disposition, () => string> = {
	open: m.adjustment_stance_open,
	taken: m.adjustment_stance_taken,
	left: m.adjustment_stance_left
};
