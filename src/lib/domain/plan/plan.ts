import type { Localized } from '../localized';

export const planStates = ['draft', 'adopted', 'superseded'] as const;
export type PlanState = (typeof planStates)[number];

/** Kinds of focus area (strategy §7): a prioritised patient group, or an adopted theme. */
export const areaKinds = ['patient-group', 'adopted-area'] as const;
export type AreaKind = (typeof areaKinds)[number];

/** Kinds of driver a plan responds to. */
export type DriverKind = 'challenge' | 'opportunity';

/** The plan this one continues, named as it was then; it may be missing from the database. */
export interface PreviousPlan {
	slug: string;
	name: Localized;
	from: number;
	to: number;
}
