import { instantToOsloDate, type CalendarDate, type Instant } from '../calendar/calendar-date';
import type { Localized } from '../localized';
import { parseRoundKey, type RoundPeriod } from '../round/round';

/** Days that the list of recent work goes back. */
export const recentDays = 14;

/** Maximum entries in the list. */
const maxEntries = 10;

/** Verbs of the events that count as work done. */
export const recentVerbs = [
	'approve-evaluation',
	'plan-round',
	'open-round',
	'close-round',
	'reopen-round',
	'publish-review',
	'adopt-plan',
	'adopt-adjustment',
	'invite-person',
	'record-decision'
] as const;
export type RecentVerb = (typeof recentVerbs)[number];

export interface RecentEvent {
	at: Instant;
	verb: RecentVerb;
	nounId: string;
	/** Slug of the plan that the event's pages name; null if they name none. */
	planSlug: string | null;
	/** The body whose seat was filled. */
	body: { slug: string; name: Localized } | null;
}

/** Work of one kind done on a day, once or several times. */
export interface RecentWork {
	day: CalendarDate;
	verb: RecentVerb;
	count: number;
	/** The page where it shows; null if there is none. */
	path: string | null;
	round: RoundPeriod | null;
	body: RecentEvent['body'];
}

/** Lists events by day, verb and round or body, newest first and at most ten. */
export function listRecentWork(events: readonly RecentEvent[]): RecentWork[] {
	const entries = new Map<string, RecentWork>();
	for (const event of events) {
		const day = instantToOsloDate(event.at);
		const path = pathOf(event);
		const key = [day, event.verb, path ?? ''].join(' ');
		const { verb, body } = event;
		const entry = entries.get(key) ?? { day, verb, count: 0, path, round: roundOf(event), body };
		entries.set(key, { ...entry, count: entry.count + 1 });
	}
	return [...entries.values()].slice(0, maxEntries);
}

/** Returns the round of an event about a round, its review or one of its evaluations. */
function roundOf({ verb, nounId }: RecentEvent): RoundPeriod | null {
	const [key = ''] = nounId.split('/', 1);
	return /round|review|evaluation/.test(verb) ? parseRoundKey(key) : null;
}

function pathOf({ verb, nounId, planSlug, body }: RecentEvent): string | null {
	const [key = ''] = nounId.split('/', 1);
	const plan = planSlug === null ? '' : `/plans/${planSlug}`;
	if (verb === 'invite-person') return body && `/bodies/${body.slug}`;
	if (verb === 'record-decision') return '/decisions';
	if (verb === 'adopt-plan') return `${plan}/`;
	if (verb === 'adopt-adjustment') return `${plan}/adjustments/${nounId}`;
	// An evaluation outside the rounds has no page once it is approved.
	if (parseRoundKey(key) === null) return null;
	return `${plan}/${verb === 'publish-review' ? 'reviews' : 'rounds'}/${key}`;
}
