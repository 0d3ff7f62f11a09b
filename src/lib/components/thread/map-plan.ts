import type { Localized } from '$lib/domain/localized';

export interface MapArea {
	number: number;
	name: Localized;
	shortName: Localized | null;
}

export interface MapMeasure {
	code: string;
	title: Localized;
	/** The primary area's number; null where it runs across the areas. */
	area: number | null;
	/** Codes of all that runs through it. */
	threads: readonly string[];
}

export interface MapThreadName {
	code: string;
	title: Localized;
	/** Known by its code, as "U1" is. */
	coded: boolean;
}

/** Challenges, opportunities or values. */
export interface ThreadGroup {
	title: string;
	threads: readonly MapThreadName[];
}
