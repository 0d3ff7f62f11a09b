/** Fields that most new measures share. */
export const newMeasureDefaults = {
	origin: 'measure',
	lifecycle: 'proposed',
	weight: 1,
	introducedAtHome: false
} as const;
