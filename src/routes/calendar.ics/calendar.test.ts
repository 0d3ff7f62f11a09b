import { eq } from 'drizzle-orm';
import { sync, type VEvent } from 'node-ical';
import { beforeEach, expect, it } from 'vitest';
import { anonymous } from '$lib/domain/permission';
import { body, meeting } from '$lib/server/database/schema';
import { renewCalendarFeed } from '$lib/server/identity/calendar-feed';
import { aPartnership, aPlanFile, expectOk, type Partnership } from '../../../tests/support/partnership';
import { routeEvent } from '../../../tests/support/route-event';
import { GET as ownCalendar } from '../calendar/[token].ics/+server';
import { GET as openCalendar } from './+server';

type Handler = (event: never) => Response | Promise<Response>;

let partnership: Partnership;
beforeEach(async () => {
	partnership = await aPartnership(aPlanFile({ rounds: [{ year: 2026, kind: 'annual', state: 'planned' }] }));
	const { partnershipId } = await partnership.plan();
	const [of] = await partnership.db.read.select().from(body).where(eq(body.slug, 'fsu-1'));
	const planned = { partnershipId, bodyId: of!.id, kind: 'ordinary', lang: 'nb', place: 'Skien' } as const;
	await partnership.db.write((tx) =>
		tx.insert(meeting).values([
			{ ...planned, uid: 'called@test', state: 'called', day: '2026-12-03', startsAt: '12:00' },
			{ ...planned, uid: 'planned@test', state: 'planned', day: '2027-01-07' },
			{
				...planned,
				uid: 'off@test',
				state: 'cancelled',
				day: '2026-12-04',
				calledAt: '2026-11-01T10:00:00.000Z'
			}
		])
	);
});

async function readBack(handler: Handler, token = ''): Promise<Map<string, VEvent>> {
	const route = token ? '/calendar/[token].ics' : '/calendar.ics';
	const given = { route, params: { token }, actor: anonymous, body: null };
	const answer = await handler(routeEvent(partnership, given) as never);
	expect(answer.headers.get('content-type')).toContain('text/calendar');
	const parts = Object.values(sync.parseICS(await answer.text()));
	return new Map(parts.flatMap((part) => (part?.type === 'VEVENT' ? [[part.uid, part] as const] : [])));
}

it('gives everyone called meetings, and cancelled ones as such', async () => {
	const read = await readBack(openCalendar);
	expect([...read.keys()].toSorted()).toEqual(['called@test', 'off@test']);
	expect(read.get('called@test')!.start.toISOString()).toBe('2026-12-03T11:00:00.000Z');
	expect(read.get('off@test')!.status).toBe('CANCELLED');
});

it('gives a member planned meetings and rounds too, each with an identifier of its plan', async () => {
	const { token } = expectOk(await renewCalendarFeed(partnership.as('member')));
	const read = await readBack(ownCalendar, token);
	expect(read.has('planned@test')).toBe(true);
	const rounds = [...read.keys()].filter((uid) => uid.startsWith('round-'));
	expect(rounds).toHaveLength(4);
	for (const uid of rounds) expect(uid).toMatch(`round-${partnership.planId}-2026-`);
});

it('gives a stranger’s token 404', async () => {
	await expect(readBack(ownCalendar, 'unknown')).rejects.toMatchObject({ status: 404 });
});
