import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/permission';
import { circulationTexts, type CirculationAnswer } from '$lib/domain/meeting/circulation';
import { circulationForm } from '$lib/forms/meeting';
import { aPartnership, expectOk, today, type Partnership } from '../../../../tests/support/partnership';
import { decision, mail, matter, person, seat, seatHolder } from '../database/schema';
import { composeNotice } from '../mail/notice';
import { queueReminders } from '../mail/commands';
import { registerMatter } from '../matters/commands';
import { triageMatter } from '../matters/steps';
import { addAgendaItem, editAgendaItem, removeAgendaItem } from './agenda';
import { addMinutesRemark, approveMinutes, publishMinutes } from './approve';
import { answerCirculation, closeCirculation, loadCirculation } from './circulation';
import { planMeeting } from './commands';
import { authenticateMeetingLink, issueMeetingLink } from './link';
import { loadMinutesContent } from './minutes-content';
import { agendaOf, meetingById } from './queries';
import { takeMeetingStep, type MeetingStepValues } from './steps';

let partnership: Partnership;
let partnershipId: number;

beforeEach(async () => {
	partnership = await aPartnership();
	({ partnershipId } = await partnership.plan());
});

const lastDay = '2026-12-03';
const after = new Date('2026-12-04T08:00:00Z');

async function found(id: number) {
	return (await meetingById(partnership.db.read, partnershipId, id))!;
}

async function step(id: number, taken: MeetingStepValues['step']) {
	const { version } = await found(id);
	const values = { step: taken, reason: 'Fordi.', time: null };
	return takeMeetingStep(partnership.as('secretariat'), { partnershipId, id, version }, values);
}

/** Calls a circulation with one item of its own and one of a matter. */
async function called(): Promise<{ id: number; items: number[]; matterId: number }> {
	const sent = {
		...({ title: 'Rutine', text: 'Tekst', lang: 'nb', organisation: '', concerns: '', wish: '' } as const),
		...{ treatedAtHome: null, body: null, measures: [], areas: [], links: null }
	};
	const as = partnership.as('secretariat');
	const { id: matterId } = expectOk(await registerMatter(as, { partnershipId, planId: null }, sent));
	const triage = { step: 'triage', body: 'fsu-1', target: null, reason: '' } as const;
	expectOk(await triageMatter(as, { partnershipId, id: matterId, version: 1 }, triage));
	const time = { day: lastDay, startsAt: null, endsAt: null, place: '' };
	const values = { ...time, kind: 'circulation', lang: 'nb', body: 'fsu-1', jointBody: null } as const;
	const { id } = expectOk(await planMeeting(as, { partnershipId, uid: `uid-${Math.random()}` }, values));
	const item = {
		...({ number: '', kind: 'decision', title: '', lang: 'nb', background: 'Bakgrunn' } as const),
		...{ assessment: '', proposal: 'Rutinen blir felles.', closed: false, closedBasis: '', neutralTitle: '' }
	};
	for (const given of [{ title: 'Egen sak', matterId: null }, { matterId }])
		expectOk(await addAgendaItem(as, { partnershipId, id }, { ...item, ...given }));
	expectOk(await step(id, 'call'));
	return { id, matterId, items: (await agendaOf(partnership.db.read, id)).map((one) => one.id) };
}

/** Returns everyone whose answer counts, as they come by the links of their mails. */
async function voters(id: number): Promise<Actor[]> {
	const { db } = partnership;
	const { seats } = await loadCirculation(db.read, await found(id), today);
	return Promise.all(
		seats.map(async ({ attendance: { personId } }) => {
			const to = { meetingId: id, personId: personId! };
			const token = await db.write((tx) => issueMeetingLink(tx, today, to));
			const visitor = await authenticateMeetingLink(db.read, token, today);
			if (!visitor.ok) throw new Error(visitor.reason);
			return visitor.actor;
		})
	);
}

async function answer(actor: Actor, id: number, answers: [number, CirculationAnswer][], now = today) {
	const given = answers.map(([itemId, one]) => ({
		...{ itemId, answer: one, note: one === 'objects' ? 'Må drøftes.' : '' }
	}));
	return answerCirculation({ db: partnership.db, actor, now }, { partnershipId, id }, given);
}

