import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryDatabase, type TemporaryDatabase } from '../../../../tests/support/database';
import { openDatabase } from '../database/database';
import { person, signInFailure } from '../database/schema';
import { maxFailures, networkPrefix } from './sign-in-limit';
import { hashPassword } from './password';
import { validateSession } from './session';
import { signIn } from './sign-in';

const start = new Date('2026-11-21T12:00:00Z');
const minutes = (count: number) => new Date(start.getTime() + count * 60_000);
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

describe('the limit', () => {
	it('blocks an account for 15 minutes after five failures, also for the right password', async () => {
		await fail(5, start);
		const tooMany = { ok: false, refused: { code: 'too-many-tries', retryAfterSeconds: 15 * 60 } };
		expect(await signIn({ db, now: start }, kari)).toEqual(tooMany);
		expect(await signIn({ db, now: minutes(14) }, { ...kari, address: '192.0.2.99' })).toMatchObject({
			refused: { code: 'too-many-tries', retryAfterSeconds: 60 }
		});
		expect(await signIn({ db, now: minutes(15) }, kari)).toMatchObject({ ok: true });
	});

	it('slides: allows another attempt when the oldest failure expires', async () => {
		await fail(1, start);
		await fail(4, minutes(10));
		expect(await signIn({ db, now: minutes(14) }, kari)).toMatchObject({ ok: false });
		await fail(1, minutes(15));
		expect(await signIn({ db, now: minutes(16) }, kari)).toMatchObject({
			refused: { retryAfterSeconds: 9 * 60 }
		});
	});

	it('counts unknown accounts like known ones', async () => {
		await fail(5, start, { email: 'unknown@demo.test' });
		expect(await signIn({ db, now: start }, { ...kari, email: 'UNKNOWN@demo.test' })).toMatchObject({
			refused: { code: 'too-many-tries' }
		});
	});

	it('blocks an address that tries many accounts, and no other address', async () => {
		for (let account = 0; account < maxFailures.address; account++)
			await fail(1, start, { email: `nobody${account}@demo.test` });
		expect(await signIn({ db, now: start }, kari)).toMatchObject({ refused: { code: 'too-many-tries' } });
		expect(await signIn({ db, now: start }, { ...kari, address: '192.0.2.2' })).toMatchObject({ ok: true });
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
		expect(heard).toHaveLength(maxFailures.account);
	});

	it('holds for another process on the same database', async () => {
		await fail(5, start);
		const elsewhere = await openDatabase({ url: db.url });
		expect(await signIn({ db: elsewhere, now: start }, kari)).toMatchObject({
			refused: { code: 'too-many-tries' }
		});
		elsewhere.close();
	});

	it('stores neither account nor address, and deletes expired failures', async () => {
		await fail(3, start);
		const stored = JSON.stringify(await failures());
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
