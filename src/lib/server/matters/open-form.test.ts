import { beforeEach, describe, expect, it } from 'vitest';
import { openFormLimits } from '$lib/domain/matter/open-form';
import {
	aPartnership,
	expectOk,
	lastEvent,
	today,
	type Partnership
} from '../../../../tests/support/partnership';
import { event, mail, matter, matterLink, matterSender, pendingMatter } from '../database/schema';
import { composeNotice } from '../mail/notice';
import { registerMatter, type MatterValues } from './commands';
import { openFormSetting, setOpenForm, submitOpenMatter, type OpenSender } from './open-form';
import { countMatters, matterById } from './queries';
import { forgetSenders } from './retention';
import { senderView } from './sender-view';
import { confirmMatter, createConfirmationToken, createStatusToken, readStatusToken } from './status-link';
import { answerByLink, triageMatter, type TriageDecision } from './steps';

let partnership: Partnership;
let place: { partnershipId: number; planId: number };

const values: MatterValues = {
	...{ title: 'Kven <b>melder</b>?', text: 'Legevakta ventar.', lang: 'nn', organisation: 'Pårørande' },
	...{ concerns: 'Gjeld alle.', wish: '', treatedAtHome: null, body: 'ssu' },
	...{ measures: ['1.1'], areas: [1], links: null }
};
const kari: OpenSender = { name: 'Kari', email: 'Kari@Example.no', writtenForm: 'nn', address: '192.0.2.7' };

beforeEach(async () => {
	partnership = await aPartnership();
	const { partnershipId, id: planId } = await partnership.plan();
	place = { partnershipId, planId };
	await setting({ open: true });
});

async function setting(given: Partial<{ open: boolean; senderMonths: number }>) {
	const { partnershipId } = place;
	const { version, ...before } = await openFormSetting(partnership.db.read, partnershipId);
	const context = partnership.as('secretariat');
	return expectOk(await setOpenForm(context, { partnershipId, version }, { ...before, ...given }));
}

const hours = (count: number) => new Date(today.getTime() + count * 3_600_000);
const submit = (sender: Partial<OpenSender> = {}, given: Partial<MatterValues> = {}, at = today) =>
	submitOpenMatter(partnership.as('anyone', at), place, {
		...{ ...values, ...given },
		sender: { ...kari, ...sender }
	});

async function pendingToken(at = today): Promise<string> {
	const rows = await partnership.db.read.select().from(pendingMatter);
	return (await partnership.db.write((tx) => createConfirmationToken(tx, at, rows.at(-1)!.id)))!;
}

/** A confirmed matter, with its link. */
async function confirmed(sender: Partial<OpenSender> = {}, given: Partial<MatterValues> = {}) {
	const { db } = partnership;
	expectOk(await submit(sender, given));
	const token = await pendingToken();
	expectOk(await confirmMatter({ db, now: today }, token));
	const link = await readStatusToken(db.read, today, token);
	if (link?.kind !== 'matter') throw new Error('The matter is not confirmed.');
	return { id: link.matter.id, token };
}

async function decide(id: number, decision: Partial<TriageDecision>, at = today) {
	const { version } = (await matterById(partnership.db.read, place.partnershipId, id))!;
	const empty = { step: 'triage', body: null, target: null, reason: '' } as const;
	const target = { partnershipId: place.partnershipId, id, version };
	return expectOk(await triageMatter(partnership.as('secretariat', at), target, { ...empty, ...decision }));
}

async function traces() {
	const { read } = partnership.db;
	const tables = [matter, matterSender, matterLink, pendingMatter, mail] as const;
	const rows = await Promise.all(tables.map((table) => read.select().from(table)));
	return { ...(await partnership.traces()), rows };
}

async function viewOf(token: string) {
	const link = await readStatusToken(partnership.db.read, today, token);
	return link?.kind === 'matter' ? senderView(partnership.db.read, link) : null;
}

