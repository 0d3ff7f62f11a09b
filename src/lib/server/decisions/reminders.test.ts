import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { aPartnership, aPlanFile, expectOk, type Partnership } from '../../../../tests/support/partnership';
import { saidTwice } from '../../../../tests/support/said-twice';
import { mail, person, seatHolder, decisionLink } from '../database/schema';
import { queueReminders } from '../mail/commands';
import { composeNotice } from '../mail/notice';
import { recordDecision, type DecisionValues } from './commands';
import { followUpDecision } from './follow-up';
import { authenticateDecisionLink, issueDecisionLink } from './link';
import { decisionById, followUpEntries } from './queries';

let partnership: Partnership;
let place: { partnershipId: number; planId: number };
const values: DecisionValues = {
	...{
		body: 'ssu',
		decidedOn: '2026-10-15',
		number: 'Sak 19/26',
		title: 'Melding <b>går</b>',
		text: 'A & B'
	},
	...{ lang: 'nn', kind: 'decision', consensus: true, dissent: '', responsible: 'body:fsu-1' },
	...{ dueOn: '2026-12-31', replaces: null, replacement: null, matter: null, measures: [], links: null }
};
const day = (text: string) => new Date(`${text}T12:00:00.000Z`);

beforeEach(async () => {
	const rounds = [{ year: 2026, kind: 'annual', state: 'open', reported: true }] as const;
	partnership = await aPartnership(aPlanFile({ rounds }));
	const { partnershipId, id: planId } = await partnership.plan();
	place = { partnershipId, planId };
});

async function recorded(given: Partial<DecisionValues> = {}, on = '2026-11-10') {
	const context = partnership.as('secretariat', day(on));
	return expectOk(await recordDecision(context, place, { ...values, ...given })).id;
}

async function decisionMail() {
	const rows = await partnership.db.read.select().from(mail).where(eq(mail.reason, 'decision-notice'));
	return rows.map(({ about, recipient }) => `${about} ${recipient}`);
}

async function remindOn(...days: string[]) {
	for (const on of days) await queueReminders({ db: partnership.db, now: day(on) });
	return decisionMail();
}

async function follow(id: number, state: 'done' | 'in-progress', on: string) {
	const { version } = (await decisionById(partnership.db.read, place.partnershipId, id))!;
	const entry = { state, text: 'Klart.', lang: 'nn', unchanged: false } as const;
	return followUpDecision(partnership.as('leader', day(on)), { ...place, id, version }, entry);
}

describe('reminders of decisions', () => {
	it('go to the leader and the deputy at once, and on each occasion once', async () => {
		const id = await recorded();
		const to = (occasion: string) =>
			['deputy@test.test', 'leader@test.test'].map((one) => `${id}:${occasion} ${one}`);
		expect((await decisionMail()).toSorted()).toEqual(to('assigned'));
		const days = [
			'2026-12-01',
			'2026-12-01',
			'2026-12-02',
			'2026-12-24',
			'2026-12-30',
			'2027-01-01',
			'2027-01-07'
		];
		expect((await remindOn(...days)).toSorted()).toEqual(
			['assigned', 'due-in-1', 'due-in-30', 'due-in-7', 'overdue-1', 'overdue-7'].flatMap(to).toSorted()
		);
	});

	it('ask once in a running round without a due date', async () => {
		const id = await recorded({ dueOn: null });
		const mails = await remindOn('2026-11-10', '2026-11-12');
		expect(mails.filter((one) => one.startsWith(`${id}:round-`))).toHaveLength(2);
	});

	it('stop when the decision is done or replaced, or its kind is not followed up', async () => {
		const done = await recorded();
		const replaced = await recorded();
		await recorded(
			{ decidedOn: '2026-11-01', replaces: replaced, replacement: 'revokes', dueOn: null, responsible: null },
			'2026-11-10'
		);
		await recorded({ kind: 'information' });
		expectOk(await follow(done, 'done', '2026-11-12'));
		expect((await remindOn('2026-12-02')).filter((one) => !one.includes('assigned'))).toEqual([]);
	});

	it('do not go to people who decline mail, but the first notice does', async () => {
		await partnership.db.write((tx) => tx.update(person).set({ declinesMail: true }));
		await recorded();
		expect(await remindOn('2026-12-02')).toHaveLength(2);
	});
});

