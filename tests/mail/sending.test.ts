import { asc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resolveLink } from '../../src/lib/server/reporting-links/queries';
import { authenticateLink } from '../../src/lib/server/reporting-links/link-actor';
import {
	evaluation,
	lease,
	mail,
	partner,
	person,
	reportingLink,
	round
} from '../../src/lib/server/database/schema';
import { delegate, revokeAccess } from '../../src/lib/server/reporting-links/commands';
import { submitEvaluation } from '../../src/lib/server/evaluations/commands';
import { returnEvaluation } from '../../src/lib/server/evaluations/approval';
import { queueReminders, retryMail } from '../../src/lib/server/mail/commands';
import { findDueReminders } from '../../src/lib/server/mail/queries';
import { sendDueMail } from '../../src/lib/server/mail/send';
import { requiresTls, createSmtpTransport } from '../../src/lib/server/mail/smtp';
import { reportRollout } from '../../src/lib/server/rollout/commands';
import { openRound } from '../../src/lib/server/workflows/open-round';
import { expectRefusal, completeAnswers, expectOk, today, type Partnership } from '../support/partnership';
import {
	mailHeader,
	startFakeSmtpServer,
	mailPart,
	type SmtpBehaviour,
	type FakeSmtpServer
} from './fake-smtp';
import {
	anOpenRound,
	daysFromDeadline,
	from,
	hoursLater,
	sendOptions,
	withWaitingMail
} from './mail-fixtures';
import { representPartner } from '../support/seats';

let partnership: Partnership;
let office: FakeSmtpServer;
beforeEach(async () => void (partnership = await anOpenRound()));
afterEach(() => office.close());

const mails = () => partnership.db.read.select().from(mail).orderBy(asc(mail.id));
async function only() {
	const [row, ...more] = await mails();
	expect(more).toEqual([]);
	return row!;
}
const offices = async (...manners: SmtpBehaviour[]) => {
	office = await startFakeSmtpServer((_, earlier) => manners[earlier] ?? 'accept');
};

