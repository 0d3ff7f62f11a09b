import type { CalendarDate } from '../calendar/calendar-date';
import { daysBetween } from '../calendar/calendar-date';
import type { MatterState } from './matter';

/** Stations of a matter: those of the meetings, then those of the plan. */
export const wayStations = [
	'received',
	'triaged',
	'treated',
	'decided',
	'followed-up',
	'measure',
	'evaluated',
	'review'
] as const;
export type WayStation = (typeof wayStations)[number];

/** Day of a station, if it is reached. */
export type WayDays = Record<WayStation, CalendarDate | null>;

/** A station as it is drawn. */
interface WayPoint {
	station: WayStation;
	/** Null while it is not reached. */
	day: CalendarDate | null;
	/** `passed` without a day: a later one is reached without it. */
	standing: 'passed' | 'here' | 'ahead';
}

/** A matter's way through the meetings and the plan. */
export interface MatterWay {
	points: WayPoint[];
	/** Days on which it was postponed. */
	postponed: CalendarDate[];
	/** Days from its arrival to the decision; null before that. */
	daysToDecision: number | null;
}

/**
 * Returns a matter's way: it is at the last station that it has reached. A matter that is back with its sender is at
 * the first; one that was declined or merged goes no further.
 */
export function matterWay(
	days: WayDays,
	{ state, postponed }: { state: MatterState; postponed: readonly CalendarDate[] }
): MatterWay {
	const isBack = state === 'received' || state === 'returned';
	const reached = isBack ? 0 : wayStations.findLastIndex((station) => days[station] !== null);
	const ends = state === 'declined' || state === 'merged';
	const points = wayStations.map((station, index): WayPoint => {
		const standing = index < reached ? 'passed' : index === reached ? 'here' : 'ahead';
		return { station, day: standing === 'ahead' ? null : days[station], standing };
	});
	const { received, decided } = days;
	return {
		points: ends ? points.filter(({ standing }) => standing !== 'ahead') : points,
		postponed: [...postponed],
		daysToDecision: received && decided && !isBack ? daysBetween(received, decided) : null
	};
}
