import { asc } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { anOpenRound, daysFromDeadline, hoursLater } from '../../../../tests/mail/mail-fixtures';
import {
	lastEvent,
	expectRefusal,
	completeAnswers,
	expectOk,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import { mail } from '../database/schema';
import { submitEvaluation } from '../evaluations/commands';
import { roundByKey } from '../rounds/queries';
import { queueReminders, queueRequestedReminders } from './commands';
import {
	reminderCandidates,
	previewReminder,
	mailCounts,
	listOutbox,
	previewMail,
	loadReminderResult,
	findDueReminders
} from './queries';
import { deliveryError } from './send';
import { MailScheduler } from './scheduler';

let partnership: Partnership;
beforeEach(async () => void (partnership = await anOpenRound()));

const mails = () => partnership.db.read.select().from(mail).orderBy(asc(mail.id));
const asking = (more = {}) => ({ planId: partnership.planId, round: '2026', ...more });

describe('queueReminders', () => {
	it('queues each reminder once, however often it runs', async () => {
		const { db } = partnership;
		const now = daysFromDeadline(-7);
		expect(await queueReminders({ db, now })).toHaveLength(2);
		expect(await queueReminders({ db, now: hoursLater(2, now) })).toEqual([]);
		expect((await mails()).map(({ reason }) => reason)).toEqual(['due-in-7', 'due-in-7']);
		expect(await findDueReminders(db.read, now)).toEqual([]);
	});

	it('waits for the morning in Oslo, and for a mail server', async () => {
		const { db } = partnership;
		let now = new Date('2026-12-04T05:59:00.000Z');
		const work = { db, now: () => now, transport: null, origin: 'https://plan.example.no', holder: 'a' };
		const round = new MailScheduler(work);
		expect(await round.run()).toBeNull();
		expect(await mails()).toEqual([]);
		now = new Date('2026-12-04T06:00:00.000Z');
		await round.run();
		expect(await mailCounts(db.read, 1)).toEqual({ waiting: 2, sent: 0, failed: 0, dropped: 0 });
	});
});

describe('queueRequestedReminders', () => {
	it.each([
		[{}, ['leader@test.test', 'otherleader@test.test']],
		[{ email: 'Leader@test.test' }, ['leader@test.test']],
		[{ email: 'nobody@test.test' }, []]
	])('reminds for %j', async (about, recipients) => {
		const { db, as } = partnership;
		const { queued } = expectOk(await queueRequestedReminders(as('secretariat'), asking(about)));
		expect((await mails()).map(({ recipient }) => recipient).sort()).toEqual(recipients);
		expect(queued).toBe(recipients.length);
		if (queued > 0) expect(await lastEvent(db)).toMatchObject({ verb: 'remind', nounId: '2026' });
		const again = expectOk(await queueRequestedReminders(as('secretariat'), asking(about)));
		expect(again).toEqual({ queued: 0, answer: null });
	});

	it.each([
		['a measure', { measure: '2.1' }, ['otherleader@test.test']],
		['an area', { area: '1' }, ['leader@test.test']],
		['an area without measures', { area: 'X' }, []]
	])('reminds the recipients of %s', async (_, about, recipients) => {
		expectOk(await queueRequestedReminders(partnership.as('secretariat'), asking(about)));
		expect((await mails()).map(({ recipient }) => recipient)).toEqual(recipients);
	});

	it('skips people who have reported the requested measures, whatever else they have left', async () => {
		const { as, db, planId } = partnership;
		const target = { planId, round: '2026', measure: '1.1', version: null };
		expectOk(await submitEvaluation(as('leader'), target, completeAnswers()));
		const round = (await roundByKey(db.read, planId, '2026'))!;
		const [only, ...others] = await reminderCandidates(
			db.read,
			{ round, filter: { measure: '1.1' } },
			daysFromDeadline(-3)
		);
		expect([only?.reader.name, only?.not, others]).toEqual(['Frode', 'all-submitted', []]);
		expect(
			(await reminderCandidates(db.read, { round, filter: { measure: '1.2' } }, daysFromDeadline(-3)))[0]?.not
		).toBeNull();
	});

	it('returns who was reminded, and who was not and why, to people with permission', async () => {
		const { as, db, planId } = partnership;
		expectOk(await queueRequestedReminders(as('secretariat'), asking({ area: '1' })));
		const { queued, answer } = expectOk(await queueRequestedReminders(as('secretariat'), asking()));
		expect(queued).toBe(1);
		const of = { planId, round: '2026', seq: answer! };
		expect(await loadReminderResult(db.read, of)).toEqual({
			names: ['Frida'],
			not: [{ name: 'Frode', why: 'mailed-today' }]
		});
		expect(await loadReminderResult(db.read, { ...of, round: '2025' })).toBeNull();
		expect(await loadReminderResult(db.read, { ...of, seq: 1 })).toBeNull();
	});

	it('reminds the recipients of one body', async () => {
		const { as, actors } = partnership;
		const [{ bodyId } = { bodyId: 0 }] = actors.leader.seats;
		expectOk(await queueRequestedReminders(as('secretariat'), asking({ bodyId })));
		expect((await mails()).map(({ recipient }) => recipient)).toEqual(['leader@test.test']);
	});

	it.each<[PersonName, boolean]>([
		['anyone', false],
		['leader', false],
		['ssuLeader', false],
		['secretariat', true],
		['administrator', false]
	])('allows %s: %s', async (who, may) => {
		const outcome = await queueRequestedReminders(partnership.as(who), asking());
		expect(outcome.ok).toBe(may);
		expect(await mails()).toHaveLength(may ? 2 : 0);
	});

	it('previews the reminder without a working link', async () => {
		const { db, planId } = partnership;
		const round = (await roundByKey(db.read, planId, '2026'))!;
		const now = daysFromDeadline(-3);
		const [first] = await reminderCandidates(db.read, { round, filter: {} }, now);
		const letter = await previewReminder(db.read, { round, reader: first!.reader }, now);
		expect(letter.subject).toBe('2 av 2 tiltak gjenstår – rapportfrist fredag 11.12.2026');
		expect(letter.text).toContain('[personlig lenke]');
		expect(letter.text).not.toMatch(/\/r\/[\w-]{20}/);
	});

	it('refuses an unknown round', async () => {
		const answer = await queueRequestedReminders(partnership.as('secretariat'), asking({ round: '2027' }));
		expect(expectRefusal(answer).code).toBe('not-found');
	});
});

describe('the outbox', () => {
	it('lists mail in one statement, and previews it without a link', async () => {
		const { db, as } = partnership;
		expectOk(await queueRequestedReminders(as('secretariat'), asking()));
		const before = db.statements();
		const listed = await listOutbox(db.read, 1);
		expect(db.statements()).toBe(before + 1);
		expect(listed).toMatchObject([{ reason: 'asked', round: { year: 2026 } }, { state: 'waiting' }]);
		expect(await listOutbox(db.read, 1, { states: ['failed'] })).toEqual([]);
		const [row] = await mails();
		const letter = await previewMail(db.read, row!, hoursLater(0));
		expect(letter?.text).toContain('Sekretariatet minner deg om å rapportere i årsrunden 2026.');
		expect(letter?.text).not.toMatch(/https?:/);
	});

	it("removes addresses from a server's error message", () => {
		expect(deliveryError(new Error('550 <ola@kommune.test> unknown,\r\n ask boss@post.test'))).toBe(
			'550 <…@…> unknown, ask …@…'
		);
		expect(deliveryError('x'.repeat(500))).toHaveLength(200);
	});
});
