import { recommendations } from './evaluation';

/** A year's adjustment is worked on until SSU adopts it; then it stands. */
export const adjustmentStates = ['open', 'adopted'] as const;
export type AdjustmentState = (typeof adjustmentStates)[number];

/** What an adjustment may do with a measure: what reports recommend, or make a new one. */
export const adjustmentKinds = [...recommendations, 'new'] as const;
export type AdjustmentKind = (typeof adjustmentKinds)[number];

/** What SSU makes of a recommendation. */
export const stances = ['open', 'taken', 'left'] as const;
export type Stance = (typeof stances)[number];
