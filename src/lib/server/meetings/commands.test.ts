import { beforeEach, describe, expect, it } from 'vitest';
import { lastEvent } from '../../../../tests/support/partnership';
import {
	beginMeetings,
	partnership,
	partnershipId,
	planned,
	expectRefused,
	values
} from '../../../../tests/support/meetings';
import { planMeeting } from './commands';
import { agendaOf, meetingById } from './queries';

beforeEach(beginMeetings);

describe('planning a meeting', () => {
	it('stores it with the standing items of its kind and records it', async () => {
		const id = await planned();
		expect(await meetingById(partnership.db.read, partnershipId, id)).toMatchObject({
			...{ state: 'planned', day: '2026-12-03', sequence: 0, version: 1 }
		});
		const agenda = await agendaOf(partnership.db.read, id);
		expect(agenda.map(({ standing }) => standing)).toEqual([
			...['notice', 'last-minutes', 'follow-up', 'any-other-business']
		]);
		expect(agenda[0]?.title).toBe('Godkjenning av innkalling og saksliste');
		expect(await lastEvent(partnership.db)).toMatchObject({ verb: 'plan-meeting', noun: 'meeting' });
	});

	it.each([
		['an unknown body', { body: 'fsu-9' }, 'body unknown'],
		['a joint meeting with nobody', { kind: 'joint' }, 'jointBody unknown'],
		['a joint meeting with itself', { kind: 'joint', jointBody: 'fsu-1' }, 'jointBody unknown']
	] as const)('refuses %s', async (_, given, code) => {
		const place = { partnershipId, uid: 'one' };
		await expectRefused(code, () =>
			planMeeting(partnership.as('secretariat'), place, { ...values, ...given })
		);
	});
});
