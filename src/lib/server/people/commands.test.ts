import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryDatabase, type TemporaryDatabase } from '../../../../tests/support/database';
import { anonymous, type Actor } from '$lib/domain/permission';
import {
	body,
	event,
	invitation,
	mail,
	partner,
	partnership,
	person,
	seatHolder,
	session
} from '../database/schema';
import { createInvitation, readInvitation, redeemInvitation } from '../identity/invitation';
import { hashPassword } from '../identity/password';
import { accountEvents } from '../identity/own-account';
import { validateSession, createSession } from '../identity/session';
import {
	createPersonWithPassword,
	disablePerson,
	enablePerson,
	endSeat,
	invitePerson,
	createFirstAdministrator,
	renewInvitation,
	type InvitePersonInput
} from './commands';
import { personByEmail } from '../identity/person';
import { sendDueMail } from '../mail/send';
import type { OutgoingMail } from '../mail/smtp';
import { ok } from '$lib/domain/result';
import { invitationChoices, listPeople } from './queries';
import { placeInSeat } from './seats';

const now = new Date('2026-11-21T12:00:00Z');
const seated = { partnershipId: 1, partnerId: null, role: 'member' } as const;
const administrator: Actor = { personId: 1, name: 'Ada', administrator: true, seats: [] };
const secretariat: Actor = {
	personId: 2,
	name: 'Siri',
	administrator: false,
	seats: [{ ...seated, bodyId: 1, bodyKind: 'secretariat' }]
};
const leader: Actor = {
	personId: 3,
	name: 'Frode',
	administrator: false,
	seats: [{ ...seated, bodyId: 2, bodyKind: 'fsu', role: 'leader' }]
};
const kari: InvitePersonInput = {
	email: 'Kari@Kommune.test',
	name: 'Kari Nordmann',
	writtenForm: 'nn',
	bodyId: 2,
	role: 'leader',
	partnerIds: [1]
};

let db: TemporaryDatabase;
const as = (actor: Actor) => ({ db, actor, now });
const events = () => db.read.select().from(event);
const lastEvent = async () => (await events()).at(-1);

beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['Date'], now });
	db = await temporaryDatabase();
	await db.write(async (tx) => {
		await tx.insert(partnership).values({ slug: 'telemark', name: { nb: 'Telemark' } });
		await tx.insert(body).values([
			{ partnershipId: 1, slug: 'sekretariat', kind: 'secretariat', name: { nb: 'Sekretariatet' } },
			{ partnershipId: 1, slug: 'fsu1', kind: 'fsu', name: { nb: 'FSU 1' } }
		]);
		await tx.insert(partner).values({
			partnershipId: 1,
			number: '4003',
			name: 'Skien',
			kind: 'municipality',
			verified: true
		});
		const accounts = [
			{ email: 'ada@demo.test', name: 'Ada', administrator: true, seats: [] },
			{ email: 'siri@demo.test', name: 'Siri', seats: [{ bodyId: 1, role: 'member' as const }] },
			{ email: 'frode@demo.test', name: 'Frode', seats: [{ bodyId: 2, role: 'leader' as const }] }
		];
		for (const account of accounts)
			await createPersonWithPassword(tx, now, { ...account, writtenForm: 'nb', passwordHash: 'hash' });
	});
});
afterEach(() => void vi.useRealTimers());

/** Every command with valid input. */
const commands: [string, (actor: Actor) => Promise<unknown>][] = [
	['invitePerson', (actor) => invitePerson(as(actor), kari)],
	['renewInvitation', (actor) => renewInvitation(as(actor), 3)],
	['endSeat', (actor) => endSeat(as(actor), 1)],
	['disablePerson', (actor) => disablePerson(as(actor), 3)],
	['enablePerson', (actor) => enablePerson(as(actor), 3)]
];

describe.each(commands)('%s', (_, command) => {
	it.each([
		['nobody', anonymous, 'sign-in-first'],
		['a committee’s leader', leader, 'not-your-role']
	])('is refused to %s and leaves no trace', async (_who, actor, reason) => {
		const before = await events();
		expect(await command(actor)).toEqual({
			ok: false,
			refused: {
				code: 'not-permitted',
				permission: { allowed: false, reason, only: ['administrator', 'secretariat'] }
			}
		});
		expect(await events()).toEqual(before);
	});
});

