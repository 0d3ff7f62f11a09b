import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryDatabase, type TemporaryDatabase } from '../../../../tests/support/database';
import { body, partner, partnership, person, session } from '../database/schema';
import { placeInSeat } from '../people/seats';
import { sessionStoreIn } from './session-adapter';
import { sha256 } from './hash';
import {
	deleteSession,
	deletePersonSessions,
	validateSession,
	sessionCookie,
	createSession
} from './session';

const start = new Date('2026-11-21T12:00:00Z');
const day = 86_400_000;
const after = (days: number) => new Date(start.getTime() + days * day);

let db: TemporaryDatabase;

beforeEach(async () => {
	// Lucia reads the clock; everything else receives the time as an argument.
	vi.useFakeTimers({ toFake: ['Date'], now: start });
	db = await temporaryDatabase();
	await db.write(async (tx) => {
		await tx.insert(partnership).values({ slug: 'telemark', name: { nb: 'Telemark' } });
		await tx.insert(body).values([
			{ partnershipId: 1, slug: 'ssu', kind: 'ssu', name: { nb: 'SSU' } },
			{ partnershipId: 1, slug: 'fsu1', kind: 'fsu', name: { nb: 'FSU 1' } }
		]);
		await tx.insert(partner).values({
			partnershipId: 1,
			number: '4003',
			name: 'Skien',
			kind: 'municipality',
			verified: true
		});
		await tx.insert(person).values([
			{ email: 'kari@demo.test', name: 'Kari', createdAt: start.toISOString() },
			{ email: 'ola@demo.test', name: 'Ola', administrator: true, createdAt: start.toISOString() }
		]);
	});
});
afterEach(() => void vi.useRealTimers());

async function open(personId: number, now: Date): Promise<string> {
	vi.setSystemTime(now);
	return createSession(db, now, personId);
}

function read(id: string, now: Date) {
	vi.setSystemTime(now);
	return validateSession(db, now, id);
}

const expiry = async () => (await db.read.select().from(session))[0]?.expiresAt;

describe('the stored session', () => {
	it('holds only the hash of the id, which opens no session', async () => {
		const id = await open(1, start);
		const [row] = await db.read.select().from(session);
		expect(row).toEqual({
			...{ idHash: sha256(id), personId: 1, expiresAt: after(30).toISOString() },
			startedAt: start.toISOString()
		});
		expect(JSON.stringify(row)).not.toContain(id);
		expect(await read(row?.idHash ?? '', start)).toBeNull();
	});

	it('is not queried for a malformed id', async () => {
		const before = db.statements();
		for (const id of ['', 'x', 'A'.repeat(40), `${'a'.repeat(39)}'`, 'a'.repeat(4000)])
			expect(await read(id, start)).toBeNull();
		expect(db.statements()).toBe(before);
		expect(await read('a'.repeat(40), start)).toBeNull();
		expect(db.statements()).toBe(before + 1);
	});
});

describe('the person of a session', () => {
	it('is read in one statement with the seats', async () => {
		await db.write(async (tx) => {
			const member = { bodyId: 1, role: 'member', partnerIds: [1] } as const;
			await placeInSeat(tx, member, { personId: 1, fromDay: '2025-01-01' });
			const leader = { bodyId: 2, role: 'leader', termTo: '2026-12-31' } as const;
			await placeInSeat(tx, leader, { personId: 1, fromDay: '2026-01-01' });
		});
		const id = await open(1, start);
		const before = db.statements();
		expect(await read(id, start)).toEqual({
			renewed: false,
			actor: {
				personId: 1,
				name: 'Kari',
				administrator: false,
				seats: [
					{ seatId: 1, bodyId: 1, partnershipId: 1, bodyKind: 'ssu', role: 'member', partnerId: 1 },
					{ seatId: 2, bodyId: 2, partnershipId: 1, bodyKind: 'fsu', role: 'leader', partnerId: null }
				]
			}
		});
		expect(db.statements()).toBe(before + 1);
	});

	it('may have no seat', async () => {
		const id = await open(2, start);
		expect((await read(id, start))?.actor).toEqual({
			personId: 2,
			name: 'Ola',
			administrator: true,
			seats: []
		});
	});

	it.each<[string, string | null, string, boolean, string]>([
		['2026-11-21', null, '2026-11-21T12:00:00Z', true, 'from its first day'],
		['2026-11-22', null, '2026-11-21T12:00:00Z', false, 'not the day before'],
		['2026-11-22', null, '2026-11-21T23:30:00Z', true, 'by the day in Oslo'],
		['2026-01-01', '2026-11-21', '2026-11-21T12:00:00Z', true, 'to its last day'],
		['2026-01-01', '2026-11-20', '2026-11-21T12:00:00Z', false, 'not the day after'],
		['2026-01-01', '2026-11-21', '2026-11-21T23:30:00Z', false, 'by the day in Oslo']
	])('has a seat from %s to %s at %s: %s, %s', async (fromDay, toDay, moment, counts) => {
		await db.write((tx) =>
			placeInSeat(tx, { bodyId: 2, role: 'leader', termTo: toDay }, { personId: 1, fromDay })
		);
		const id = await open(1, start);
		expect((await read(id, new Date(moment)))?.actor.seats).toHaveLength(counts ? 1 : 0);
	});

	it('is null when the person is disabled', async () => {
		const id = await open(1, start);
		await db.write((tx) => tx.update(person).set({ disabledAt: start.toISOString() }));
		expect(await read(id, start)).toBeNull();
	});
});

