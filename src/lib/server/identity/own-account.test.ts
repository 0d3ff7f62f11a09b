import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { temporaryDatabase, type TemporaryDatabase } from '../../../../tests/support/database';
import { anonymous, type Actor } from '$lib/domain/permission';
import { person } from '../database/schema';
import { accountEvents, changePassword, signOutEverywhere } from './own-account';
import { createInvitation, readInvitation } from './invitation';
import { hashPassword } from './password';
import { createSession, validateSession } from './session';
import { signIn } from './sign-in';

const now = new Date('2026-11-21T12:00:00Z');
const current = 'fjell fjord foss';
const password = 'tre elgar drikk te';
const address = '192.0.2.1';
const kari: Actor = { personId: 1, name: 'Kari', administrator: false, seats: [] };

let db: TemporaryDatabase;
const context = () => ({ db, actor: kari, now });
const verbs = async () => (await accountEvents(db.read, 1)).map(({ verb }) => verb);

beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['Date'], now });
	db = await temporaryDatabase();
	const passwordHash = await hashPassword(current);
	const createdAt = now.toISOString();
	await db.write((tx) =>
		tx.insert(person).values({ email: 'kari@demo.test', name: 'Kari', createdAt, passwordHash })
	);
});
afterEach(() => void vi.useRealTimers());

it('changing the password ends the other sessions and links, and is recorded', async () => {
	const elsewhere = await createSession(db, now, 1);
	const link = await db.write((tx) => createInvitation(tx, now, 1));
	const answer = await changePassword(context(), { current, password, address });
	const id = answer.ok ? answer.value.sessionId : '';
	expect(await validateSession(db, now, id)).not.toBeNull();
	expect(await validateSession(db, now, elsewhere)).toBeNull();
	expect(await readInvitation(db.read, now, link)).toBeNull();
	expect(await verbs()).toEqual(['change-password']);
	const credentials = { email: 'kari@demo.test', address };
	expect(await signIn({ db, now }, { ...credentials, password })).toMatchObject({ ok: true });
	expect(await signIn({ db, now }, { ...credentials, password: current })).toMatchObject({ ok: false });
});

it('changing the password needs the current one, guessed no faster than at sign-in', async () => {
	const wrong = { current: 'not this one', password, address };
	for (let time = 0; time < 5; time++)
		expect(await changePassword(context(), wrong)).toMatchObject({
			refused: { faults: [{ field: 'currentPassword', code: 'wrong-password' }] }
		});
	expect(await changePassword(context(), { ...wrong, current })).toMatchObject({
		refused: { faults: [{ field: 'currentPassword', code: 'too-many-tries' }] }
	});
	expect(await verbs()).toEqual([]);
});

it('refuses a common password and keeps the current one', async () => {
	expect(await changePassword(context(), { current, password: 'passord123456', address })).toMatchObject({
		refused: { faults: [{ field: 'password', code: 'password-common' }] }
	});
	const credentials = { email: 'kari@demo.test', password: current, address };
	expect(await signIn({ db, now }, credentials)).toMatchObject({ ok: true });
});

it('signing out everywhere ends every session of the person', async () => {
	const ids = [await createSession(db, now, 1), await createSession(db, now, 1)];
	expect(await signOutEverywhere(context())).toMatchObject({ ok: true });
	for (const id of ids) expect(await validateSession(db, now, id)).toBeNull();
	expect(await verbs()).toEqual(['end-sessions']);
});

it('refuses both to visitors without an account', async () => {
	const visitor = { ...context(), actor: anonymous };
	expect(await signOutEverywhere(visitor)).toMatchObject({ refused: { code: 'not-found' } });
	expect(await changePassword(visitor, { current, password, address })).toMatchObject({
		refused: { code: 'not-found' }
	});
});
