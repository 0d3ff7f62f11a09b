import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { WrittenForm } from '$lib/domain/localized';
import type { MeetingAnswer } from '$lib/domain/meeting/attendance';
import type { MeetingKind } from '$lib/domain/meeting/meeting';
import { meetingAnswerForm } from '$lib/forms/meeting';
import { aPartnership, expectOk, today, type Partnership } from '../../../../tests/support/partnership';
import { saidTwice } from '../../../../tests/support/said-twice';
import { composeNotice } from '../mail/notice';
import { body, mail, meetingLink, person, seat, seatHolder } from '../database/schema';
import { addAgendaItem } from './agenda';
import { answerNotice } from './attendance';
import { planMeeting } from './commands';
import { authenticateMeetingLink, issueMeetingLink } from './link';
import { attendanceOf, meetingById } from './queries';
import { takeMeetingStep, type MeetingStepValues } from './steps';

let partnership: Partnership;
let partnershipId: number;

beforeEach(async () => {
	partnership = await aPartnership();
	({ partnershipId } = await partnership.plan());
});

const time = { day: '2026-12-03', startsAt: '12:00', endsAt: '15:00', place: 'Kommunehuset' };

async function planned(kind: MeetingKind = 'ordinary', day = time.day): Promise<number> {
	const values = { ...time, day, kind, lang: 'nb', body: 'fsu-1', jointBody: null } as const;
	const place = { partnershipId, uid: `uid-${Math.random()}` };
	const { id } = expectOk(await planMeeting(partnership.as('secretariat'), place, values));
	const item = {
		...({ number: '', kind: 'decision', title: 'Klage fra <Kari>', lang: 'nb', background: '' } as const),
		...{ assessment: '', proposal: '', closed: true, closedBasis: 'offl. § 13', neutralTitle: 'Personalsak' }
	};
	const where = { partnershipId, id };
	expectOk(await addAgendaItem(partnership.as('secretariat'), where, { ...item, matterId: null }));
	return id;
}

async function step(id: number, given: Partial<MeetingStepValues> & Pick<MeetingStepValues, 'step'>) {
	const { version } = (await meetingById(partnership.db.read, partnershipId, id))!;
	const values = { reason: 'Fordi.', time: null, ...given };
	return takeMeetingStep(partnership.as('secretariat'), { partnershipId, id, version }, values);
}

async function noticeRows() {
	return partnership.db.read.select().from(mail).where(eq(mail.reason, 'meeting-notice'));
}

/** Composes the newest mail to a person, as when it is sent. */
async function composed(name: string, token = 'TOKEN') {
	const row = (await noticeRows()).findLast((one) => one.name === name);
	const meetingToken = () => Promise.resolve(token);
	return row && composeNotice(partnership.db.read, row, { origin: 'https://x.no', now: today, meetingToken });
}

async function setRule(rule: { noticeDays: number }) {
	await partnership.db.write((tx) => tx.update(body).set(rule).where(eq(body.slug, 'fsu-1')));
}

async function addAlternate(given: { declinesMail?: boolean } = {}) {
	const bodyId = partnership.actors.leader.seats[0]!.bodyId;
	await partnership.db.write(async (tx) => {
		const values = { email: 'vara@test.test', name: 'Vara', createdAt: today.toISOString(), ...given };
		const [who] = await tx.insert(person).values(values).returning();
		const [place] = await tx.insert(seat).values({ bodyId, role: 'alternate' }).returning();
		await tx.insert(seatHolder).values({ seatId: place!.id, personId: who!.id, fromDay: '2026-01-01' });
	});
}

/** The leader of the body, by name and account. */
const leader = () => ({ name: partnership.actors.leader.name, id: partnership.actors.leader.personId! });