describe('a mail about a decision', () => {
	async function compose(id: number, occasion: string, on: string) {
		await remindOn(on);
		const about = `${id}:${occasion}`;
		const [row] = await partnership.db.read.select().from(mail).where(eq(mail.about, about));
		const decisionToken = () => Promise.resolve('TOKEN');
		return composeNotice(partnership.db.read, row!, { origin: 'https://x.no', now: day(on), decisionToken });
	}

	it.each([
		['assigned', '2026-11-10', 'følge opp'],
		['due-in-7', '2026-12-24', 'Frist'],
		['overdue-1', '2027-01-01', 'Over fristen']
	])('says what is due on the occasion %s, escaped, with the link', async (occasion, on, subject) => {
		const content = (await compose(await recorded(), occasion, on))!;
		expect(content.subject).toContain(subject);
		expect(content.text).toContain('Melding <b>går</b>');
		expect(content.html).toContain('A &amp; B');
		expect(content.html).not.toContain('<b>går');
		expect(content.text).toContain('https://x.no/follow-up/TOKEN');
		expect(saidTwice(content.text)).toEqual([]);
	});

	it('says a text once that is also the title', async () => {
		const title = 'Planen tas til etterretning.';
		const content = await compose(await recorded({ title, text: title }), 'assigned', '2026-11-10');
		expect(saidTwice(content!.text.replace('Sak 19/26 · ', ''))).toEqual([]);
	});

	it('is not sent once nothing more is expected, or to one who is no longer responsible', async () => {
		const id = await recorded();
		expect(await compose(id, 'due-in-7', '2026-12-24')).not.toBeNull();
		await partnership.db.write((tx) => tx.delete(seatHolder));
		expect(await compose(id, 'due-in-7', '2026-12-24')).toBeNull();
	});
});

describe('the link of a decision', () => {
	async function linked(given: Partial<DecisionValues> = {}) {
		const id = await recorded(given);
		const personId = partnership.actors.leader.personId!;
		const token = await partnership.db.write((tx) =>
			issueDecisionLink(tx, day('2026-10-15'), { decisionId: id, personId })
		);
		return { id, token, open: (on: string) => authenticateDecisionLink(partnership.db.read, token, day(on)) };
	}

	it('lets its recipient add an entry to that decision, under their name and without an account', async () => {
		const { id, token, open } = await linked();
		const other = await recorded();
		const visitor = await open('2026-11-10');
		if (!visitor.ok) throw new Error(visitor.reason);
		const context = { ...partnership.as('leader'), actor: visitor.actor };
		const entry = { state: null, text: '', lang: 'nn', unchanged: true } as const;
		expectOk(await followUpDecision(context, { ...place, id, version: 1 }, entry));
		expect(await followUpEntries(partnership.db.read, id, true)).toMatchObject([
			{ by: 'Frode', unchanged: true }
		]);
		expect(await followUpDecision(context, { ...place, id: other, version: 1 }, entry)).toMatchObject({
			refused: { code: 'not-permitted' }
		});
		const stored = JSON.stringify(await partnership.db.read.select().from(decisionLink));
		expect(stored).not.toContain(token);
	});

	it('is valid until 30 days after closing, and again once opened again', async () => {
		const { id, open } = await linked();
		expectOk(await follow(id, 'done', '2026-11-11'));
		expect(await open('2026-12-11')).toMatchObject({ ok: true });
		expect(await open('2026-12-12')).toEqual({ ok: false, reason: 'too-late' });
		expectOk(await follow(id, 'in-progress', '2026-12-12'));
		expect(await open('2026-12-12')).toMatchObject({ ok: true });
	});

	it('is refused to strangers, to the disabled and to those who are no longer responsible', async () => {
		const { open } = await linked();
		const { read } = partnership.db;
		for (const token of ['x', 'x'.repeat(43)])
			expect(await authenticateDecisionLink(read, token, day('2026-11-01'))).toEqual({
				ok: false,
				reason: 'unknown'
			});
		await partnership.db.write((tx) => tx.update(person).set({ disabledAt: '2026-11-01T00:00:00.000Z' }));
		expect(await open('2026-11-11')).toEqual({ ok: false, reason: 'revoked' });
		const theirs = await linked({ responsible: 'body:fsu-2' });
		expect(await theirs.open('2026-11-11')).toEqual({ ok: false, reason: 'revoked' });
	});
});
