import type { ThreadKind } from '$lib/domain/measure/thread';
import { m } from '$lib/i18n/paraglide/messages';

/** Headings of the kinds of thread. */
export const threadKindLabel: Record<ThreadKind, () => string> = {
	values: m.measure_values,
	challenges: m.plan_challenges,
	opportunities: m.plan_opportunities,
	furtherAreas: m.thread_further_areas,
	partners: m.measure_participating
};
