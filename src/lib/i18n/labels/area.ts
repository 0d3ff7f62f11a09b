import type { AreaKind } from '$lib/domain/plan/plan';
import { m } from '../paraglide/messages';

export const areaKindLabel: Record<AreaKind, () => string> = {
	'patient-group': m.area_kind_patient_group,
	'adopted-area': m.area_kind_adopted_area
};
