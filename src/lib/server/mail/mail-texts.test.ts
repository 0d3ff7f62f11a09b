import { describe, expect, it } from 'vitest';
import { saidTwice } from '../../../../tests/support/said-twice';
import { addDays } from '$lib/domain/calendar/calendar-date';
import { writtenForms } from '$lib/domain/localized';
import { mailReasons, type MailReason } from '$lib/domain/mail/mail';
import {
	aPartnership,
	aPlanFile,
	completeAnswers,
	expectOk,
	today
} from '../../../../tests/support/partnership';
import { evaluation, mail, person, round } from '../database/schema';
import { submitEvaluation } from '../evaluations/commands';
import { returnEvaluation } from '../evaluations/approval';
import { delegate } from '../reporting-links/commands';
import { composeMail } from './content';
import { loadMailContext } from './context';

/** Days from the deadline on which each mail of a round is sent. */
const days: Partial<Record<MailReason, number>> = {
	...{ 'kick-off': -30, 'due-in-30': -30, 'due-in-7': -7, 'due-in-1': -1, 'overdue-1': 1, 'overdue-7': 7 },
	...{ returned: 0, 'handed-on': -3, asked: -2 }
};
const deadline = '2026-12-11';

/** Composes every mail of a round, in the first round of a plan or in a later one. */
async function mailsOfRound(form: 'nb' | 'nn', isFirst: boolean) {
	const earlier = { year: 2025, kind: 'annual', state: 'closed' } as const;
	const open = { year: 2026, kind: 'annual', state: 'open', reported: false } as const;
	const rounds = isFirst ? [open] : [earlier, open];
	const { db, as, planId } = await aPartnership(aPlanFile({ rounds }));
	await db.write(async (tx) => {
		await tx.update(round).set({ reportBy: deadline });
		await tx.update(person).set({ writtenForm: form });
	});
	const target = { planId, round: '2026', measure: '1.1', version: null } as const;
	expectOk(await submitEvaluation(as('leader'), target, completeAnswers()));
	const comment = { text: 'Mer?', lang: 'nb' } as const;
	expectOk(await returnEvaluation(as('ssuLeader'), { ...target, version: 1 }, comment));
	const colleague = { name: 'Kari', email: 'kari@test.test', writtenForm: form } as const;
	expectOk(await delegate(as('leader'), { planId, round: '2026', measure: '1.2', ...colleague }));
	const [of] = (await db.read.select().from(round)).filter(({ state }) => state === 'open');
	const [row] = await db.read.select().from(mail);
	const reports = await db.read.select().from(evaluation);
	const returned = reports.find(({ state }) => state === 'returned')!.measureId;
	const contents = [];
	for (const reason of mailReasons.filter((one) => one in days)) {
		const to = reason === 'handed-on' ? 'kari@test.test' : 'leader@test.test';
		const about = reason === 'returned' ? returned : reason === 'handed-on' ? 'measure-3' : '';
		const now = new Date(`${addDays(deadline, days[reason]!)}T12:00:00.000Z`);
		const sent = { ...row!, roundId: of!.id, reason, about, recipient: to };
		const context = await loadMailContext(db.read, sent, now);
		if (!context) throw new Error(`No mail for ${reason}.`);
		const report = [{ href: 'https://x.no/r/TOKEN', measure: null }];
		contents.push({ reason, ...composeMail(context, { report, stop: 'https://x.no/mail/TOKEN' }) });
	}
	return contents;
}

const aboutBefore = /siden sist|sidan sist|forrige|førre|sist gang|last time|previous/i;

describe.each(writtenForms)('the mails of a round in %s', (form) => {
	it('speak of no last time in a first round, and of it in a later one', async () => {
		const first = await mailsOfRound(form, true);
		expect(first.filter(({ text }) => aboutBefore.test(text)).map(({ reason }) => reason)).toEqual([]);
		const later = await mailsOfRound(form, false);
		expect(later.filter(({ text }) => !aboutBefore.test(text)).map(({ reason }) => reason)).toEqual([]);
	});

	it('say nothing twice', async () => {
		for (const { reason, text } of await mailsOfRound(form, false)) {
			expect(saidTwice(text), reason).toEqual([]);
			const lead = text.split('\n\n').slice(0, 3).join(' ');
			const dates: string[] = lead.match(/\d{1,2}\.\d{1,2}\.\d{4}/g) ?? [];
			expect(
				dates.filter((one, index) => dates.indexOf(one) !== index),
				reason
			).toEqual([]);
		}
	});
});

it('knows when each mail of a round is sent', () => {
	const outside = ['meeting-notice', 'matter-notice', 'decision-notice', 'question-notice', 'account-notice'];
	expect([...Object.keys(days), ...outside].toSorted()).toEqual([...mailReasons].toSorted());
	expect(today.toISOString().slice(0, 10) < deadline).toBe(true);
});
