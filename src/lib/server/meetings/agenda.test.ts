import { beforeEach, describe, expect, it } from 'vitest';
import { expectOk } from '../../../../tests/support/partnership';
import {
	beginMeetings,
	partnership,
	partnershipId,
	type Who,
	planned,
	steps,
	added,
	itemTarget,
	aMatter,
	matterState,
	expectRefused,
	item
} from '../../../../tests/support/meetings';
import { addAgendaItem, editAgendaItem, moveAgendaItem, orderAgenda, removeAgendaItem } from './agenda';
import { agendaOf } from './queries';

beforeEach(beginMeetings);

describe('an agenda', () => {
	const as = (who: Who = 'secretariat') => partnership.as(who);

	it('takes a matter with its text, and gives it back', async () => {
		const [id, matterId] = [await planned(), await aMatter()];
		const itemId = await added(id, { matterId, title: '', background: '' });
		const agenda = await agendaOf(partnership.db.read, id);
		expect(agenda.at(-2)).toMatchObject({ id: itemId, title: 'Hvem melder fra?', background: 'Ingen vet.' });
		await expectRefused('matter matter-not-ready', () =>
			addAgendaItem(as(), { partnershipId, id }, { ...item, matterId })
		);
		expectOk(await removeAgendaItem(as(), { partnershipId, id }, { itemId, reason: '' }));
		expect(await matterState(matterId)).toBe('triaged');
	});

	it('is ordered one step at a time, and as a whole', async () => {
		const id = await planned();
		const [a, b, c, d] = (await agendaOf(partnership.db.read, id)).map((one) => one.id);
		const order = async () => (await agendaOf(partnership.db.read, id)).map((one) => one.id);
		expectOk(await moveAgendaItem(as(), { partnershipId, id }, { itemId: b!, step: 'up' }));
		expect(await order()).toEqual([b, a, c, d]);
		expectOk(await orderAgenda(as(), { partnershipId, id }, [d!, c!, b!, a!]));
		expect(await order()).toEqual([d, c, b, a]);
		await expectRefused(' stale', () => orderAgenda(as(), { partnershipId, id }, [d!, c!, b!]));
	});

	it('refuses a number that is used in the body and year, ignoring case and spaces', async () => {
		const [one, other] = [await planned(), await planned({ day: '2026-12-04' })];
		const itemId = await added(one, { number: 'PS 35/26' });
		await expectRefused('number number-used', () =>
			addAgendaItem(as(), { partnershipId, id: other }, { ...item, number: 'ps35 / 26', matterId: null })
		);
		const edited = { ...item, number: 'ps 35/26' };
		expectOk(await editAgendaItem(as(), await itemTarget(one, itemId), edited));
		const nextYear = await planned({ day: '2027-02-01' });
		await added(nextYear, { number: 'PS 35/26' });
	});

	it('is closed once the meeting has ended', async () => {
		const id = await planned();
		await steps(id, 'call', 'start', 'end');
		await expectRefused('wrong-state', () =>
			addAgendaItem(as(), { partnershipId, id }, { ...item, matterId: null })
		);
	});
});
