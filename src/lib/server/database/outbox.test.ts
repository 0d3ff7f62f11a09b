import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	completeAnswers,
	expectOk,
	today,
	type Partnership
} from '../../../../tests/support/partnership';
import { addDays } from '$lib/domain/calendar/calendar-date';
import type { MailReason } from '$lib/domain/mail/mail';
import { submitEvaluation } from '../evaluations/commands';
import { returnEvaluation } from '../evaluations/approval';
import { openRound } from '../workflows/open-round';
import { planRound } from '../rounds/commands';
import { questions } from '$lib/domain/evaluation/evaluation';
import { mailCounts } from '../mail/queries';
import { queueMail } from './outbox';
import { mail, person, seatHolder } from './schema';

let partnership: Partnership;
beforeEach(async () => {
	partnership = await aPartnership(aPlanFile({ measures: 4 }));
	const dates = {
		opensOn: '2026-11-10',
		reportBy: '2026-12-11',
		readBy: '2026-12-18',
		meetingOn: '2027-01-15'
	};
	const round = { year: 2026, kind: 'annual', graceDays: 5, instruction: null, ...dates } as const;
	const { as, planId } = partnership;
	expectOk(await planRound(as('secretariat'), planId, { ...round, questions: [...questions] }));
});

const mails = () => partnership.db.read.select().from(mail).orderBy(mail.id);
const inBrief = async () =>
	(await mails()).map(({ recipient, reason, state, day }) => `${recipient} ${reason} ${state} ${day}`);

async function queue(reason: MailReason, now: Date, about = '') {
	const order = {
		email: 'Leader@test.test',
		name: 'Frode',
		writtenForm: 'nb',
		personId: null,
		roundId: 1
	} as const;
	return partnership.db.write((tx) => queueMail(tx, now, { ...order, reason, about }));
}
const later = (hours: number) => new Date(today.getTime() + hours * 3_600_000);

describe('mail written in the transaction of its cause', () => {
	it('tells only the leader of each body when a round opens', async () => {
		const { as, round } = partnership;
		expectOk(await openRound(as('secretariat'), await round('2026')));
		expect(await inBrief()).toEqual([
			'otherleader@test.test kick-off waiting 2026-11-10',
			'leader@test.test kick-off waiting 2026-11-10'
		]);
		const ids = (await mails()).map(({ messageId }) => messageId);
		expect(new Set(ids).size).toBe(2);
	});

	it('tells the deputy of a body without a leader, and the secretariat if it has neither', async () => {
		const { as, round, db, actors } = partnership;
		await db.write(async (tx) => {
			await tx
				.update(seatHolder)
				.set({ toDay: '2026-11-01' })
				.where(eq(seatHolder.personId, actors.leader.personId!));
			const disabledAt = today.toISOString();
			await tx.update(person).set({ disabledAt }).where(eq(person.id, actors.otherLeader.personId!));
		});
		expectOk(await openRound(as('secretariat'), await round('2026')));
		expect(await inBrief()).toEqual([
			'deputy@test.test kick-off waiting 2026-11-10',
			'secretariat@test.test kick-off waiting 2026-11-10'
		]);
	});

	it('tells nobody when the opening is refused', async () => {
		const { as, round } = partnership;
		await openRound(as('leader'), await round('2026'));
		await openRound(as('secretariat'), { ...(await round('2026')), version: 9 });
		expect(await inBrief()).toEqual([]);
	});

	it('tells the reporters when an evaluation is returned', async () => {
		const { as, round, planId, db } = partnership;
		expectOk(await openRound(as('secretariat'), await round('2026')));
		await db.write((tx) => tx.update(mail).set({ state: 'sent', sentAt: today.toISOString() }));
		const target = { planId, round: '2026', measure: '1.1' };
		const { version } = expectOk(
			await submitEvaluation(as('secretariat'), { ...target, version: null }, completeAnswers())
		);
		const at = later(24);
		const comment = { text: 'Kva med fristen?', lang: 'nn' } as const;
		expectOk(await returnEvaluation(as('ssuLeader', at), { ...target, version }, comment));
		expect((await mails()).slice(2)).toMatchObject([
			{ recipient: 'leader@test.test', reason: 'returned', about: 'measure-1', day: addDays('2026-11-10', 1) }
		]);
	});
});

describe('queueMail', () => {
	it('replaces a waiting mail of its class by one with a weightier reason', async () => {
		await queue('due-in-7', today);
		await queue('returned', today, 'measure-1');
		await queue('asked', today);
		await queue('returned', today, 'measure-2');
		expect(await inBrief()).toEqual([
			'leader@test.test due-in-7 dropped 2026-11-10',
			'leader@test.test returned waiting 2026-11-10',
			'leader@test.test asked waiting 2026-11-10'
		]);
	});

	it('delays a report’s mail until the day after another one, and drops a second reminder', async () => {
		const { db } = partnership;
		await queue('due-in-7', today);
		await queue('kick-off', today);
		await db.write((tx) => tx.update(mail).set({ state: 'sent', sentAt: today.toISOString() }));
		expect(await queue('asked', later(2))).toEqual({ queue: false, because: 'mailed-today' });
		expect(await queue('returned', later(2), 'measure-1')).toEqual({ queue: true, day: '2026-11-11' });
		expect((await mails()).at(-1)).toMatchObject({ state: 'waiting', nextTryAt: '2026-11-11T06:00:00.000Z' });
		// After 23:00 UTC it is a new day in Oslo.
		expect((await queue('asked', new Date('2026-11-10T23:05:00.000Z'))).queue).toBe(true);
		expect(await queue('handed-on', new Date('2026-11-10T22:30:00.000Z'))).toMatchObject({ queue: false });
	});

	it('keeps a reminder when others queue notices to the same address', async () => {
		const outside = { email: 'leader@test.test', name: 'Frode', writtenForm: 'nb', personId: null } as const;
		await queue('due-in-1', today);
		for (const [reason, about] of [
			['matter-notice', 'matter-1'],
			['matter-notice', 'matter-2'],
			['matter-notice', 'matter-2'],
			['meeting-notice', 'meeting-1'],
			['account-notice', 'person-1']
		] as const)
			await partnership.db.write((tx) =>
				queueMail(tx, today, { ...outside, roundId: null, planId: partnership.planId, reason, about })
			);
		await queue('handed-on', today, 'measure-1');
		expect((await mails()).map(({ reason, about, state }) => `${reason} ${about} ${state}`)).toEqual([
			'due-in-1  waiting',
			'matter-notice matter-1 waiting',
			'matter-notice matter-2 waiting',
			'meeting-notice meeting-1 waiting',
			'account-notice person-1 waiting',
			'handed-on measure-1 waiting'
		]);
		expect((await mailCounts(partnership.db.read, 1)).waiting).toBe(6);
	});

	it('queues a failed mail again under its own Message-ID', async () => {
		const { db } = partnership;
		await queue('asked', today);
		const [before] = await mails();
		await db.write((tx) => tx.update(mail).set({ state: 'failed', tries: 6, lastError: 'x' }));
		await queue('asked', later(1));
		expect(await mails()).toMatchObject([
			{ messageId: before!.messageId, state: 'waiting', tries: 0, lastError: null }
		]);
	});
});
