import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectOk } from '../../../../tests/support/partnership';
import {
	added,
	beginMeetings,
	decided,
	expectRefused,
	item,
	itemTarget,
	partnership,
	partnershipId,
	planned,
	present,
	step,
	steps,
	target,
	type Who
} from '../../../../tests/support/meetings';
import { mail, person, seat, seatHolder } from '../database/schema';
import { composeNotice } from '../mail/notice';
import { editAgendaItem, moveAgendaItem, removeAgendaItem } from './agenda';
import { addMinutesRemark, approveMinutes } from './approve';
import { recordAttendance } from './attendance';
import { answerCirculation, circulationWaitsFor, closeCirculation, loadCirculation } from './circulation';
import { agendaOf, attendanceOf, meetingById } from './queries';
import { approveAgendaItem, recordRecusal, type RecusalValues } from './recuse';

beforeEach(beginMeetings);

const edited = { ...item, number: 'Sak 9/26' };

function personId(who: Who): number {
	return partnership.actors[who].personId!;
}

async function rowOf(id: number, who: number) {
	const rows = await attendanceOf(partnership.db.read, id);
	return rows.find(({ attendance }) => attendance.personId === who)!.attendance.id;
}

/** Records that someone of the body leaves an item, by default the leader for the member. */
async function recused(id: number, itemId: number, given: Partial<RecusalValues> = {}, who: Who = 'leader') {
	const attendanceId = await rowOf(id, personId(who));
	const values = {
		attendanceId,
		reason: 'Inhabil',
		replacementId: personId('member'),
		replacedBy: '',
		...given
	};
	return recordRecusal(partnership.as('secretariat'), { partnershipId, id, itemId }, values);
}

/** Adds an account with a seat as alternate of FSU 1. */
async function anAlternate(): Promise<number> {
	const bodyId = partnership.actors.leader.seats[0]!.bodyId;
	return partnership.db.write(async (tx) => {
		const values = { email: 'vara@test.test', name: 'Vara', createdAt: '2026-01-01T00:00:00.000Z' };
		const [who] = await tx.insert(person).values(values).returning();
		const [place] = await tx.insert(seat).values({ bodyId, role: 'alternate' }).returning();
		await tx.insert(seatHolder).values({ seatId: place!.id, personId: who!.id, fromDay: '2026-01-01' });
		return who!.id;
	});
}

describe('a recusal in a meeting', () => {
	let id: number;
	let itemId: number;
	beforeEach(async () => {
		id = await planned();
		itemId = await added(id);
		await steps(id, 'call', 'start');
	});

	it('names each who leaves the room once', async () => {
		expectOk(await recused(id, itemId));
		await expectRefused('attendanceId recused-before', () => recused(id, itemId));
	});

	it.each([
		['an account that is none of the meeting’s', 'ssuLeader', 'replacement unknown'],
		['the recused person', 'leader', 'replacement replacement-recused']
	] as const)('is refused with %s as replacement', async (_, who, code) => {
		await expectRefused(code, () => recused(id, itemId, { replacementId: personId(who) }));
	});

	it('is refused with a replacement who is recused too', async () => {
		expectOk(await recused(id, itemId, { replacementId: null }, 'member'));
		await expectRefused('replacement replacement-recused', () => recused(id, itemId));
	});

	it('passes the leader’s say over that item to the replacement, and no other', async () => {
		const other = await added(id);
		expectOk(await recused(id, itemId));
		const edit = async (who: Who, which: number) =>
			editAgendaItem(partnership.as(who), await itemTarget(id, which), { ...edited, number: `Sak ${which}` });
		await expectRefused('not-permitted', () => edit('leader', itemId));
		await expectRefused('not-permitted', () => edit('member', other));
		const removal = { itemId, reason: 'Nei.' };
		const at = { partnershipId, id };
		await expectRefused('not-permitted', () => removeAgendaItem(partnership.as('leader'), at, removal));
		expectOk(await edit('member', itemId));
		expectOk(await edit('leader', other));
		expectOk(await edit('deputy', itemId));
		const move = { itemId, step: 'up' } as const;
		await expectRefused('not-permitted', () => moveAgendaItem(partnership.as('member'), at, move));
	});

	it('leaves the leader’s say where it is without a replacement who has an account', async () => {
		expectOk(await recused(id, itemId, { replacementId: null, replacedBy: 'En gjest' }));
		expectOk(await editAgendaItem(partnership.as('leader'), await itemTarget(id, itemId), edited));
	});

	it('makes the leader wait for the replacement’s approval of the item', async () => {
		expectOk(await recused(id, itemId));
		expectOk(await decided(id, itemId));
		const at = { partnershipId, id, itemId };
		await expectRefused('wrong-state', () => approveAgendaItem(partnership.as('member'), at));
		await steps(id, 'end', 'send-out');
		const approve = async (who: Who) => approveMinutes(partnership.as(who), await target(id));
		await expectRefused('step item-not-approved', () => approve('leader'));
		await expectRefused('not-permitted', () => approve('member'));
		await expectRefused('not-permitted', () => approveAgendaItem(partnership.as('leader'), at));
		await expectRefused('not-found', () => approveAgendaItem(partnership.as('deputy'), at));
		expectOk(await approveAgendaItem(partnership.as('member'), at));
		expectOk(await decided(id, itemId, { outcome: 'Noe annet.', reason: 'Skrivefeil' }));
		await expectRefused('step item-not-approved', () => approve('leader'));
		expectOk(await approveAgendaItem(partnership.as('member'), at));
		expectOk(await approve('leader'));
		await steps(id, 'revise');
		await expectRefused('step item-not-approved', () => approve('leader'));
	});

	it('lets the deputy, who is not recused, approve the minutes at once', async () => {
		expectOk(await recused(id, itemId));
		await steps(id, 'end', 'send-out');
		expectOk(await approveMinutes(partnership.as('deputy'), await target(id)));
	});

	it('lets a replacement from outside the seats remark on the minutes', async () => {
		const replacementId = await anAlternate();
		expectOk(await recused(id, itemId, { replacementId }));
		await steps(id, 'end', 'send-out');
		const { bodyId, partnershipId: home } = partnership.actors.leader.seats[0]!;
		const own = { bodyId, partnershipId: home, bodyKind: 'fsu', role: 'alternate', partnerId: null } as const;
		const actor = { personId: replacementId, name: 'Vara', administrator: false, seats: [own] };
		const context = { ...partnership.as('secretariat'), actor };
		expectOk(await addMinutesRemark(context, { partnershipId, id }, 'Godt skrevet.'));
		expectOk(await approveAgendaItem(context, { partnershipId, id, itemId }));
	});

	it('is the alternate’s who attends for the leader', async () => {
		const alternateId = await anAlternate();
		const leads = await rowOf(id, personId('leader'));
		const rows = (await present(id)).map((row) =>
			row.id === leads ? { ...row, presence: 'alternate' as const, alternateId } : row
		);
		expectOk(await recordAttendance(partnership.as('secretariat'), await target(id), { rows, reason: '' }));
		await expectRefused('replacement replacement-recused', () =>
			recused(id, itemId, { replacementId: alternateId })
		);
		expectOk(await recused(id, itemId));
		// The leader was not in the meeting, and is not the one who is recused.
		expectOk(await editAgendaItem(partnership.as('leader'), await itemTarget(id, itemId), edited));
	});
});

