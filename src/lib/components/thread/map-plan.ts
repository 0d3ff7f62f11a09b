import type { Localized } from '$lib/domain/localized';

export interface MapArea {
	number: number;
	name: Localized;
	shortName: Localized | null;
}

export interface MapMeasure {
	code: string;
	title: Localized;
	/** Number of the primary area; null across areas. */
	area: number | null;
	/** Codes of the measure's threads. */
	threads: readonly string[];
}

interface MapThreadName {
	code: string;
	title: Localized;
	/** True if it is known by its code, such as "U1". */
	coded: boolean;
}

/** Challenges, opportunities or values. */
export interface ThreadGroup {
	title: string;
	threads: readonly MapThreadName[];
}
