import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryDatabase, type TemporaryDatabase } from '../../../../tests/support/database';
import { expectOk } from '../../../../tests/support/partnership';
import type { Actor } from '$lib/domain/permission';
import { emailChange, mail, person } from '../database/schema';
import { sendDueMail } from '../mail/send';
import type { OutgoingMail } from '../mail/smtp';
import {
	cancelEmailChange,
	confirmEmailChange,
	createEmailToken,
	pendingEmail,
	readEmailToken,
	requestEmailChange
} from './email-change';
import { accountEvents } from './own-account';
import { hashPassword } from './password';

const now = new Date('2026-11-21T12:00:00Z');
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const current = 'fjell fjord foss';
const email = 'Kari.Nordmann@kommune.no';
const address = '192.0.2.1';
const kari: Actor = { personId: 1, name: 'Kari', administrator: false, seats: [] };

let db: TemporaryDatabase;
const context = () => ({ db, actor: kari, now });
const emailNow = async () => (await db.read.select().from(person).where(eq(person.id, 1)))[0]?.email;

beforeEach(async () => {
	db = await temporaryDatabase();
	const passwordHash = await hashPassword(current);
	const account = { createdAt: now.toISOString(), passwordHash };
	await db.write(async (tx) => {
		await tx.insert(person).values({ ...account, email: 'kari@demo.test', name: 'Kari' });
		await tx.insert(person).values({ ...account, email: 'ola@demo.test', name: 'Ola' });
	});
});

/** Sends what waits, and returns it. */
async function send(at = now): Promise<OutgoingMail[]> {
	const sent: OutgoingMail[] = [];
	const transport = { send: (one: OutgoingMail) => Promise.resolve(void sent.push(one)), close: () => {} };
	const addressToken = createEmailToken;
	await sendDueMail({
		db,
		now: () => at,
		transport,
		origin: 'https://plan.test',
		holder: 'test',
		addressToken
	});
	return sent;
}

const tokenIn = (one: OutgoingMail) => /\/address\/([\w-]{43})/.exec(one.text)?.[1] ?? '';

describe('a new address', () => {
	it('is taken over by the link of a mail to it, once, and the old one is told', async () => {
		expectOk(await requestEmailChange(context(), { email, current, address }));
		expect(await emailNow()).toBe('kari@demo.test');
		expect(await pendingEmail(db.read, 1, now)).toBe('kari.nordmann@kommune.no');
		const [link] = await send();
		expect(link?.to.address).toBe('kari.nordmann@kommune.no');
		const token = tokenIn(link!);
		expect(JSON.stringify(await db.read.select().from(emailChange))).not.toContain(token);
		expectOk(await confirmEmailChange({ db, now: later(1) }, token));
		expect(await emailNow()).toBe('kari.nordmann@kommune.no');
		expect(await confirmEmailChange({ db, now: later(1) }, token)).toMatchObject({ ok: false });
		expect((await send(later(2))).map(({ to }) => to.address)).toEqual(['kari@demo.test']);
		const events = await accountEvents(db.read, 1);
		expect(events.map(({ verb }) => verb)).toEqual(['change-email', 'request-email-change']);
	});

	it.each([
		[23, true],
		[24, false]
	])('may be confirmed %i hours after the mail: %s', async (hours, ok) => {
		expectOk(await requestEmailChange(context(), { email, current, address }));
		const [link] = await send();
		expect(await confirmEmailChange({ db, now: later(hours) }, tokenIn(link!))).toMatchObject({ ok });
	});

	it('in use gets the same result and no mail, then or at confirming', async () => {
		expectOk(await requestEmailChange(context(), { email: 'ola@demo.test', current, address }));
		expect(await db.read.select().from(mail)).toEqual([]);
		expectOk(await requestEmailChange(context(), { email, current, address }));
		const [link] = await send();
		const taken = { email: 'kari.nordmann@kommune.no' };
		await db.write((tx) => tx.update(person).set(taken).where(eq(person.id, 2)));
		expect(await confirmEmailChange({ db, now }, tokenIn(link!))).toMatchObject({ ok: false });
	});

	it('is dropped by cancelling and replaced by another, whose mail alone has a link', async () => {
		expectOk(await requestEmailChange(context(), { email, current, address }));
		const [link] = await send();
		expectOk(await requestEmailChange(context(), { email: 'k@kommune.no', current, address }));
		expect(await readEmailToken(db.read, now, tokenIn(link!))).toBeNull();
		expectOk(await cancelEmailChange(context()));
		expect(await send()).toEqual([]);
		expect(await cancelEmailChange(context())).toMatchObject({ refused: { code: 'not-found' } });
	});

	it.each([
		['the own address', { email: 'KARI@demo.test', current }, ['email', 'nothing-changed']],
		['a wrong password', { email, current: 'not this one' }, ['emailPassword', 'wrong-password']]
	])('is refused for %s', async (_what, request, [field, code]) => {
		expect(await requestEmailChange(context(), { ...request, address })).toMatchObject({
			refused: { faults: [{ field, code }] }
		});
	});
});