describe('inviting', () => {
	it.each([
		['an administrator', administrator, 'screen', 'show-setup-link'],
		['the secretariat', secretariat, 'mail', 'renew-invitation']
	] as const)(
		'by %s creates the person, the seat, the link or its mail, and the events',
		async (_, actor, delivery, verb) => {
			const answer = await invitePerson(as(actor), kari, delivery);
			const token = answer.ok ? answer.value.token : null;
			const person = { personId: 4, name: 'Kari Nordmann', email: 'kari@kommune.test' };
			expect(token && (await readInvitation(db.read, now, token))).toEqual(
				delivery === 'screen' ? person : null
			);
			const queued = await db.read.select().from(mail);
			expect(queued.map(({ recipient, reason, about }) => [recipient, reason, about])).toEqual(
				delivery === 'mail' ? [[person.email, 'account-notice', 'invitation:4']] : []
			);
			expect((await listPeople(db.read, now)).find(({ id }) => id === 4)).toMatchObject({
				name: 'Kari Nordmann',
				state: 'invited',
				administrator: false,
				seats: [{ bodyId: 2, role: 'leader', partnerName: 'Skien', fromDay: '2026-11-21' }]
			});
			expect((await events()).slice(-2)).toMatchObject([
				{
					verb: 'invite-person',
					by: actor.name,
					nounId: '4',
					after: { name: 'Kari Nordmann', bodyId: 2, role: 'leader', partnerIds: [1] }
				},
				{ verb, by: actor.name, nounId: '4' }
			]);
		}
	);

	it('gives the secretariat no link to see: whoever has it can act as the person', async () => {
		const answer = await invitePerson(as(secretariat), kari);
		expect(answer).toEqual({ ok: true, value: { personId: 4, token: null, withheld: true } });
		expect(await db.read.select().from(invitation)).toEqual([]);
		expect(await lastEvent()).toMatchObject({ verb: 'invite-person' });
	});

	it('gives a registered person another seat, without a link if they have a password', async () => {
		const input = { ...kari, email: 'SIRI@demo.test', name: 'Somebody else' };
		expect(await invitePerson(as(administrator), input)).toEqual({
			ok: true,
			value: { personId: 2, token: null, withheld: false }
		});
		expect((await personByEmail(db.read, 'siri@demo.test'))?.name).toBe('Siri');
		expect(await db.read.select().from(invitation)).toEqual([]);
	});

	it('replaces the link of a person without a password', async () => {
		const first = await invitePerson(as(administrator), kari);
		const second = await invitePerson(as(administrator), { ...kari, bodyId: 1, partnerIds: [] });
		expect(await readInvitation(db.read, now, (first.ok && first.value.token) || '')).toBeNull();
		expect(await readInvitation(db.read, now, (second.ok && second.value.token) || '')).not.toBeNull();
	});

	it.each([
		[{ bodyId: 99 }, { field: 'bodyId', code: 'unknown-choice' }],
		[{ partnerIds: [99] }, { field: 'partnerId', code: 'unknown-choice' }],
		[{ email: 'frode@demo.test' }, { field: 'bodyId', code: 'already-seated' }]
	])('is refused with %j', async (difference, fault) => {
		expect(await invitePerson(as(administrator), { ...kari, ...difference })).toEqual({
			ok: false,
			refused: { code: 'invalid', faults: [fault] }
		});
		expect(await personByEmail(db.read, kari.email)).toBeNull();
	});

	it('is refused for a disabled person', async () => {
		await disablePerson(as(administrator), 3);
		expect(await invitePerson(as(administrator), { ...kari, email: 'frode@demo.test', bodyId: 1 })).toEqual({
			ok: false,
			refused: { code: 'invalid', faults: [{ field: 'email', code: 'person-disabled' }] }
		});
	});
});

describe('an administrator', () => {
	const onlyAdministrators = {
		ok: false,
		refused: {
			code: 'not-permitted',
			permission: { allowed: false, reason: 'not-your-role', only: ['administrator'] }
		}
	};

	it('cannot be managed by the secretariat', async () => {
		expect(await renewInvitation(as(secretariat), 1)).toEqual(onlyAdministrators);
		expect(await disablePerson(as(secretariat), 1)).toEqual(onlyAdministrators);
		expect(await invitePerson(as(secretariat), { ...kari, email: 'ada@demo.test' })).toEqual(
			onlyAdministrators
		);
	});

	it('cannot disable their own account, nor can the secretariat', async () => {
		const refusal = { ok: false, refused: { code: 'wrong-state', state: 'yourself' } };
		expect(await disablePerson(as(administrator), 1)).toEqual(refusal);
		expect(await disablePerson(as(secretariat), 2)).toEqual(refusal);
	});
});