describe('the open form', () => {
	it('keeps a matter unseen and out of the log until its link confirms it', async () => {
		const { db } = partnership;
		const log = await partnership.traces();
		expectOk(await submit());
		expect(await partnership.traces()).toEqual(log);
		expect(await countMatters(db.read, place.partnershipId)).toEqual({});
		const token = await pendingToken();
		expect(JSON.stringify(await db.read.select().from(pendingMatter))).not.toContain(token);
		expectOk(await confirmMatter({ db, now: today }, token));
		expectOk(await confirmMatter({ db, now: today }, token));
		expect(await countMatters(db.read, place.partnershipId)).toEqual({ received: 1 });
		expect(await db.read.select().from(pendingMatter)).toEqual([]);
		expect(await db.read.select().from(mail)).toEqual([]);
		const [sender] = await db.read.select().from(matterSender);
		expect(sender).toMatchObject({ personId: null, name: 'Kari', email: 'kari@example.no' });
		expect(JSON.stringify(await db.read.select().from(event))).not.toMatch(/kari/i);
		expect(await lastEvent(db)).toMatchObject({ verb: 'register-matter', by: null });
	});

	it.each<[string, () => Promise<unknown>, object]>([
		['while it is closed', () => setting({ open: false }), { code: 'not-found' }],
		[
			'in another partnership',
			async () => void (place = { ...place, partnershipId: 99 }),
			{ code: 'not-found' }
		]
	])('refuses a matter %s', async (_when, prepare, refused) => {
		await prepare();
		const before = await traces();
		expect(await submit()).toMatchObject({ refused });
		expect(await traces()).toEqual(before);
	});

	it.each<[string, Partial<MatterValues>, string]>([
		['measure', { measures: ['9.9'] }, 'measures'],
		['area', { areas: [99] }, 'areas[]'],
		['body', { body: 'nobody' }, 'body']
	])('refuses an unknown %s', async (_of, given, field) => {
		const before = await traces();
		expect(await submit({}, given)).toMatchObject({ refused: { faults: [{ field }] } });
		expect(await traces()).toEqual(before);
	});

	it('is bounded per sender and per network address, and for a while only', async () => {
		const send = async (count: number, email: (n: number) => string, at = today) => {
			for (let n = 0; n < count; n++) expectOk(await submit({ email: email(n) }, {}, at));
		};
		await send(openFormLimits.waitingOfSender, () => 'a@example.no');
		const tooMany = { refused: { faults: [{ field: 'email', code: 'too-many-matters' }] } };
		expect(await submit({ email: 'A@example.no', address: '198.51.100.1' })).toMatchObject(tooMany);
		await send(openFormLimits.hourlyOfAddress - openFormLimits.waitingOfSender, (n) => `b${n}@example.no`);
		expect(await submit({ email: 'c@example.no' })).toMatchObject({
			refused: { faults: [{ field: '', code: 'too-many-tries' }] }
		});
		expectOk(await submit({ email: 'c@example.no', address: '198.51.100.1' }));
		expectOk(await submit({ email: 'd@example.no' }, {}, hours(2)));
		expectOk(await submit({ email: 'a@example.no' }, {}, hours(49)));
	});

	it('is switched by the secretariat only, from the version seen', async () => {
		const { partnershipId } = place;
		const { version } = await openFormSetting(partnership.db.read, partnershipId);
		const off = { open: false, senderMonths: 6 };
		const target = { partnershipId, version };
		for (const who of ['anyone', 'ssuLeader', 'leader', 'administrator'] as const)
			expect(await setOpenForm(partnership.as(who), target, off)).toMatchObject({
				refused: { code: 'not-permitted' }
			});
		expect(
			await setOpenForm(partnership.as('secretariat'), { partnershipId, version: version - 1 }, off)
		).toMatchObject({ refused: { code: 'stale' } });
		expectOk(await setOpenForm(partnership.as('secretariat'), target, off));
		expect(await lastEvent(partnership.db)).toMatchObject({ before: { open: true }, after: off });
	});
});

describe('mail to a sender without an account', () => {
	const compose = async (index: number) => {
		const rows = await partnership.db.read.select().from(mail);
		return composeNotice(partnership.db.read, rows.at(index)!, {
			...{ origin: 'https://x.no', now: today },
			statusToken: () => Promise.resolve('STATUS'),
			confirmationToken: () => Promise.resolve('CONFIRM')
		});
	};

	it('asks to confirm without a word that was typed', async () => {
		expectOk(await submit());
		const { subject, text, html } = (await compose(-1))!;
		expect(text).toContain('https://x.no/nn/matters/status/CONFIRM');
		expect(subject + text + html).not.toMatch(/Kari|melder|Legevakta|Pårørande/);
	});

	it('tells each step in the sender’s written form, escaped, and nobody else’s name', async () => {
		const { id } = await confirmed();
		await decide(id, { step: 'return', reason: 'Kva <i>kommune</i> & når?' });
		const { text, html } = (await compose(-1))!;
		expect(text).toContain('https://x.no/nn/matters/status/STATUS');
		expect(text).toContain('Kva <i>kommune</i> & når?');
		expect(html).toContain('Kva &lt;i&gt;kommune&lt;/i&gt; &amp; når?');
		expect(html).not.toMatch(/<[bi]>|Siri/);
		await decide(id, { step: 'decline', reason: 'Nei.' });
		// One a day: the waiting one tells the state on its day.
		const about = (await partnership.db.read.select().from(mail)).map((one) => one.about);
		expect(about).toEqual([String(id)]);
		expect((await compose(-1))!.text).toContain('Nei.');
	});

	it('reaches the senders of merged matters, who see the state of the other and nothing else', async () => {
		const one = await confirmed();
		const two = await confirmed({ name: 'Ola Hemmeleg', email: 'ola@example.no' }, { title: 'Ola si sak' });
		await decide(one.id, { step: 'merge', target: two.id });
		await decide(two.id, { step: 'return', reason: 'Ola, kven er du?' });
		const to = async () =>
			(await partnership.db.read.select().from(mail)).map(({ recipient, about }) => `${recipient} ${about}`);
		expect(await to()).toEqual([`kari@example.no ${one.id}`, `ola@example.no ${two.id}`]);
		expect(JSON.stringify([await compose(0), await viewOf(one.token)])).not.toMatch(/Ola/);
		expect(await viewOf(one.token)).toMatchObject({
			state: 'merged',
			followedState: 'returned',
			reason: null
		});
		expect(JSON.stringify([await compose(1), await viewOf(two.token)])).not.toMatch(/Kari/);
	});

	it('goes to members by their account', async () => {
		const { id } = expectOk(await registerMatter(partnership.as('member'), place, values));
		await decide(id, { body: 'ssu' });
		const [row] = await partnership.db.read.select().from(mail);
		expect(row).toMatchObject({ recipient: 'member@test.test', reason: 'matter-notice', about: String(id) });
		expect((await compose(0))!.text).toMatch(/https:\/\/x\.no\/(nn\/)?matters\/1\b/);
	});
});

