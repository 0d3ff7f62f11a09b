import { eq } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { aPartnership, expectOk, today, type Partnership } from '../../../../tests/support/partnership';
import { mail, partnership as partnerships, person } from '../database/schema';
import { createInvitation, readInvitation } from '../identity/invitation';
import { sendDueMail } from '../mail/send';
import type { OutgoingMail } from '../mail/smtp';
import { disablePerson, enablePerson, invitePerson, renewInvitation } from './commands';
import { listPeople } from './queries';

let partnership: Partnership;
let personId: number;

beforeEach(async () => {
	partnership = await aPartnership();
	const bodyId = partnership.actors.leader.seats[0]!.bodyId;
	const kari = {
		email: 'kari@kommune.test',
		name: 'Kari',
		writtenForm: 'nn',
		bodyId,
		role: 'member'
	} as const;
	personId = expectOk(await invitePerson(partnership.as('secretariat'), kari, 'mail')).personId;
});

/** Sends what waits; a server that refuses the recipient answers as SMTP does. */
async function send(refuses = false): Promise<OutgoingMail[]> {
	const sent: OutgoingMail[] = [];
	const refusal = Object.assign(new Error('550 No such user'), { responseCode: 550, command: 'RCPT TO' });
	const transport = {
		send: (one: OutgoingMail) => (refuses ? Promise.reject(refusal) : Promise.resolve(void sent.push(one))),
		close: () => {}
	};
	const { db } = partnership;
	const options = { db, now: () => today, transport, origin: 'https://plan.test', holder: 'test' };
	await sendDueMail({ ...options, setupToken: createInvitation });
	return sent;
}

const kari = async () => (await listPeople(partnership.db.read, today)).find(({ id }) => id === personId);

it('an invitation has the partnership’s own text in the written form of its reader', async () => {
	const invitation = { nb: 'Velkommen.\nMøt opp.', nn: 'Velkomen.\nMøt opp.' };
	await partnership.db.write((tx) => tx.update(partnerships).set({ invitation }));
	const [one] = await send();
	expect(one?.text).toContain('Velkomen.');
	expect(one?.text).toContain('Møt opp.');
	expect(one?.text).not.toContain('Velkommen.');
});

it('a refused recipient is shown at once and invited again through the outbox', async () => {
	await send(true);
	const [failed] = await partnership.db.read.select().from(mail).where(eq(mail.personId, personId));
	expect(failed).toMatchObject({ state: 'failed', tries: 1 });
	expect(await kari()).toMatchObject({ state: 'invited', bounced: true });
	const again = await renewInvitation(partnership.as('secretariat'), personId, 'mail');
	expect(expectOk(again)).toMatchObject({ queued: true, token: null });
	expect(await kari()).toMatchObject({ bounced: false });
	const [one] = await send();
	expect(one?.to.address).toBe('kari@kommune.test');
});

it('a withdrawn invitation has no link and no mail, until it is taken back', async () => {
	const [one] = await send();
	const token = /\/setup\/([\w-]{43})/.exec(one?.text ?? '')?.[1] ?? '';
	expectOk(await renewInvitation(partnership.as('secretariat'), personId, 'mail'));
	expectOk(await disablePerson(partnership.as('secretariat'), personId));
	expect(await readInvitation(partnership.db.read, today, token)).toBeNull();
	expect(await send()).toEqual([]);
	expect(await kari()).toMatchObject({ state: 'withdrawn' });
	expectOk(await enablePerson(partnership.as('secretariat'), personId));
	expect(await kari()).toMatchObject({ state: 'invited' });
	expect(await partnership.db.read.select().from(person).where(eq(person.id, personId))).toHaveLength(1);
});
