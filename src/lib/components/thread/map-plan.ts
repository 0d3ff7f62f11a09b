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

/** Part of the map that its address asks for. */
export interface MapChoice {
	/** Code of the followed thread. */
	thread: string | null;
	/** Area opened in a long plan. */
	area: string | null;
}

/** Returns the path of the map with a choice. */
export function mapPath({ thread, area }: MapChoice): string {
	const query = new URLSearchParams({ ...(thread && { thread }), ...(area && { area }) });
	return query.size > 0 ? `/map?${query}` : '/map';
}

/** Challenges, opportunities or values. */
export interface ThreadGroup {
	title: string;
	threads: readonly MapThreadName[];
}