describe('a new link', () => {
	it('goes by mail and lets a person set another password, which ends the old sessions', async () => {
		const session = await createSession(db, now, 3);
		const earlier = await db.write((tx) => createInvitation(tx, now, 3));
		expect(await renewInvitation(as(secretariat), 3, 'mail')).toEqual(
			ok({ personId: 3, token: null, withheld: false, queued: true })
		);
		expect(await lastEvent()).toMatchObject({ verb: 'renew-invitation', by: 'Siri', nounId: '3' });
		expect(await readInvitation(db.read, now, earlier), 'the earlier link').toBeNull();
		expect(JSON.stringify(await db.read.select().from(mail))).not.toContain('/setup/');
		const sent: OutgoingMail[] = [];
		const transport = { send: async (one: OutgoingMail) => void sent.push(one), close: () => undefined };
		const sending = { now: () => now, origin: 'https://plan.example.no', setupToken: createInvitation };
		await sendDueMail({ db, transport, holder: 'test', ...sending });
		expect(sent.map(({ to }) => to)).toEqual([{ name: 'Frode', address: 'frode@demo.test' }]);
		const [, token = ''] = /https:\/\/plan\.example\.no\/setup\/([\w-]{43})/.exec(sent[0]!.text) ?? [];
		const password = 'fjell fjord foss';
		expect(await redeemInvitation({ db, now }, { token, password })).toMatchObject({ ok: true });
		expect(await validateSession(db, now, session)).toBeNull();
	});

	it('is not sent to a person who was disabled meanwhile', async () => {
		await renewInvitation(as(secretariat), 3, 'mail');
		await disablePerson(as(secretariat), 3);
		const transport = { send: () => Promise.reject(new Error('sent')), close: () => undefined };
		const sending = { now: () => now, origin: 'https://plan.example.no', setupToken: createInvitation };
		expect(await sendDueMail({ db, transport, holder: 'test', ...sending })).toMatchObject({ dropped: 1 });
	});

	it('is shown to administrators only, and the person’s own log says so', async () => {
		expect(await renewInvitation(as(secretariat), 3)).toMatchObject({
			refused: { code: 'not-permitted', permission: { only: ['administrator'] } }
		});
		expect(await renewInvitation(as(administrator), 3)).toMatchObject({ ok: true });
		expect((await accountEvents(db.read, 3))[0]).toMatchObject({ verb: 'show-setup-link', by: 'Ada' });
	});

	it('is refused for an unknown or disabled person', async () => {
		expect(await renewInvitation(as(secretariat), 99)).toMatchObject({ refused: { code: 'not-found' } });
		await disablePerson(as(secretariat), 3);
		expect(await renewInvitation(as(secretariat), 3)).toEqual({
			ok: false,
			refused: { code: 'wrong-state', state: 'disabled' }
		});
	});
});

describe('ending a seat', () => {
	it('removes its authority at once, and the last one ends the sessions', async () => {
		await db.write((tx) =>
			placeInSeat(tx, { bodyId: 1, role: 'member' }, { personId: 3, fromDay: '2026-01-01' })
		);
		const session = await createSession(db, now, 3);
		expect((await validateSession(db, now, session))?.actor.seats).toHaveLength(2);
		expect(await endSeat(as(secretariat), 3)).toMatchObject({ ok: true });
		expect((await validateSession(db, now, session))?.actor.seats).toHaveLength(1);
		expect(await endSeat(as(secretariat), 2)).toEqual({ ok: true, value: undefined });
		expect(await validateSession(db, now, session)).toBeNull();
		expect((await db.read.select().from(seatHolder))[1]?.toDay).toBe('2026-11-20');
		expect(await lastEvent()).toMatchObject({
			verb: 'end-seat',
			nounId: '3',
			before: { bodyId: 2, role: 'leader', toDay: null },
			after: { toDay: '2026-11-20' }
		});
	});

	it('is refused for an ended or unknown seat', async () => {
		await endSeat(as(administrator), 2);
		expect(await endSeat(as(administrator), 2)).toEqual({
			ok: false,
			refused: { code: 'wrong-state', state: 'ended' }
		});
		expect(await endSeat(as(administrator), 99)).toMatchObject({ refused: { code: 'not-found' } });
	});

	it('allows a new seat in the same body', async () => {
		await endSeat(as(administrator), 2);
		expect(await invitePerson(as(administrator), { ...kari, email: 'frode@demo.test' })).toMatchObject({
			ok: true
		});
	});
});

