/** Which way an indicator is to move for things to get better. */
export const directions = ['up', 'down'] as const;
export type Direction = (typeof directions)[number];