describe('the notice of a meeting', () => {
	it('goes to every seat once, and informs alternates who do not decline', async () => {
		await addAlternate();
		const id = await planned();
		expectOk(await step(id, { step: 'call' }));
		const rows = await noticeRows();
		const invited = await attendanceOf(partnership.db.read, id);
		expect(invited.length).toBeGreaterThan(1);
		const names = [...invited.map(({ attendance }) => attendance.name), 'Vara'];
		expect(rows.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
		expect(new Set(rows.map(({ about }) => about))).toEqual(new Set([`${id}:called-0`]));
		const informed = await composed('Vara');
		expect(informed!.text).not.toContain('TOKEN');
		expect(informed!.calendar).toBeUndefined();
	});

	it('does not go to alternates who decline mail', async () => {
		await addAlternate({ declinesMail: true });
		expectOk(await step(await planned(), { step: 'call' }));
		expect((await noticeRows()).map(({ name }) => name)).not.toContain('Vara');
	});

	it.each<[WrittenForm, string]>([
		['nb', 'Svar på innkallingen'],
		['nn', 'Svar på innkallinga']
	])('says time, place and agenda in %s, with the link and a calendar entry', async (writtenForm, action) => {
		await partnership.db.write((tx) => tx.update(person).set({ writtenForm }));
		const id = await planned();
		expectOk(await step(id, { step: 'call' }));
		const content = (await composed(leader().name))!;
		expect(content.text).toContain('Kl. 12.00–15.00, Kommunehuset');
		expect(saidTwice(content.text)).toEqual([]);
		expect(content.text).toContain(action);
		expect(content.text).toMatch(/https:\/\/x\.no\/(nn\/)?answer\/TOKEN/);
		expect(content.text).toContain('Personalsak');
		expect(content.text + content.html).not.toContain('Kari');
		const found = (await meetingById(partnership.db.read, partnershipId, id))!;
		expect(content.calendar!.entries).toMatchObject([{ uid: found.uid, sequence: 0, cancelled: false }]);
	});

	it('is followed by mail when the meeting is moved or cancelled, with the same entry', async () => {
		const id = await planned();
		expectOk(await step(id, { step: 'call' }));
		const { uid } = (await meetingById(partnership.db.read, partnershipId, id))!;
		expectOk(await step(id, { step: 'move', time: { ...time, day: '2026-12-10' } }));
		expect((await composed(leader().name))!.calendar!.entries).toMatchObject([
			{ uid, sequence: 1, day: '2026-12-10', cancelled: false }
		]);
		expectOk(await step(id, { step: 'cancel' }));
		const last = (await composed(leader().name))!;
		expect(last.subject).toContain('Avlyst');
		expect(last.calendar!.entries).toMatchObject([{ uid, sequence: 2, cancelled: true }]);
		const rows = (await noticeRows()).filter(({ name }) => name === leader().name);
		const contents = await Promise.all(
			rows.map((row) => composeNotice(partnership.db.read, row, { origin: '', now: today }))
		);
		// What a later mail says better is not sent.
		expect(contents.map((one) => one !== null)).toEqual([false, false, true]);
	});

	it('is not told by mail of a meeting that was never called', async () => {
		const id = await planned();
		expectOk(await step(id, { step: 'move', time: { ...time, day: '2026-12-10' } }));
		expectOk(await step(id, { step: 'cancel' }));
		expect(await noticeRows()).toEqual([]);
	});

	it.each<[MeetingKind, number, string, string]>([
		['ordinary', 23, '', 'ok'],
		['ordinary', 24, 'Haster.', 'step notice-too-late'],
		['circulation', 24, '', 'ok'],
		['extraordinary', 24, '', 'reason reason-required'],
		['extraordinary', 24, 'Haster.', 'ok']
	])('of kind %s with %i days by rule and the reason "%s": %s', async (kind, noticeDays, reason, code) => {
		await setRule({ noticeDays });
		const result = await step(await planned(kind), { step: 'call', reason });
		const faults = result.ok || result.refused.code !== 'invalid' ? [] : result.refused.faults;
		expect(result.ok ? 'ok' : faults.map((one) => `${one.field} ${one.code}`).join()).toBe(code);
	});
});

describe('an answer to a notice', () => {
	async function called() {
		const id = await planned();
		expectOk(await step(id, { step: 'call' }));
		return id;
	}
	const linkTo = (meetingId: number, personId: number) =>
		partnership.db.write((tx) => issueMeetingLink(tx, today, { meetingId, personId }));
	const visitor = (token: string, now = today) => authenticateMeetingLink(partnership.db.read, token, now);
	async function answerBy(token: string, id: number, answer: MeetingAnswer = 'coming') {
		const found = await visitor(token);
		const actor = found.ok ? found.actor : partnership.actors.anyone;
		const context = { ...partnership.as('anyone'), actor };
		return answerNotice(context, { partnershipId, id }, { answer, note: 'Kommer litt seint' });
	}

	it('is given by the link, for its recipient and meeting only', async () => {
		const [id, other] = [await called(), await called()];
		const token = await linkTo(id, leader().id);
		expectOk(await answerBy(token, id, 'alternate'));
		const rows = await attendanceOf(partnership.db.read, id);
		const answered = rows.filter(({ attendance }) => attendance.answer !== null);
		expect(answered.map(({ attendance }) => attendance)).toMatchObject([
			{ name: leader().name, answer: 'alternate', answerNote: 'Kommer litt seint' }
		]);
		expect(await answerBy(token, other)).toMatchObject({ ok: false, refused: { code: 'not-permitted' } });
		expect(await answerBy('x'.repeat(43), id)).toMatchObject({
			ok: false,
			refused: { code: 'not-permitted' }
		});
	});

	it('is kept by the hash of its token only', async () => {
		const token = await linkTo(await called(), leader().id);
		const stored = JSON.stringify(await partnership.db.read.select().from(meetingLink));
		expect(stored).not.toContain(token);
	});

	it('is refused by a link after the day, without a seat, and by an unknown one', async () => {
		const id = await called();
		const token = await linkTo(id, leader().id);
		expect(await visitor(token, new Date('2026-12-03T20:00:00Z'))).toMatchObject({ ok: true });
		expect(await visitor(token, new Date('2026-12-04T12:00:00Z'))).toMatchObject({ reason: 'too-late' });
		expect(await visitor('short')).toMatchObject({ reason: 'unknown' });
		await partnership.db.write((tx) => tx.delete(seatHolder).where(eq(seatHolder.personId, leader().id)));
		expect(await visitor(token)).toMatchObject({ reason: 'revoked' });
	});

	it('does not count once the meeting is moved', async () => {
		const id = await called();
		expectOk(await answerBy(await linkTo(id, leader().id), id));
		expectOk(await step(id, { step: 'move', time: { ...time, day: '2026-12-10' } }));
		const rows = await attendanceOf(partnership.db.read, id);
		expect(rows.length).toBeGreaterThan(1);
		expect(rows.every(({ attendance }) => attendance.answer === null)).toBe(true);
	});

	it('has no identity number in its note', () => {
		const parsed = meetingAnswerForm.safeParse({ answer: 'coming', note: 'Født 01010750160' });
		expect(parsed.error?.issues).toMatchObject([{ path: ['note'], message: 'identity-number' }]);
	});
});