describe('disabling', () => {
	it('ends sessions and links, and can be undone', async () => {
		const id = await createSession(db, now, 3);
		await renewInvitation(as(administrator), 3);
		expect(await disablePerson(as(administrator), 3)).toMatchObject({ ok: true });
		expect(await validateSession(db, now, id)).toBeNull();
		expect(await db.read.select().from(session)).toEqual([]);
		expect(await db.read.select().from(invitation)).toEqual([]);
		expect(await enablePerson(as(administrator), 3)).toMatchObject({ ok: true });
		const again = await createSession(db, now, 3);
		expect((await validateSession(db, now, again))?.actor.seats).toHaveLength(1);
		expect((await events()).slice(-2).map(({ verb }) => verb)).toEqual(['disable-person', 'enable-person']);
	});

	it('is refused for a disabled or unknown person, enabling for an enabled one', async () => {
		await disablePerson(as(administrator), 3);
		expect(await disablePerson(as(administrator), 3)).toMatchObject({ refused: { state: 'disabled' } });
		expect(await enablePerson(as(administrator), 2)).toMatchObject({ refused: { state: 'enabled' } });
		expect(await disablePerson(as(administrator), 99)).toMatchObject({ refused: { code: 'not-found' } });
	});
});

describe('the first administrator', () => {
	it('gets a new link on every call until one is used', async () => {
		const empty = await temporaryDatabase();
		const first = (await createFirstAdministrator(empty, now)) ?? '';
		const second = (await createFirstAdministrator(empty, now)) ?? '';
		expect(await readInvitation(empty.read, now, first)).toBeNull();
		expect(await readInvitation(empty.read, now, second)).toMatchObject({ email: 'admin@localhost' });
		expect(await empty.read.select().from(person)).toMatchObject([
			{ administrator: true, passwordHash: null }
		]);
		const used = { token: second, password: 'fjell fjord foss' };
		expect(await redeemInvitation({ db: empty, now }, used)).toMatchObject({ ok: true });
		expect(await createFirstAdministrator(empty, now)).toBeNull();
	});

	it('can be a registered person', async () => {
		await db.write((tx) => tx.update(person).set({ administrator: false }));
		const token = (await createFirstAdministrator(db, now, 'Frode@demo.test')) ?? '';
		expect(await readInvitation(db.read, now, token)).toMatchObject({ personId: 3 });
		expect((await personByEmail(db.read, 'frode@demo.test'))?.administrator).toBe(true);
	});

	it('is not created if an administrator can sign in', async () => {
		expect(await createFirstAdministrator(db, now)).toBeNull();
	});
});

it('listPeople runs three statements and omits password hashes', async () => {
	const before = db.statements();
	const people = await listPeople(db.read, now);
	expect(db.statements()).toBe(before + 3);
	expect(people.map(({ name, state, seats }) => [name, state, seats.length])).toEqual([
		['Ada', 'active', 0],
		['Frode', 'active', 1],
		['Siri', 'active', 1]
	]);
	expect(JSON.stringify(people)).not.toContain('hash');
	expect(await invitationChoices(db.read)).toMatchObject({
		bodies: [{ id: 1 }, { id: 2, kind: 'fsu' }],
		partners: [{ id: 1, name: 'Skien' }]
	});
});

it('createPersonWithPassword accepts a shared hash', async () => {
	const passwordHash = await hashPassword('fjell fjord foss');
	const made = { writtenForm: 'nb', passwordHash, seats: [], name: 'Demo' } as const;
	await db.write(async (tx) => {
		for (const email of ['one@demo.test', 'two@demo.test'])
			await createPersonWithPassword(tx, now, { ...made, email });
	});
	expect((await personByEmail(db.read, 'two@demo.test'))?.passwordHash).toBe(passwordHash);
});

describe('the first administrator’s link', () => {
	const password = 'fjell fjord foss';

	it('takes their own name, address and written form with the password', async () => {
		const empty = await temporaryDatabase();
		const token = (await createFirstAdministrator(empty, now)) ?? '';
		const details = { name: 'Ada Berg', email: 'ada@kommune.no', writtenForm: 'nn' } as const;
		expect(await redeemInvitation({ db: empty, now }, { token, password, details })).toMatchObject({
			ok: true
		});
		expect(await empty.read.select().from(person)).toMatchObject([{ ...details, administrator: true }]);
	});
});

it('another person’s link does not change their details', async () => {
	const invited = await invitePerson(as(administrator), kari);
	const token = (invited.ok && invited.value.token) || '';
	const details = { name: 'Other', email: 'other@kommune.no', writtenForm: 'nn' } as const;
	await redeemInvitation({ db, now }, { token, password: 'fjell fjord foss', details });
	expect((await personByEmail(db.read, kari.email))?.name).toBe(kari.name);
	expect(await personByEmail(db.read, details.email)).toBeNull();
});
