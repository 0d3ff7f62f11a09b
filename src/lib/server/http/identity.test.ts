import type { RequestEvent } from '@sveltejs/kit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryDatabase, type TemporaryDatabase } from '../../../../tests/support/database';
import { anonymous } from '$lib/domain/permission';
import { person, session } from '../database/schema';
import { createSession } from '../identity/session';
import { startSession, identityHandle, endSession } from './identity';

const start = new Date('2026-11-21T12:00:00Z');
const after = (days: number) => new Date(start.getTime() + days * 86_400_000);
const attributes = { httpOnly: true, sameSite: 'lax', path: '/' };

let db: TemporaryDatabase;

beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['Date'], now: start });
	db = await temporaryDatabase();
	const createdAt = start.toISOString();
	await db.write((tx) => tx.insert(person).values({ email: 'kari@demo.test', name: 'Kari', createdAt }));
});
afterEach(() => void vi.useRealTimers());

/** Creates a request event with its cookies, and records the cookies set. */
function visit(cookies: Record<string, string>, { now = start, url = 'http://localhost:3000/' } = {}) {
	vi.setSystemTime(now);
	const given: Record<string, unknown> = {};
	const event = {
		url: new URL(url),
		locals: { db, now },
		cookies: {
			get: (name: string) => cookies[name],
			set: (name: string, value: string, options: object) => (given[name] = { value, ...options })
		}
	} as unknown as RequestEvent;
	return { event, given };
}

async function pass(event: RequestEvent) {
	const response = new Response('page');
	expect(await identityHandle({ event, resolve: () => response })).toBe(response);
	return event.locals;
}

describe('identityHandle', () => {
	it('is anonymous without a cookie, without a database query', async () => {
		const { event, given } = visit({ other: 'x' });
		const before = db.statements();
		expect(await pass(event)).toMatchObject({ actor: anonymous, sessionId: null });
		expect(db.statements()).toBe(before);
		expect(given).toEqual({});
	});

	it("is the session's person, with one statement and no cookie set", async () => {
		const id = await createSession(db, start, 1);
		const { event, given } = visit({ framdrift_session: id });
		const before = db.statements();
		expect(await pass(event)).toMatchObject({ actor: { personId: 1, name: 'Kari' }, sessionId: id });
		expect(db.statements()).toBe(before + 1);
		expect(given).toEqual({});
	});

	it('is anonymous with an invalid cookie, which is deleted', async () => {
		const { event, given } = visit({ framdrift_session: 'a'.repeat(40) });
		expect(await pass(event)).toMatchObject({ actor: anonymous, sessionId: null });
		expect(given).toMatchObject({ framdrift_session: { value: '', maxAge: 0, ...attributes } });
	});

	it('renews the cookie with the session', async () => {
		const id = await createSession(db, start, 1);
		const { event, given } = visit({ framdrift_session: id }, { now: after(20) });
		expect((await pass(event)).actor.personId).toBe(1);
		expect(given).toMatchObject({ framdrift_session: { value: id, maxAge: 30 * 24 * 3600, ...attributes } });
	});

	it('ignores a cookie without the prefix over https', async () => {
		const id = await createSession(db, start, 1);
		const url = 'https://plan.example.no/';
		expect((await pass(visit({ framdrift_session: id }, { url }).event)).actor).toBe(anonymous);
		const prefixed = visit({ '__Host-framdrift_session': id }, { url });
		expect((await pass(prefixed.event)).actor.personId).toBe(1);
	});
});

describe('startSession and endSession', () => {
	it('end the previous session when another starts', async () => {
		const [old, next] = [await createSession(db, start, 1), await createSession(db, start, 1)];
		const { event, given } = visit({ framdrift_session: old }, { url: 'http://localhost:3000/login' });
		await pass(event);
		await startSession(event, next, 1);
		expect(given).toMatchObject({ framdrift_session: { value: next, secure: false, ...attributes } });
		expect((await pass(visit({ framdrift_session: old }).event)).actor).toBe(anonymous);
		expect((await pass(visit({ framdrift_session: next }).event)).actor.personId).toBe(1);
	});

	it('delete the session and the cookie on sign-out', async () => {
		const id = await createSession(db, start, 1);
		const { event, given } = visit({ framdrift_session: id });
		await pass(event);
		await endSession(event);
		expect(given).toMatchObject({ framdrift_session: { value: '', maxAge: 0 } });
		expect(await db.read.select().from(session)).toEqual([]);
	});
});
