import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryDatabase, type TemporaryDatabase } from '../../../../tests/support/database';
import { openDatabase } from '../database/database';
import { event, person, signInAddress, signInFailure } from '../database/schema';
import { admitAddress } from '../people/admit-address';
import { networkPrefix, unknownAddress } from './network-prefix';
import { signInLimits } from './sign-in-limit';
import { hashPassword } from './password';
import { validateSession } from './session';
import { signIn } from './sign-in';

const start = new Date('2026-11-21T12:00:00Z');
const minutes = (count: number) => new Date(start.getTime() + count * 60_000);
const seconds = (count: number) => new Date(start.getTime() + count * 1000);
const password = 'fjell fjord foss';
const wrong = { ok: false, refused: { code: 'wrong-credentials' } };
const kari = { email: 'kari@demo.test', password, address: '192.0.2.1' };

let db: TemporaryDatabase;

beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['Date'], now: start });
	db = await temporaryDatabase();
	const passwordHash = await hashPassword(password);
	const createdAt = start.toISOString();
	await db.write((tx) =>
		tx.insert(person).values([
			{ email: 'kari@demo.test', name: 'Kari', createdAt, passwordHash },
			{ email: 'invited@demo.test', name: 'Ida', createdAt },
			{ email: 'disabled@demo.test', name: 'Dag', createdAt, passwordHash, disabledAt: createdAt }
		])
	);
});
afterEach(() => void vi.useRealTimers());

async function fail(times: number, now: Date, given: Partial<typeof kari> = {}) {
	for (let time = 0; time < times; time++)
		expect(await signIn({ db, now }, { ...kari, password: 'not this one', ...given })).toEqual(wrong);
}

/** Fails once with each of many accounts at one address, whatever it is told. */
async function spray(accounts: number, now = start) {
	for (let index = 0; index < accounts; index++)
		await signIn({ db, now }, { ...kari, email: `nobody${index}@demo.test` });
}

const failures = () => db.read.select().from(signInFailure);

describe('signing in', () => {
	it('starts a session for the right password, in any spelling of the address', async () => {
		const answer = await signIn({ db, now: start }, { ...kari, email: ' Kari@Demo.TEST ' });
		expect(answer).toMatchObject({ ok: true, personId: 1 });
		const session = answer.ok ? await validateSession(db, start, answer.sessionId) : null;
		expect(session?.actor.name).toBe('Kari');
		expect(await failures()).toEqual([]);
	});

	it.each(['kari@demo.test', 'unknown@demo.test', 'invited@demo.test'])(
		'gives the same answer to a wrong password for %s',
		async (email) => {
			expect(await signIn({ db, now: start }, { ...kari, email, password: 'not this one' })).toEqual(wrong);
		}
	);

	it('gives a disabled person the same answer for the right password', async () => {
		expect(await signIn({ db, now: start }, { ...kari, email: 'disabled@demo.test' })).toEqual(wrong);
	});
});

const tooMany = (retryAfterSeconds: number) => ({
	ok: false,
	refused: { code: 'too-many-tries', retryAfterSeconds }
});