describe('a letter', () => {
	it('carries the calendar entry of a notice as a request, and as a cancellation', async () => {
		await offices();
		const transport = createSmtpTransport({ url: office.url, from });
		const entry = { uid: 'a@b', title: 'Møte i SSU', day: '2026-12-03', startsAt: '12:00' };
		const content = { subject: 'Møte', text: 'Møte', html: '<p>Møte</p>', stop: null };
		for (const cancelled of [false, true])
			await transport.send({
				...{ ...content, id: `m${cancelled}`, to: { name: 'Frode', address: 'frode@test.test' } },
				calendar: { name: 'Møte', now: today, entries: [{ ...entry, cancelled, sequence: 1 }] }
			});
		transport.close();
		for (const [index, method] of ['REQUEST', 'CANCEL'].entries()) {
			const { raw } = office.accepted()[index]!;
			expect(raw).toMatch(new RegExp(`text/calendar; charset=utf-8;\\s+method=${method}`, 'i'));
			const encoded = /application\/ics[^]*?\r?\n\r?\n([\w+/=\s]+)/.exec(raw)?.[1] ?? '';
			const event = Buffer.from(encoded, 'base64').toString().replaceAll('\r\n ', '');
			expect(event).toContain(`METHOD:${method}`);
			expect(event).toContain('UID:a@b');
			expect(event).toContain('SEQUENCE:1');
			expect(event).toMatch(/ORGANIZER;CN="?Framdrift"?:mailto:framdrift@example\.no/i);
			expect(event).toMatch(/ATTENDEE;.*RSVP=FALSE.*frode@test\.test/i);
		}
	});

	it('goes to its reader with one link, what is left, and a way to stop', async () => {
		await offices();
		const { db } = partnership;
		const now = daysFromDeadline(-7);
		await queueReminders({ db, now });
		expect(await sendDueMail(sendOptions(partnership, office.url, now))).toMatchObject({
			sent: 2,
			refused: 0
		});
		const offer = office.accepted().find(({ recipient }) => recipient === 'leader@test.test')!;
		const text = mailPart(offer, 'text/plain');
		expect(text).toContain('Hei, Frode!');
		expect(text).toContain('2 av 2 tiltak gjenstår. Rapportfristen er fredag 11.12.2026, om 7 dager.');
		expect(text).toContain('- 1.1 Tiltak 1');
		expect(text).toContain('til og med fredag 18.12.2026');
		const [, token = ''] = /https:\/\/plan\.example\.no\/r\/([\w-]{43})/.exec(text) ?? [];
		expect(await resolveLink(db.read, token, now)).toMatchObject({ ok: true, access: { name: 'Frode' } });
		expect(text.match(/\/r\//g)).toHaveLength(1);

		const html = mailPart(offer, 'text/html');
		expect(html).toContain('<html lang="nb">');
		expect(html).toContain(`href="https://plan.example.no/r/${token}"`);
		expect(html).not.toMatch(/<img|<script|url\(/);
		expect(mailHeader(offer, 'List-Unsubscribe')).toBe(`<https://plan.example.no/mail/${token}>`);
		expect(mailHeader(offer, 'Auto-Submitted')).toBe('auto-generated');
		expect(mailHeader(offer, 'Message-ID')).toMatch(/^<[\w-]{36}@example\.no>$/);
	});

	it('is in nynorsk to who reads nynorsk, at the nynorsk address', async () => {
		await offices();
		const { db, actors } = partnership;
		await db.write((tx) =>
			tx.update(person).set({ writtenForm: 'nn' }).where(eq(person.id, actors.leader.personId!))
		);
		const now = daysFromDeadline(3);
		await queueReminders({ db, now });
		await sendDueMail(sendOptions(partnership, office.url, now));
		const offer = office.accepted().find(({ recipient }) => recipient === 'leader@test.test')!;
		expect(mailPart(offer, 'text/plain')).toContain(
			'2 av 2 tiltak står att. Rapportfristen var fredag 11.12.2026'
		);
		expect(mailPart(offer, 'text/plain')).toContain('https://plan.example.no/nn/r/');
		expect(mailPart(offer, 'text/html')).toContain('<html lang="nn">');
	});

	it('to a representative opens their party’s page, in the kick-off too, and stops when all is said', async () => {
		await offices();
		const { db, as, actors, planId } = partnership;
		await db.write(async (tx) => {
			const [seljord] = await tx.select().from(partner).where(eq(partner.number, '4022'));
			const personId = actors.meeting.personId!;
			await representPartner(tx, personId, seljord!.id);
			await tx.update(person).set({ writtenForm: 'nn' }).where(eq(person.id, personId));
			await tx.update(round).set({ state: 'planned', version: 1 });
		});
		expectOk(await openRound(as('secretariat'), await partnership.round('2026')));
		const waiting = (await mails()).find(({ recipient }) => recipient === 'meeting@test.test')!;
		expect(waiting).toMatchObject({ reason: 'kick-off', personId: actors.meeting.personId });
		await sendDueMail(sendOptions(partnership, office.url));
		const offer = office.accepted().find(({ recipient }) => recipient === 'meeting@test.test')!;
		const text = mailPart(offer, 'text/plain');
		expect(text).toContain('- 1 av 1 tiltak som blir innførte i Seljord');
		expect(text).toContain('fordi du er representant for Seljord.');
		const [, token = ''] =
			/Meld kor langt Seljord har kome:\n\S+\/nn\/r\/([\w-]{43})\?party=4022/.exec(text) ?? [];
		expect(text.match(/\/r\//g)).toHaveLength(1);
		const visitor = await authenticateLink(db.read, token, today);
		if (!visitor.ok) throw new Error(visitor.reason);

		const answer = { state: 'planned', since: null, note: '', lang: 'nn' } as const;
		const target = { planId, measure: '1.1', partner: '4022', version: null };
		expectOk(await reportRollout({ db, actor: visitor.actor, now: today }, target, answer));
		const due = await findDueReminders(db.read, daysFromDeadline(-7));
		expect(due.map(({ reader }) => reader.email)).toEqual(['otherleader@test.test', 'leader@test.test']);
	});

	it('after the days of grace leads to the page behind the sign-in', async () => {
		await offices();
		const { db } = partnership;
		await db.write((tx) => tx.update(round).set({ graceDays: 0 }));
		const now = daysFromDeadline(3);
		await queueReminders({ db, now });
		await sendDueMail(sendOptions(partnership, office.url, now));
		const text = mailPart(office.accepted()[0]!, 'text/plain');
		expect(text).toContain('https://plan.example.no/report\n');
		expect(text).not.toContain('/r/');
		expect(text).toContain('https://plan.example.no/mail/');
	});

	it('about a report between rounds that came back leads to that report, under one name through all tries', async () => {
		await offices('refuse-for-now');
		const { db, as, planId } = partnership;
		await db.write((tx) => tx.update(round).set({ state: 'closed' }));
		const target = { planId, round: null, measure: '1.1', version: null };
		expectOk(await submitEvaluation(as('leader'), target, completeAnswers()));
		const said = { text: 'Hvor mange?', lang: 'nb' } as const;
		expectOk(await returnEvaluation(as('ssuLeader'), { ...target, version: 1 }, said));
		expect(await only()).toMatchObject({ reason: 'returned', roundId: null, recipient: 'leader@test.test' });
		expect(await sendDueMail(sendOptions(partnership, office.url))).toMatchObject({ refused: 1 });
		expect(await sendDueMail(sendOptions(partnership, office.url, hoursLater(0.1)))).toMatchObject({
			sent: 1
		});
		const [offer] = office.accepted();
		expect(mailPart(offer!, 'text/plain')).toContain('https://plan.example.no/report/1.1/extraordinary');
		expect(mailPart(offer!, 'text/plain')).not.toContain('/r/');
		expect(mailHeader(offer!, 'Message-ID')).toBe(`<${(await only()).messageId}@example.no>`);
		expect(mailHeader(offer!, 'List-Unsubscribe')).toBe('');
	});

	it('about a report between rounds is not sent once that is sent again', async () => {
		await offices();
		const { db, as, planId } = partnership;
		await db.write((tx) => tx.update(round).set({ state: 'closed' }));
		const target = { planId, round: null, measure: '1.1', version: null };
		expectOk(await submitEvaluation(as('leader'), target, completeAnswers()));
		const said = { text: 'Hvor mange?', lang: 'nb' } as const;
		expectOk(await returnEvaluation(as('ssuLeader'), { ...target, version: 1 }, said));
		expectOk(await submitEvaluation(as('leader'), { ...target, version: 2 }, completeAnswers()));
		expect(await sendDueMail(sendOptions(partnership, office.url))).toMatchObject({ sent: 0, dropped: 1 });
		expect(office.offers).toEqual([]);
	});

	it('to a colleague is about the one measure, and is not sent when that is taken back', async () => {
		await offices();
		const { as, planId } = partnership;
		const anna = { name: 'Anna <b>', email: 'anna@kommune.test', writtenForm: 'nb' } as const;
		const input = { planId, round: '2026', measure: '1.2', ...anna };
		const { accessId } = expectOk(await delegate(as('leader'), input));
		await sendDueMail(sendOptions(partnership, office.url));
		const [offer] = office.accepted();
		expect(mailPart(offer!, 'text/plain')).toContain(
			'Frode ber deg rapportere ett tiltak i årsrunden 2026: 1.2 Tiltak 3.'
		);
		expect(mailPart(offer!, 'text/plain')).not.toContain('Tiltak 1');
		expect(mailPart(offer!, 'text/html')).toContain('Hei, Anna &lt;b&gt;!');

		expectOk(await delegate(as('leader'), { ...input, measure: '1.1', email: 'ole@kommune.test' }));
		const second = (await mails()).at(-1)!;
		expectOk(await revokeAccess(as('leader'), accessId + 1));
		expect(await sendDueMail(sendOptions(partnership, office.url))).toMatchObject({ sent: 0, dropped: 1 });
		expect((await mails()).find(({ id }) => id === second.id)).toMatchObject({ state: 'dropped' });
	});

	it('about a delegation by somebody else costs its reader no reminder', async () => {
		await offices();
		const { db, as, planId } = partnership;
		const now = daysFromDeadline(-7);
		const frida = { name: 'Frida', email: 'otherleader@test.test', writtenForm: 'nb' } as const;
		await queueReminders({ db, now });
		expectOk(await delegate(as('leader', now), { planId, round: '2026', measure: '1.1', ...frida }));
		expect(await sendDueMail(sendOptions(partnership, office.url, now))).toMatchObject({ sent: 3 });
		const toFrida = (await mails()).filter(({ recipient }) => recipient === frida.email);
		expect(toFrida.map(({ reason, state }) => [reason, state])).toEqual([
			['due-in-7', 'sent'],
			['handed-on', 'sent']
		]);
	});

	it('of a reminder waits for the morning after a returned report of its round', async () => {
		await offices();
		const { db, as, planId } = partnership;
		const now = daysFromDeadline(-7);
		const target = { planId, round: '2026', measure: '1.1' };
		expectOk(await submitEvaluation(as('leader', now), { ...target, version: null }, completeAnswers()));
		const said = { text: 'Hvor mange?', lang: 'nb' } as const;
		expectOk(await returnEvaluation(as('ssuLeader', now), { ...target, version: 1 }, said));
		await queueReminders({ db, now });
		await sendDueMail(sendOptions(partnership, office.url, now));
		const ofLeader = (await mails()).filter(({ recipient }) => recipient === 'leader@test.test');
		expect(ofLeader.map(({ reason, state }) => [reason, state])).toEqual([
			['returned', 'sent'],
			['due-in-7', 'waiting']
		]);
		expect(ofLeader[1]!.nextTryAt).toBe('2026-12-05T06:00:00.000Z');
	});

	it('is not sent when all was submitted meanwhile', async () => {
		await offices();
		const { as, planId } = partnership;
		await withWaitingMail(partnership, 1);
		for (const measure of ['1.1', '1.2'])
			expectOk(
				await submitEvaluation(
					as('leader'),
					{ planId, round: '2026', measure, version: null },
					completeAnswers()
				)
			);
		expect(await sendDueMail(sendOptions(partnership, office.url))).toMatchObject({ sent: 0, dropped: 1 });
		expect(office.offers).toEqual([]);
		expect(await partnership.db.read.select().from(evaluation)).toHaveLength(2);
	});
});

describe('a server that does not take it', () => {
	it.each<[SmtpBehaviour, RegExp]>([
		['refuse-for-now', /450 … later|450/],
		['refuse-after-data', /451/],
		['stall', /timeout|too long/i],
		['drop', /closed|reset|hang/i]
	])('%s: it goes again after a minute, under the same Message-ID, and once', async (manner, says) => {
		await offices(manner);
		await withWaitingMail(partnership, 1);
		expect(await sendDueMail(sendOptions(partnership, office.url))).toMatchObject({ sent: 0, refused: 1 });
		const row = await only();
		expect(row).toMatchObject({ state: 'waiting', tries: 1, nextTryAt: hoursLater(1 / 60).toISOString() });
		expect(row.lastError).toMatch(says);
		expect(row.lastError).not.toMatch(/@\w/);

		expect(await sendDueMail(sendOptions(partnership, office.url))).toMatchObject({ sent: 0, refused: 0 });
		expect(await sendDueMail(sendOptions(partnership, office.url, hoursLater(1)))).toMatchObject({ sent: 1 });
		expect(await only()).toMatchObject({ state: 'sent', tries: 2, lastError: null });
		expect(await sendDueMail(sendOptions(partnership, office.url, hoursLater(30)))).toMatchObject({
			sent: 0
		});
		const ids = office.offers.flatMap(({ messageId }) => messageId ?? []);
		expect(new Set(ids)).toEqual(new Set(['<message-1@example.no>']));
		expect(office.accepted()).toHaveLength(1);
		// A link for each try: nobody knows which mail arrived.
		expect(await partnership.db.read.select().from(reportingLink)).toHaveLength(2);
	});

	it('refuses the recipient for good: it fails at once, for all to see', async () => {
		await offices('refuse');
		await withWaitingMail(partnership, 1);
		expect(await sendDueMail(sendOptions(partnership, office.url))).toMatchObject({ sent: 0, refused: 1 });
		const row = await only();
		expect(row).toMatchObject({ state: 'failed', tries: 1 });
		expect(row.lastError).toMatch(/550/);
		expect(await sendDueMail(sendOptions(partnership, office.url, hoursLater(99)))).toMatchObject({
			refused: 0
		});
	});

	it('fails for all to see after six tries in half a day, and can be tried again', async () => {
		await offices(...Array<SmtpBehaviour>(6).fill('refuse-for-now'));
		await withWaitingMail(partnership, 1);
		let at = today;
		for (let tries = 1; tries <= 6; tries++) {
			expect(await sendDueMail(sendOptions(partnership, office.url, at))).toMatchObject({ refused: 1 });
			at = new Date(Date.parse((await only()).nextTryAt));
		}
		const failed = await only();
		expect(failed).toMatchObject({ state: 'failed', tries: 6 });
		expect(await sendDueMail(sendOptions(partnership, office.url, hoursLater(99)))).toMatchObject({
			refused: 0
		});

		expect(expectRefusal(await retryMail(partnership.as('administrator'), failed.id)).code).toBe(
			'not-permitted'
		);
		expectOk(await retryMail(partnership.as('secretariat'), failed.id));
		expect(await sendDueMail(sendOptions(partnership, office.url))).toMatchObject({ sent: 1 });
		expect(office.accepted()[0]?.messageId).toBe('<message-1@example.no>');
		expect(expectRefusal(await retryMail(partnership.as('secretariat'), failed.id))).toMatchObject({
			state: 'sent'
		});
	});

	it('that cannot be reached costs one mail a try, not all of them', async () => {
		await offices();
		await office.close();
		await withWaitingMail(partnership, 3);
		expect(await sendDueMail(sendOptions(partnership, office.url))).toMatchObject({ sent: 0, refused: 1 });
		expect((await mails()).map(({ tries }) => tries)).toEqual([1, 0, 0]);
		await offices();
	});
});

describe('of several processes one sends', () => {
	it('as long as the holder’s lease runs; then another takes over', async () => {
		await offices();
		const { db } = partnership;
		await withWaitingMail(partnership, 2);
		await db.write((tx) =>
			tx.insert(lease).values({ name: 'mail', holder: 'dead', expiresAt: hoursLater(0.1).toISOString() })
		);
		expect(await sendDueMail(sendOptions(partnership, office.url))).toMatchObject({
			sent: 0,
			elsewhere: true
		});
		expect(await sendDueMail(sendOptions(partnership, office.url, hoursLater(0.2)))).toMatchObject({
			sent: 2
		});
		expect(await db.read.select().from(lease)).toEqual([]);
	});

	it('a mail that a dead process held goes out when its time is up', async () => {
		await offices();
		await withWaitingMail(partnership, 1);
		const stuck = { tries: 1, nextTryAt: hoursLater(2 / 60).toISOString() };
		await partnership.db.write((tx) => tx.update(mail).set(stuck));
		expect(await sendDueMail(sendOptions(partnership, office.url))).toMatchObject({ sent: 0 });
		expect(await sendDueMail(sendOptions(partnership, office.url, hoursLater(0.1)))).toMatchObject({
			sent: 1
		});
	});

	it('stops after the mail under way when it is told to', async () => {
		await offices();
		await withWaitingMail(partnership, 3);
		let asked = 0;
		const stopping = () => ++asked > 1;
		const work = { ...sendOptions(partnership, office.url), stopping };
		expect(await sendDueMail(work)).toMatchObject({ sent: 1 });
		expect(await partnership.db.read.select().from(lease)).toEqual([]);
	});
});

describe('in clear text', () => {
	const message = {
		...{
			id: 'a',
			to: { name: 'Kari', address: 'kari@test.test' },
			subject: 'Hei',
			text: 'Hei',
			html: '<p>Hei'
		},
		stop: 'https://plan.example.no/mail/x'
	};
	/** Another name of this machine, which nothing tells from another machine's. */
	const elsewhere = () => office.url.replace(/\/\/[^:]+:/, '//0.0.0.0:');
	const send = async (url: string) => {
		const transport = createSmtpTransport({ url, from: 'framdrift@example.no' });
		await transport.send(message).finally(() => transport.close());
	};

	it('nothing is handed to another machine', async () => {
		await offices();
		await expect(send(elsewhere())).rejects.toThrow(/STARTTLS|TLS/i);
		expect(office.offers).toEqual([]);
	});

	it('it is where the address asks for that, and on this machine', async () => {
		await offices();
		await send(`${elsewhere()}?ignoreTLS=true`);
		await send(`${elsewhere()}?requireTLS=false`);
		await send(office.url);
		expect(office.accepted()).toHaveLength(3);
	});

	it.each([
		['smtp://mail.example.no:587', true],
		['smtp://name:secret@10.0.0.7', true],
		['smtp://localhost.example.no', true],
		['smtp://localhost:1025', false],
		['smtp://127.0.0.1', false],
		['smtp://[::1]:25', false],
		['smtps://mail.example.no', false]
	])('%s must turn to encryption: %s', (url, must) => {
		expect(requiresTls(url)).toBe(must);
	});
});
