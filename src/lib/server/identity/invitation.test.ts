import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryDatabase, type TemporaryDatabase } from '../../../../tests/support/database';
import { event, invitation, person, session } from '../database/schema';
import { sha256 } from './hash';
import { createInvitation, invitationDays, readInvitation, redeemInvitation } from './invitation';
import { validateSession, createSession } from './session';
import { signIn } from './sign-in';

const start = new Date('2026-11-21T12:00:00Z');
const after = (days: number) => new Date(start.getTime() + days * 86_400_000);
const password = 'fjell fjord foss';
const useless = { ok: false, refused: { code: 'not-found' } };

let db: TemporaryDatabase;
let token: string;

beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['Date'], now: start });
	db = await temporaryDatabase();
	await db.write((tx) =>
		tx.insert(person).values({ email: 'ida@demo.test', name: 'Ida', createdAt: start.toISOString() })
	);
	token = await db.write((tx) => createInvitation(tx, start, 1));
});
afterEach(() => void vi.useRealTimers());

it('is 256 random bits, of which only the hash is stored', async () => {
	expect(token).toMatch(/^[\w-]{43}$/);
	const [row] = await db.read.select().from(invitation);
	expect(row).toEqual({
		tokenHash: sha256(token),
		personId: 1,
		expiresAt: after(invitationDays).toISOString(),
		usedAt: null
	});
	expect(await readInvitation(db.read, start, sha256(token))).toBeNull();
});

it('can be read without being used', async () => {
	const ida = { personId: 1, name: 'Ida', email: 'ida@demo.test' };
	expect(await readInvitation(db.read, start, token)).toEqual(ida);
	expect(await readInvitation(db.read, start, token)).toEqual(ida);
});

it('sets the password, starts a session, ends the others and records an event', async () => {
	const elsewhere = await createSession(db, start, 1);
	const answer = await redeemInvitation({ db, now: start }, { token, password });
	const id = answer.ok ? answer.value.sessionId : '';
	expect((await validateSession(db, start, id))?.actor.name).toBe('Ida');
	expect(await validateSession(db, start, elsewhere)).toBeNull();
	expect(await db.read.select().from(session)).toHaveLength(1);
	expect(await db.read.select().from(event)).toMatchObject([
		{ verb: 'set-password', noun: 'person', nounId: '1', by: 'Ida', before: null, after: null }
	]);
	const credentials = { email: 'ida@demo.test', password, address: '192.0.2.1' };
	expect(await signIn({ db, now: start }, credentials)).toMatchObject({ ok: true });
});

it('works once', async () => {
	expect(await redeemInvitation({ db, now: start }, { token, password })).toMatchObject({ ok: true });
	expect(await readInvitation(db.read, start, token)).toBeNull();
	const replayed = await redeemInvitation({ db, now: start }, { token, password: 'another good one here' });
	expect(replayed).toEqual(useless);
});

it('works once for two simultaneous requests', async () => {
	const both = await Promise.all(
		['first long sentence', 'second long sentence'].map((own) =>
			redeemInvitation({ db, now: start }, { token, password: own })
		)
	);
	expect(both.filter(({ ok }) => ok)).toHaveLength(1);
	expect(await db.read.select().from(event)).toHaveLength(1);
});

describe('an invitation is rejected without a reason', () => {
	it('when it has expired', async () => {
		expect(await readInvitation(db.read, after(6.99), token)).not.toBeNull();
		expect(await redeemInvitation({ db, now: after(7) }, { token, password })).toEqual(useless);
	});

	it('when it is unknown or malformed', async () => {
		for (const other of ['x', 'a'.repeat(43), `${token}x`, "' or 1=1 --"])
			expect(await redeemInvitation({ db, now: start }, { token: other, password })).toEqual(useless);
	});

	it('when a newer one exists', async () => {
		const newer = await db.write((tx) => createInvitation(tx, start, 1));
		expect(await redeemInvitation({ db, now: start }, { token, password })).toEqual(useless);
		expect(await readInvitation(db.read, start, newer)).not.toBeNull();
	});

	it('when its person is disabled', async () => {
		await db.write((tx) =>
			tx.update(person).set({ disabledAt: start.toISOString() }).where(eq(person.id, 1))
		);
		expect(await redeemInvitation({ db, now: start }, { token, password })).toEqual(useless);
	});
});

it('is not used by a rejected password', async () => {
	expect(await redeemInvitation({ db, now: start }, { token, password: 'passord123456' })).toEqual({
		ok: false,
		refused: { code: 'invalid', faults: [{ field: 'password', code: 'password-common' }] }
	});
	expect(await redeemInvitation({ db, now: start }, { token, password })).toMatchObject({ ok: true });
});
