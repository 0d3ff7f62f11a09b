/**
 * Rounds a percentage to a whole number: 0 only for nothing and 100 only for everything, so that 99.6 is 99 and
 * 0.4 is 1 (domain-rules.md §5.1).
 */
export function wholePercent(value: number): number {
	if (value <= 0) return 0;
	if (value >= 100 - roundingError) return 100;
	return Math.min(99, Math.max(1, Math.round(value)));
}

/** Means of hundreds may end a little below 100 in binary arithmetic. */
const roundingError = 1e-9;
