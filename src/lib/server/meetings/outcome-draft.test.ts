import { beforeEach, describe, expect, it } from 'vitest';
import { outcomeDraftForm } from '$lib/forms/meeting';
import { expectOk, today } from '../../../../tests/support/partnership';
import {
	added,
	beginMeetings,
	codeOf,
	decided,
	partnership,
	partnershipId,
	planned,
	present,
	steps,
	target,
	type Who
} from '../../../../tests/support/meetings';
import { outcomeDraft } from '../database/schema';
import { removeAgendaItem } from './agenda';
import { approveMinutes } from './approve';
import { recordAttendance } from './attendance';
import {
	discardOutcomeDraft,
	keepOutcomeDraft,
	otherMinuteTakers,
	ownOutcomeDraft,
	type OutcomeDraft
} from './outcome-draft';

let id: number;
let itemId: number;

beforeEach(async () => {
	await beginMeetings();
	id = await planned();
	itemId = await added(id, { number: 'Sak 1/26' });
	await steps(id, 'call', 'start');
});

const after = (minutes: number) => new Date(today.getTime() + minutes * 60_000);
const keep = (
	text: string | null,
	{ who = 'secretariat', minutes = 0, version = 1 }: { who?: Who; minutes?: number; version?: number } = {}
) =>
	keepOutcomeDraft(partnership.as(who, after(minutes)), { partnershipId, id, itemId }, {
		posted: text === null ? null : { outcome: text },
		version
	} satisfies OutcomeDraft);
const own = (who: Who) => ownOutcomeDraft(partnership.db.read, partnership.as(who).actor, itemId);
const seenBy = (who: Who, minutes = 0) =>
	otherMinuteTakers(partnership.db.read, partnership.as(who, after(minutes)), itemId);
const drafts = () => partnership.db.read.select().from(outcomeDraft);

describe('a draft of an outcome', () => {
	it('is kept as last typed, without an event, and is no outcome', async () => {
		const before = await partnership.traces();
		expectOk(await keep('Vedt'));
		expectOk(await keep('Vedtatt', { minutes: 1 }));
		expectOk(await keep(null, { minutes: 2 }));
		expect(await own('secretariat')).toMatchObject({ posted: { outcome: 'Vedtatt' }, version: 1 });
		expect(await partnership.traces()).toEqual(before);
	});

	it('shows another minute taker its text, and for three minutes that its page is open', async () => {
		expectOk(await keep('Vedtatt'));
		expect(await seenBy('secretariat')).toEqual([]);
		expect(await seenBy('ssuLeader', 3)).toMatchObject([{ name: 'Siri', text: 'Vedtatt', isOpen: true }]);
		expect(await seenBy('ssuLeader', 4)).toMatchObject([{ text: 'Vedtatt', isOpen: false }]);
		expect(await own('ssuLeader')).toBeNull();
	});

	it('marks a page as open without a text, until it is left', async () => {
		expectOk(await keep(null));
		expect(await seenBy('ssuLeader')).toMatchObject([{ name: 'Siri', text: '', isOpen: true }]);
		expect(await seenBy('ssuLeader', 4)).toEqual([]);
	});

	it('is gone once its writer saves the item or discards it', async () => {
		expectOk(await keep('Vedtatt'));
		expectOk(await decided(id, itemId));
		expect(await drafts()).toEqual([]);
		expect(expectOk(await keep('Nytt', { version: 2 }))).toEqual({ version: 2 });
		expectOk(await discardOutcomeDraft(partnership.as('secretariat'), { partnershipId, id, itemId }));
		expect(await drafts()).toEqual([]);
	});

	it('is gone with its item', async () => {
		expectOk(await keep('Vedtatt'));
		const meeting = { partnershipId, id, version: 1 };
		expectOk(await removeAgendaItem(partnership.as('secretariat'), meeting, { itemId, reason: 'Utgår.' }));
		expect(await drafts()).toEqual([]);
	});

	it('is gone when the minutes are approved', async () => {
		const rows = await present(id);
		expectOk(await recordAttendance(partnership.as('secretariat'), await target(id), { rows, reason: '' }));
		expectOk(await decided(id, itemId));
		await steps(id, 'end', 'send-out');
		expectOk(await keep('Enda mer'));
		expectOk(await approveMinutes(partnership.as('leader'), await target(id)));
		expect(await drafts()).toEqual([]);
		expect(codeOf(await keep('For sent'))).toBe('wrong-state');
	});

	it.each<Who>(['anyone', 'signedIn', 'member', 'administrator'])('is refused to %s', async (who) => {
		expect(codeOf(await keep('Vedtatt', { who }))).toBe('not-permitted');
		const discarded = await discardOutcomeDraft(partnership.as(who), { partnershipId, id, itemId });
		expect(codeOf(discarded)).toBe('not-permitted');
		expect(await drafts()).toEqual([]);
	});
});

it('the form of a draft reads what was typed, and a signal as nothing typed', () => {
	expect(outcomeDraftForm.parse({ version: '2', outcome: '', dissent: 'Nei' })).toEqual({
		version: 2,
		posted: { outcome: '', dissent: 'Nei' }
	});
	expect(outcomeDraftForm.parse({ version: '2' })).toEqual({ version: 2, posted: null });
	expect(outcomeDraftForm.safeParse({ version: '2', outcome: 'x'.repeat(4001) }).success).toBe(false);
});
