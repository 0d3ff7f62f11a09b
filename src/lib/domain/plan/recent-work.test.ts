import { expect, it } from 'vitest';
import { listRecentWork, type RecentEvent } from './recent-work';

const fsu = { slug: 'fsu-1', name: { nb: 'FSU 1' } };

function anEvent(given: Partial<RecentEvent>): RecentEvent {
	const at = '2026-11-09T12:00:00.000Z';
	return { at, verb: 'open-round', nounId: '2026', planSlug: null, body: null, ...given };
}

it.each<[Partial<RecentEvent>, path: string | null]>([
	[{ verb: 'approve-evaluation', nounId: '2026/measure-1' }, '/rounds/2026'],
	[{ verb: 'approve-evaluation', nounId: 'extraordinary/measure-1' }, null],
	[
		{ verb: 'close-round', nounId: '2026-half', planSlug: 'agder-2026' },
		'/plans/agder-2026/rounds/2026-half'
	],
	[{ verb: 'publish-review' }, '/reviews/2026'],
	[{ verb: 'adopt-plan', nounId: '1' }, '/'],
	[{ verb: 'adopt-adjustment', nounId: '2027' }, '/adjustments/2027'],
	[{ verb: 'invite-person', nounId: '7', body: fsu }, '/bodies/fsu-1'],
	[{ verb: 'record-decision', nounId: '3' }, '/decisions']
])('an entry of %j links to %s', (given, path) => {
	expect(listRecentWork([anEvent(given)])).toMatchObject([{ count: 1, path, day: '2026-11-09' }]);
});

it('counts the same work of a day once, by the day in Norway', () => {
	const approved = (at: string, nounId: string) => anEvent({ at, verb: 'approve-evaluation', nounId });
	const events = [
		approved('2026-11-09T23:30:00.000Z', '2026/measure-3'),
		approved('2026-11-09T10:00:00.000Z', '2026/measure-2'),
		approved('2026-11-09T09:00:00.000Z', '2026/measure-1')
	];
	const round = { year: 2026, kind: 'annual' };
	expect(listRecentWork(events)).toMatchObject([
		{ day: '2026-11-10', count: 1, round },
		{ day: '2026-11-09', count: 2, round }
	]);
});

it('lists at most ten', () => {
	const days = Array.from({ length: 14 }, (_, index) => String(14 - index).padStart(2, '0'));
	const listed = listRecentWork(days.map((day) => anEvent({ at: `2026-11-${day}T12:00:00.000Z` })));
	expect(listed.map(({ day }) => day)).toEqual(days.slice(0, 10).map((day) => `2026-11-${day}`));
});
