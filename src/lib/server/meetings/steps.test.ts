import { beforeEach, describe, expect, it } from 'vitest';
import { expectOk } from '../../../../tests/support/partnership';
import {
	beginMeetings,
	partnership,
	partnershipId,
	planned,
	target,
	step,
	steps,
	added,
	aMatter,
	matterState,
	expectRefused
} from '../../../../tests/support/meetings';
import { agendaOf, attendanceOf, meetingById } from './queries';
import { takeMeetingStep } from './steps';

beforeEach(beginMeetings);

describe('a step of a meeting', () => {
	it('calls it: invites its seats and numbers its items', async () => {
		const id = await planned();
		await added(id);
		await steps(id, 'call');
		const agenda = await agendaOf(partnership.db.read, id);
		expect(agenda.map(({ number }) => number)).toEqual(
			['01', '02', '03', '04', '05'].map((one) => `Sak ${one}/26`)
		);
		const invited = await attendanceOf(partnership.db.read, id);
		expect(invited.length).toBeGreaterThan(1);
		expect(invited.every(({ attendance }) => attendance.namePublic === false)).toBe(true);
	});

	it('moves it with its calendar entry, and its numbers to another year', async () => {
		const id = await planned();
		await steps(id, 'call');
		const time = { day: '2027-01-07', startsAt: '09:00', endsAt: null, place: 'Bø' };
		expectOk(await step(id, { step: 'move', time }));
		const found = await meetingById(partnership.db.read, partnershipId, id);
		expect(found).toMatchObject({ ...time, state: 'called', sequence: 1 });
		expect((await agendaOf(partnership.db.read, id))[0]).toMatchObject({
			number: 'Sak 01/27',
			numberYear: 2027
		});
	});

	it('cancels it and takes its matters off the agenda', async () => {
		const [id, matterId] = [await planned(), await aMatter()];
		await added(id, { matterId, title: '' });
		expect(await matterState(matterId)).toBe('on-agenda');
		expectOk(await step(id, { step: 'cancel' }));
		expect(await matterState(matterId)).toBe('triaged');
	});

	it.each([
		['a step its state lacks', { step: 'end' }, 'step meeting-moved-on'],
		['a cancellation without a reason', { step: 'cancel', reason: '' }, 'reason reason-required'],
		['a move without a time', { step: 'move' }, 'day required']
	] as const)('refuses %s', async (_, given, code) => {
		const id = await planned();
		await expectRefused(code, () => step(id, given));
	});

	it('refuses a notice without an agenda, and a step based on an older version', async () => {
		const id = await planned({ kind: 'circulation' });
		await expectRefused('step no-agenda', () => step(id, { step: 'call' }));
		const old = await target(id);
		await added(id);
		await expectRefused('stale', () =>
			takeMeetingStep(partnership.as('secretariat'), old, { step: 'call', reason: '', time: null })
		);
	});
});
