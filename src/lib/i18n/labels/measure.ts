import type { Lifecycle, MeasureOrigin } from '$lib/domain/measure/measure';
import { m } from '../paraglide/messages';

export const lifecycleLabel: Record<Lifecycle, () => string> = {
	proposed: m.measure_lifecycle_proposed,
	adopted: m.measure_lifecycle_adopted,
	'in-operation': m.measure_lifecycle_in_operation,
	completed: m.measure_lifecycle_completed,
	discontinued: m.measure_lifecycle_discontinued
};

export const originLabel: Record<MeasureOrigin, () => string> = {
	measure: m.measure_origin_measure,
	intention: m.measure_origin_intention,
	decision: m.measure_origin_decision
};