async function close(id: number, now = today) {
	const { version } = await found(id);
	return closeCirculation({ ...partnership.as('secretariat'), now }, { partnershipId, id, version });
}

const invalid = (code: string) => ({ refused: { code: 'invalid', faults: [{ code }] } });

describe('a circulation', () => {
	it('decides what every seat agrees to, and takes what one objects to, to a meeting', async () => {
		const { id, items, matterId } = await called();
		const [first, ...others] = await voters(id);
		for (const one of others)
			expectOk(
				await answer(one, id, [
					[items[0]!, 'agrees'],
					[items[1]!, 'agrees']
				])
			);
		expect(await close(id)).toMatchObject(invalid('circulation-open'));
		expectOk(
			await answer(first!, id, [
				[items[0]!, 'agrees'],
				[items[1]!, 'objects']
			])
		);
		expectOk(await close(id));
		const agenda = await agendaOf(partnership.db.read, id);
		expect(agenda).toMatchObject([
			{ outcomeKind: 'decision', outcome: 'Rutinen blir felles.', consensus: 'agreed' },
			{ outcomeKind: 'postponed', outcome: circulationTexts.objected.nb }
		]);
		const { attendance } = await loadMinutesContent(partnership.db.read, await found(id), { version: 1 });
		expect(attendance.map(({ note }) => note)).toContain(circulationTexts.seatObjected.nb);
		expect(attendance.map(({ note }) => note)).toContain(circulationTexts.seatAgreed.nb);

		expectOk(await step(id, 'send-out'));
		const target = async () => ({ partnershipId, id, version: (await found(id)).version });
		expectOk(await addMinutesRemark(partnership.as('leader'), { partnershipId, id }, 'Takk.'));
		expectOk(await approveMinutes(partnership.as('leader'), await target()));
		expectOk(await publishMinutes(partnership.as('secretariat'), await target()));
		const decisions = await partnership.db.read.select().from(decision);
		expect(decisions.filter(({ kind }) => kind === 'decision')).toMatchObject([
			{ agendaItemId: items[0], text: 'Rutinen blir felles.', consensus: true, decidedOn: lastDay }
		]);
		const [taken] = await partnership.db.read.select().from(matter).where(eq(matter.id, matterId));
		expect(taken!.state).toBe('postponed');
	});

	it('postpones what is not answered by all when the last day is over, and takes no more answers', async () => {
		const { id, items } = await called();
		const [first] = await voters(id);
		expectOk(await answer(first!, id, [[items[0]!, 'agrees']]));
		expect(await answer(first!, id, [[items[0]!, 'agrees']], after)).toMatchObject({
			refused: { code: 'wrong-state' }
		});
		expectOk(await close(id, after));
		expect((await agendaOf(partnership.db.read, id)).map((one) => one.outcomeKind)).toEqual([
			'postponed',
			'postponed'
		]);
	});

	it('keeps the last answer of a seat', async () => {
		const { id, items } = await called();
		const [first] = await voters(id);
		expectOk(await answer(first!, id, [[items[0]!, 'objects']]));
		expectOk(await answer(first!, id, [[items[0]!, 'agrees']]));
		const { items: loaded } = await loadCirculation(partnership.db.read, await found(id), today);
		expect(loaded[0]!.given).toMatchObject([{ answer: 'agrees', note: '' }]);
	});

	it('asks again for a changed proposal, and forgets answers to an item that is taken off', async () => {
		const { id, items } = await called();
		const [first] = await voters(id);
		expectOk(
			await answer(first!, id, [
				[items[0]!, 'agrees'],
				[items[1]!, 'agrees']
			])
		);
		const { db, as } = partnership;
		const [item] = await agendaOf(db.read, id);
		const { version, number, kind, title, lang, background, assessment } = item!;
		const { closed, closedBasis, neutralTitle } = item!;
		const values = { number, kind, title, lang, background, assessment, closed, closedBasis, neutralTitle };
		const edited = { ...values, proposal: 'Rutinen gjelder alle.' };
		const target = { partnershipId, id };
		expectOk(await editAgendaItem(as('secretariat'), { ...target, itemId: item!.id, version }, edited));
		const loaded = await loadCirculation(db.read, await found(id), today);
		expect(loaded.items.map(({ given }) => given.length)).toEqual([0, 1]);
		const removal = { itemId: items[1]!, reason: 'Utgår.' };
		expectOk(await removeAgendaItem(as('secretariat'), target, removal));
		expect((await agendaOf(db.read, id)).map((one) => one.id)).toEqual([items[0]]);
	});

	it('is answered by the invited only, and is never started as a meeting', async () => {
		const { id, items } = await called();
		expect(await answer(partnership.actors.ssuLeader, id, [[items[0]!, 'agrees']])).toMatchObject({
			refused: { code: 'not-found' }
		});
		expect(await step(id, 'start')).toMatchObject(invalid('meeting-moved-on'));
		const { version } = await found(id);
		const target = { partnershipId, id, version };
		expect(await closeCirculation(partnership.as('leader'), target)).toMatchObject({
			refused: { code: 'not-permitted' }
		});
	});

	it('writes to no alternate, who has no part in it', async () => {
		const bodyId = partnership.actors.leader.seats[0]!.bodyId;
		await partnership.db.write(async (tx) => {
			const values = { email: 'vara@test.test', name: 'Vara', createdAt: today.toISOString() };
			const [who] = await tx.insert(person).values(values).returning();
			const [place] = await tx.insert(seat).values({ bodyId, role: 'alternate' }).returning();
			await tx.insert(seatHolder).values({ seatId: place!.id, personId: who!.id, fromDay: '2026-01-01' });
		});
		const { id } = await called();
		const rows = await partnership.db.read
			.select()
			.from(mail)
			.where(eq(mail.about, `${id}:called-0`));
		expect(rows.map(({ name }) => name)).toContain(partnership.actors.leader.name);
		expect(rows.map(({ name }) => name)).not.toContain('Vara');
	});

	it('writes to every seat without a calendar entry, and reminds those who have not answered', async () => {
		const { id, items } = await called();
		const { db } = partnership;
		const everyone = await voters(id);
		const remindOn = new Date('2026-12-02T09:00:00Z');
		const [first] = everyone;
		expectOk(
			await answer(first!, id, [
				[items[0]!, 'agrees'],
				[items[1]!, 'agrees']
			])
		);
		await queueReminders({ db, now: remindOn });
		await queueReminders({ db, now: remindOn });
		const rows = await db.read
			.select()
			.from(mail)
			.where(eq(mail.about, `${id}:reminder-1-0`));
		const waiting = everyone.filter((one) => one !== first).map(({ name }) => name);
		expect(rows.map(({ name }) => name).toSorted()).toEqual(waiting.toSorted());
		const options = { origin: 'https://x.no', now: remindOn, meetingToken: async () => 'TOKEN' };
		const reminder = await composeNotice(db.read, rows[0]!, options);
		expect(reminder!.text).toContain('/answer/TOKEN');
		const notices = await db.read
			.select()
			.from(mail)
			.where(eq(mail.about, `${id}:called-0`));
		const notice = await composeNotice(db.read, notices[0]!, { ...options, now: today });
		expect(notice!.subject).toContain('sirkulasjon');
		expect(notice!.calendar).toBeUndefined();

		const second = everyone.find(({ name }) => name === rows[0]!.name)!;
		expectOk(
			await answer(second, id, [
				[items[0]!, 'agrees'],
				[items[1]!, 'agrees']
			])
		);
		expect(await composeNotice(db.read, rows[0]!, options)).toBeNull();
	});
});

describe('the form of a circulation', () => {
	it('needs a reason for an objection, and takes several items', () => {
		const read = (posted: Record<string, string>) => circulationForm.safeParse(posted);
		expect(read({ 'answer.1': 'agrees', 'answer.2': 'objects', 'note.2': 'Drøftes.' }).data).toEqual([
			{ itemId: 1, answer: 'agrees', note: '' },
			{ itemId: 2, answer: 'objects', note: 'Drøftes.' }
		]);
		const faults = read({ 'answer.1': 'objects' }).error!.issues;
		expect(faults).toMatchObject([{ path: ['note.1'], message: 'required' }]);
		expect(read({ 'answer.1': 'maybe' }).success).toBe(false);
	});
});