describe('the limit', () => {
	it('slows down an account at an address after five failures, by twice as long each time', async () => {
		await fail(5, start);
		expect(await signIn({ db, now: start }, kari)).toEqual(tooMany(2));
		await fail(1, seconds(2));
		expect(await signIn({ db, now: seconds(3) }, kari)).toEqual(tooMany(3));
		expect(await signIn({ db, now: seconds(6) }, kari)).toMatchObject({ ok: true });
	});

	it('never makes an account wait longer than two minutes', async () => {
		let now = start;
		for (let time = 0; time < 12; time++) {
			await fail(1, now);
			const answer = await signIn({ db, now }, kari);
			const wait =
				!answer.ok && answer.refused.code === 'too-many-tries' ? answer.refused.retryAfterSeconds : 0;
			expect(wait).toBeLessThanOrEqual(signInLimits.pair.longest);
			now = new Date(now.getTime() + wait * 1000);
			if (answer.ok) return;
		}
	});

	it('hinders nobody who tries the same account from another address', async () => {
		await fail(5, start);
		const elsewhere = { ...kari, address: '192.0.2.99' };
		expect(await signIn({ db, now: start }, elsewhere)).toMatchObject({ ok: true });
	});

	it('counts unknown accounts like known ones', async () => {
		await fail(5, start, { email: 'unknown@demo.test' });
		expect(await signIn({ db, now: start }, { ...kari, email: 'UNKNOWN@demo.test' })).toEqual(tooMany(2));
	});

	it('slows down an address that tries many accounts by seconds, and no other address', async () => {
		await spray(40);
		expect(await signIn({ db, now: start }, kari)).toEqual(tooMany(2));
		expect(await signIn({ db, now: seconds(signInLimits.address.longest) }, kari)).toMatchObject({
			ok: true
		});
		expect(await signIn({ db, now: start }, { ...kari, address: '192.0.2.2' })).toMatchObject({ ok: true });
	});

	it('does not hinder people at the address from which they signed in lately', async () => {
		expect(await signIn({ db, now: start }, kari)).toMatchObject({ ok: true });
		await spray(40);
		expect(await signIn({ db, now: start }, kari)).toMatchObject({ ok: true });
	});

	it('forgets an address after 60 days', async () => {
		expect(await signIn({ db, now: minutes(-61 * 24 * 60) }, kari)).toMatchObject({ ok: true });
		await spray(30);
		expect(await signIn({ db, now: start }, kari)).toEqual(tooMany(2));
	});

	it('lets forty phones in at an address that the secretariat lets through, for four hours', async () => {
		const passwordHash = await hashPassword(password);
		const actor = { personId: 1, name: 'Siri', administrator: true, seats: [] };
		await db.write((tx) =>
			tx.insert(person).values(
				Array.from({ length: 40 }, (_, index) => ({
					...{ email: `phone${index}@demo.test`, name: 'Phone', createdAt: start.toISOString(), passwordHash }
				}))
			)
		);
		await spray(30);
		expect(await admitAddress({ db, actor, now: start }, kari.address)).toMatchObject({ ok: true });
		for (let index = 0; index < 40; index++) {
			const phone = { ...kari, email: `phone${index}@demo.test` };
			await fail(1, start, { email: phone.email });
			expect(await signIn({ db, now: start }, phone)).toMatchObject({ ok: true });
		}
		expect(await db.read.select().from(event)).toMatchObject([{ verb: 'admit-address', by: 'Siri' }]);
		await spray(30, minutes(4 * 60));
		expect(await signIn({ db, now: minutes(4 * 60) }, { ...kari, email: 'new@demo.test' })).toEqual(
			tooMany(2)
		);
	});

	it('is lifted only by those who manage people, and for no unknown address', async () => {
		const stranger = { personId: 2, name: 'Ida', administrator: false, seats: [] };
		const administrator = { ...stranger, administrator: true };
		expect(await admitAddress({ db, actor: stranger, now: start }, kari.address)).toMatchObject({
			refused: { code: 'not-permitted' }
		});
		expect(await admitAddress({ db, actor: administrator, now: start }, unknownAddress)).toMatchObject({
			refused: { code: 'wrong-state' }
		});
		expect(await db.read.select().from(event)).toEqual([]);
	});

	it("clears only the account's own failures after a sign-in", async () => {
		await fail(4, start);
		await fail(2, start, { email: 'unknown@demo.test' });
		expect(await signIn({ db, now: start }, kari)).toMatchObject({ ok: true });
		await fail(5, start);
		// Two by the neighbour; for the account itself, four by address and five by both.
		expect(await failures()).toHaveLength(2 * 2 + 4 + 5 * 2);
	});

	it('holds for parallel attempts', async () => {
		const tries = Array.from({ length: 12 }, () =>
			signIn({ db, now: start }, { ...kari, password: 'not this one' })
		);
		const heard = (await Promise.all(tries)).filter(
			(answer) => !answer.ok && answer.refused.code === 'wrong-credentials'
		);
		expect(heard).toHaveLength(signInLimits.pair.free);
	});

	it('holds for another process on the same database', async () => {
		await fail(5, start);
		const elsewhere = await openDatabase({ url: db.url });
		expect(await signIn({ db: elsewhere, now: start }, kari)).toEqual(tooMany(2));
		elsewhere.close();
	});

	it('stores neither account nor address, and deletes expired failures', async () => {
		await fail(3, start);
		expect(await signIn({ db, now: start }, kari)).toMatchObject({ ok: true });
		const stored = JSON.stringify([await failures(), await db.read.select().from(signInAddress)]);
		expect(stored).not.toContain('kari');
		expect(stored).not.toContain('192.0.2');
		await fail(1, minutes(20));
		expect(await failures()).toHaveLength(2);
	});

	it.each([
		['192.0.2.7', '192.0.2.7'],
		['::ffff:192.0.2.7', '192.0.2.7'],
		['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
		['2001:0db8:1:2::9', '2001:db8:1:2::/64'],
		['2001:db8::1', '2001:db8:0:0::/64'],
		['fe80::1%eth0', 'fe80:0:0:0::/64'],
		['::1', '0:0:0:0::/64'],
		['', '']
	])('counts %s as %s', (address, counted) => {
		expect(networkPrefix(address)).toBe(counted);
	});
});
