import type { Localized } from '../localized';

export const planStates = ['draft', 'adopted', 'superseded'] as const;
export type PlanState = (typeof planStates)[number];

/** What a focus area is about (strategy §7): a prioritised patient group, or an adopted theme. */
export const areaKinds = ['patient-group', 'adopted-area'] as const;
export type AreaKind = (typeof areaKinds)[number];

/** What a plan responds to: what stands in its way, and what it can make use of. */
export const driverKinds = ['challenge', 'opportunity'] as const;
export type DriverKind = (typeof driverKinds)[number];

/** The plan that a plan was carried on from, as it was called then: it need not be in the same database. */
export interface PreviousPlan {
	slug: string;
	name: Localized;
	from: number;
	to: number;
}