describe('a recusal in a circulation', () => {
	let id: number;
	let items: number[];
	beforeEach(async () => {
		id = await planned({ kind: 'circulation', startsAt: null, endsAt: null, place: '' });
		for (const title of ['Første', 'Andre']) await added(id, { title });
		expectOk(await step(id, { step: 'call' }));
		items = (await agendaOf(partnership.db.read, id)).map((one) => one.id);
	});

	const now = new Date('2026-11-10T12:00:00.000Z');

	async function answer(who: Who | number, answers: ('agrees' | 'objects')[], which = items) {
		const actor =
			typeof who === 'number'
				? { ...partnership.actors.observer, personId: who, name: 'Vara' }
				: partnership.actors[who];
		const given = answers.map((one, index) => ({ itemId: which[index]!, answer: one, note: 'Fordi.' }));
		return answerCirculation({ db: partnership.db, actor, now }, { partnershipId, id }, given);
	}

	async function results() {
		const found = (await meetingById(partnership.db.read, partnershipId, id))!;
		return (await loadCirculation(partnership.db.read, found, now)).items.map(({ result }) => result);
	}

	it('passes the say on the item to the replacement, who gets the link', async () => {
		const vara = await anAlternate();
		expectOk(await answer('leader', ['objects', 'agrees']));
		expectOk(await recused(id, items[0]!, { replacementId: vara }));
		for (const who of ['member', 'deputy'] as const) expectOk(await answer(who, ['agrees', 'agrees']));
		expect(await results()).toEqual(['unanswered', 'agreed']);
		await expectRefused('not-found', () => answer('leader', ['agrees']));
		const found = (await meetingById(partnership.db.read, partnershipId, id))!;
		expect(await circulationWaitsFor(partnership.db.read, found, now)).toEqual(new Set([vara]));
		const [sent] = await partnership.db.read.select().from(mail).where(eq(mail.personId, vara));
		const notice = await composeNotice(partnership.db.read, sent!, {
			...{ origin: 'https://x.no', now, meetingToken: async () => 'TOKEN' }
		});
		expect(notice!.text).toContain('/answer/TOKEN');
		await expectRefused('not-found', () => answer(vara, ['agrees'], [items[1]!]));
		expectOk(await answer(vara, ['agrees']));
		expect(await results()).toEqual(['agreed', 'agreed']);
		expectOk(await closeCirculation(partnership.as('secretariat'), await target(id)));
	});

	it('counts what a seat’s holder has answered for the seat they replace, too', async () => {
		for (const who of ['member', 'deputy'] as const) expectOk(await answer(who, ['agrees', 'agrees']));
		expectOk(await recused(id, items[0]!));
		expect(await results()).toEqual(['agreed', 'unanswered']);
		expectOk(await answer('member', ['objects']));
		expect(await results()).toEqual(['objected', 'unanswered']);
	});

	it('does not count a seat without a replacement', async () => {
		expectOk(await recused(id, items[0]!, { replacementId: null }));
		for (const who of ['member', 'deputy'] as const) expectOk(await answer(who, ['agrees', 'agrees']));
		expect(await results()).toEqual(['agreed', 'unanswered']);
		expectOk(await answer('leader', ['agrees'], [items[1]!]));
		expect(await results()).toEqual(['agreed', 'agreed']);
	});
});
