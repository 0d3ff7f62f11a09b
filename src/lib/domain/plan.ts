export const planStates = ['draft', 'adopted', 'superseded'] as const;
export type PlanState = (typeof planStates)[number];

/** What a focus area is about (strategy §7): a prioritised patient group, or an adopted theme. */
export const areaKinds = ['patient-group', 'adopted-area'] as const;
export type AreaKind = (typeof areaKinds)[number];
