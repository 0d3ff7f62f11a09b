import { beforeEach, describe, expect, it } from 'vitest';
import { expectOk } from '../../../../tests/support/partnership';
import {
	beginMeetings,
	partnership,
	partnershipId,
	planned,
	target,
	steps,
	added,
	itemTarget,
	decided,
	expectRefused,
	outcome
} from '../../../../tests/support/meetings';
import { approveMinutes } from './approve';
import { recordOutcome } from './outcome';
import { meetingById } from './queries';

beforeEach(beginMeetings);

describe('an outcome', () => {
	let id: number;
	let itemId: number;
	beforeEach(async () => {
		id = await planned();
		itemId = await added(id);
		await steps(id, 'call', 'start');
	});

	it('is written at will in progress, with a reason until approval, and then not at all', async () => {
		expectOk(await decided(id, itemId));
		await steps(id, 'end');
		await expectRefused('reason reason-required', () => decided(id, itemId, { outcome: 'Endret.' }));
		expectOk(await decided(id, itemId, { outcome: 'Endret.', reason: 'Skrivefeil' }));
		await steps(id, 'send-out');
		expectOk(await approveMinutes(partnership.as('leader'), await target(id)));
		await expectRefused('wrong-state', () => decided(id, itemId, { outcome: 'Nei.', reason: 'Nei' }));
	});

	it.each([
		['without a text', { outcome: '' }, 'outcome required'],
		['with a disagreement that is not told', { consensus: 'disagreed' }, 'dissent required'],
		['with an unknown responsible', { responsible: 'body:nobody' }, 'responsible unknown'],
		['due before the meeting', { dueOn: '2026-12-02' }, 'dueOn due-before-decided']
	] as const)('is refused %s', async (_, given, code) => {
		await expectRefused(code, () => decided(id, itemId, given));
	});

	it('is refused when someone else has written since', async () => {
		const old = await itemTarget(id, itemId);
		expectOk(await decided(id, itemId, { outcome: 'Deres.' }));
		await expectRefused('stale', () => recordOutcome(partnership.as('secretariat'), old, outcome));
	});

	it('goes on to the next item', async () => {
		const { next } = expectOk(await decided(id, itemId, { goesOn: true }));
		const found = await meetingById(partnership.db.read, partnershipId, id);
		expect(found?.currentItemId).toBe(next);
	});
});