describe('a status page', () => {
	it('takes the answer to questions, once and from the version seen', async () => {
		const { id, token } = await confirmed();
		const { db } = partnership;
		const answer = async (version: number, text = 'Seljord.') =>
			answerByLink({ db, now: today }, { token, version }, text);
		expect(await answer(1)).toMatchObject({ refused: { code: 'wrong-state' } });
		await decide(id, { step: 'return', reason: 'Kvar?' });
		expect(await viewOf(token)).toMatchObject({ state: 'returned', reason: 'Kvar?', version: 2 });
		expect(await answer(1)).toMatchObject({ refused: { code: 'stale' } });
		expect(await answer(2, '')).toMatchObject({ refused: { faults: [{ field: 'answer' }] } });
		expectOk(await answer(2));
		expect(await viewOf(token)).toMatchObject({ state: 'received' });
		expect(await lastEvent(db)).toMatchObject({
			verb: 'answer-matter',
			by: null,
			after: { answer: 'Seljord.' }
		});
		expect(await answerByLink({ db, now: today }, { token: 'x'.repeat(43), version: 3 }, 'A')).toMatchObject({
			refused: { code: 'not-found' }
		});
	});

	it('opens by each mail’s link until a year after closing, also of the matter it follows', async () => {
		const { db } = partnership;
		const one = await confirmed();
		const two = await confirmed({ email: 'ola@example.no' });
		const second = await db.write((tx) => createStatusToken(tx, today, one.id));
		await decide(one.id, { step: 'merge', target: two.id });
		const open = async (token: string, at: string) =>
			(await readStatusToken(db.read, new Date(at), token)) !== null;
		for (const token of [one.token, second]) expect(await open(token, '2030-01-01')).toBe(true);
		await decide(two.id, { step: 'decline', reason: 'Nei.' }, new Date('2028-02-29T10:00:00Z'));
		for (const token of [one.token, second]) {
			expect(await open(token, '2029-02-28T09:00:00Z')).toBe(true);
			expect(await open(token, '2029-03-01T11:00:00Z')).toBe(false);
		}
	});
});

describe('time', () => {
	const forget = (at: Date | string) => forgetSenders({ db: partnership.db, now: new Date(at) });

	it('deletes unconfirmed matters with their mail after 48 hours, and their link ends', async () => {
		const { db } = partnership;
		expectOk(await submit());
		const token = await pendingToken();
		expect(await readStatusToken(db.read, hours(47), token)).not.toBeNull();
		expect(await forget(hours(47))).toMatchObject({ pending: 0 });
		expect(await readStatusToken(db.read, hours(49), token)).toBeNull();
		expect(await confirmMatter({ db, now: hours(49) }, token)).toMatchObject({
			refused: { code: 'not-found' }
		});
		expect(await forget(hours(49))).toMatchObject({ pending: 1 });
		expect([await db.read.select().from(pendingMatter), await db.read.select().from(mail)]).toEqual([[], []]);
	});

	it('deletes senders the set months after closing, with mail, and keeps the matter', async () => {
		const { db } = partnership;
		await setting({ senderMonths: 3 });
		const one = await confirmed();
		const open = await confirmed({ email: 'ola@example.no' });
		await decide(one.id, { step: 'decline', reason: 'Nei.' });
		expect(await forget('2027-02-09T12:00:00Z')).toEqual({ pending: 0, senders: 0, links: 0 });
		expect(await forget('2027-02-10T12:00:01Z')).toMatchObject({ senders: 1 });
		expect(await forget('2027-02-10T12:00:01Z')).toEqual({ pending: 0, senders: 0, links: 0 });
		const senders = await db.read.select().from(matterSender);
		expect(senders.map(({ matterId }) => matterId)).toEqual([open.id]);
		expect(await db.read.select().from(mail)).toEqual([]);
		expect(await matterById(db.read, place.partnershipId, one.id)).toMatchObject({ title: values.title });
	});
});
