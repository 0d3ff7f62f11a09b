import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	expectRefusal,
	expectOk,
	today,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import { editing } from '../database/schema';
import { clearEditing, markEditing } from './commands';
import { otherEditors } from './queries';

const opened = { planId: 1, noun: 'measures', nounId: 'measure-1' };
const after = (minutes: number) => new Date(today.getTime() + minutes * 60_000);

let partnership: Partnership;
beforeEach(async () => void (partnership = await aPartnership()));

const note = (who: PersonName, minutes = 0, what = opened) =>
	markEditing(partnership.as(who, after(minutes)), what);
const seenBy = async (who: PersonName, minutes = 0) => {
	const { personId } = partnership.actors[who];
	const others = await otherEditors(partnership.db.read, opened, personId, after(minutes));
	return others.map((one) => one.name);
};

describe('an edit mark', () => {
	it('is shown to other editors, not to its own person', async () => {
		expectOk(await note('ssuLeader'));
		expectOk(await note('secretariat', 1));
		expect(await seenBy('secretariat', 1)).toEqual(['Stein']);
		expect(await seenBy('ssuLeader', 1)).toEqual(['Siri']);
	});

	it('is not shown for another entry', async () => {
		expectOk(await note('ssuLeader', 0, { ...opened, nounId: 'measure-2' }));
		expectOk(await note('ssuLeader', 0, { ...opened, noun: 'values' }));
		expect(await seenBy('secretariat')).toEqual([]);
	});

	it('expires after three minutes, or when cleared', async () => {
		expectOk(await note('ssuLeader'));
		expect(await seenBy('secretariat', 3)).toEqual(['Stein']);
		expect(await seenBy('secretariat', 4)).toEqual([]);
		expectOk(await note('ssuLeader', 5));
		expect(await seenBy('secretariat', 6)).toEqual(['Stein']);
		expectOk(await clearEditing(partnership.as('ssuLeader'), opened));
		expect(await seenBy('secretariat', 6)).toEqual([]);
	});

	it('records no event, and expired rows are deleted', async () => {
		const before = await partnership.traces();
		expectOk(await note('ssuLeader'));
		expectOk(await note('ssuLeader', 1));
		expectOk(await note('secretariat', 10));
		expect(await partnership.traces()).toEqual(before);
		expect(await partnership.db.read.select().from(editing)).toMatchObject([{ name: 'Siri' }]);
	});

	it.each(['anyone', 'signedIn', 'leader', 'administrator'] as const)('is refused to %s', async (who) => {
		expect(expectRefusal(await note(who))).toMatchObject({ code: 'not-permitted' });
		expect(expectRefusal(await clearEditing(partnership.as(who), opened))).toMatchObject({
			code: 'not-permitted'
		});
		expect(await partnership.db.read.select().from(editing)).toEqual([]);
	});
});
