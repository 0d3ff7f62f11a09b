import { addDays, daysBetween, type CalendarDate } from '$lib/domain/calendar/calendar-date';

/** The wheel's centre; its view box is twice as wide. */
export const centre = 300;

/** A point of the wheel. */
interface Point {
	x: number;
	y: number;
}

/** Returns the place of a day in its year: 0 at its first day, 1 at the first of the next; noon of the day. */
export function turnOf(day: CalendarDate): number {
	const first = `${day.slice(0, 4)}-01-01`;
	const days = daysBetween(first, `${Number(day.slice(0, 4)) + 1}-01-01`);
	return (daysBetween(first, day) + 0.5) / days;
}

/** Returns the point at a turn from the top, clockwise, at a radius. */
export function pointAt(turn: number, radius: number): Point {
	const angle = 2 * Math.PI * (turn - 0.25);
	return { x: round(centre + radius * Math.cos(angle)), y: round(centre + radius * Math.sin(angle)) };
}

/** Returns the path of a band between two turns and two radii. */
export function bandPath([from, to]: readonly [number, number], inner: number, outer: number): string {
	const large = to - from > 0.5 ? 1 : 0;
	const [a, b, c, d] = [pointAt(from, outer), pointAt(to, outer), pointAt(to, inner), pointAt(from, inner)];
	return `M${a.x} ${a.y}A${outer} ${outer} 0 ${large} 1 ${b.x} ${b.y}L${c.x} ${c.y}A${inner} ${inner} 0 ${large} 0 ${d.x} ${d.y}Z`;
}

/** Returns the turns of a month's first day and of the next month's. */
export function monthTurns(year: number, month: number): [number, number] {
	const first = (index: number) => {
		if (index > 12) return 1;
		const days = daysBetween(`${year}-01-01`, `${year + 1}-01-01`);
		return daysBetween(`${year}-01-01`, `${year}-${String(index).padStart(2, '0')}-01`) / days;
	};
	return [first(month), first(month + 1)];
}

/** Returns the turns of a span of days, cut at the ends of a year; null if it lies outside. */
export function spanTurns(
	{ day, lastDay = day }: { day: CalendarDate; lastDay?: CalendarDate },
	year: number
): [number, number] | null {
	const [first, last] = [`${year}-01-01`, `${year}-12-31`];
	if (lastDay < first || day > last) return null;
	const days = daysBetween(first, addDays(last, 1));
	const from = Math.max(0, daysBetween(first, day));
	const to = Math.min(days, daysBetween(first, lastDay) + 1);
	return [from / days, to / days];
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