describe('the lifetime of a session', () => {
	it('is unchanged in its first half', async () => {
		const id = await open(1, start);
		const before = db.statements();
		expect((await read(id, after(14.9)))?.renewed).toBe(false);
		expect(db.statements()).toBe(before + 1);
		expect(await expiry()).toBe(after(30).toISOString());
	});

	it('is renewed in its second half, with one write', async () => {
		const id = await open(1, start);
		const before = db.statements();
		expect((await read(id, after(16)))?.renewed).toBe(true);
		expect(db.statements()).toBe(before + 2);
		expect(await expiry()).toBe(after(46).toISOString());
		expect((await read(id, after(16)))?.renewed).toBe(false);
		expect(await read(id, after(45))).not.toBeNull();
	});

	it('ends after thirty days without use, and the row is deleted', async () => {
		const id = await open(1, start);
		expect(await read(id, after(30))).toBeNull();
		expect(await expiry()).toBeUndefined();
	});

	it('ends for expired sessions when a new one is created', async () => {
		await open(1, start);
		await open(2, after(31));
		expect(await db.read.select({ personId: session.personId }).from(session)).toEqual([{ personId: 2 }]);
	});
});

describe('deleting sessions', () => {
	it('ends one session, or all of one person', async () => {
		const [one, two, other] = [await open(1, start), await open(1, start), await open(2, start)];
		await deleteSession(db, start, one);
		expect(await read(one, start)).toBeNull();
		expect(await read(two, start)).not.toBeNull();
		await deletePersonSessions(db, start, 1);
		expect(await read(two, start)).toBeNull();
		expect(await read(other, start)).not.toBeNull();
	});

	it('is committed or rolled back with its transaction', async () => {
		const id = await open(1, start);
		const failing = db.write(async (tx) => {
			await deletePersonSessions(sessionStoreIn(tx), start, 1);
			await createSession(sessionStoreIn(tx), start, 1);
			throw new Error('changed my mind');
		});
		await expect(failing).rejects.toThrow('changed my mind');
		expect(await read(id, start)).not.toBeNull();
		expect(await db.read.select().from(session)).toHaveLength(1);
	});
});

describe('the session cookie', () => {
	it('has the __Host- prefix and Secure over https', () => {
		expect(sessionCookie({ db, now: start }, 'abc', true)).toEqual({
			name: '__Host-framdrift_session',
			value: 'abc',
			attributes: { httpOnly: true, secure: true, sameSite: 'lax', path: '/', maxAge: 30 * 24 * 3600 }
		});
		expect(sessionCookie({ db, now: start }, 'abc', false)).toMatchObject({
			name: 'framdrift_session',
			attributes: { httpOnly: true, secure: false, sameSite: 'lax', path: '/' }
		});
	});

	it('is deleted when the session has ended', () => {
		expect(sessionCookie({ db, now: start }, null, true)).toMatchObject({
			value: '',
			attributes: { maxAge: 0 }
		});
	});
});

it('ends 90 days after signing in, however much it is used', async () => {
	const id = await open(1, start);
	for (let days = 10; days < 90; days += 10) expect(await read(id, after(days))).not.toBeNull();
	expect(await read(id, after(89.9))).not.toBeNull();
	expect(await read(id, after(90))).toBeNull();
	expect(await db.read.select().from(session)).toEqual([]);
});
