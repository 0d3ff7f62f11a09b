import { beforeEach, describe, expect, it } from 'vitest';
import { maxOpenInquiries } from '$lib/domain/inquiry';
import type { Refusal } from '$lib/domain/result';
import {
	aPartnership,
	aPlanFile,
	expectOk,
	today,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import { inquiry, inquiryEntry, inquiryLink, mail, measure } from '../database/schema';
import { redactText } from '../workflows/redact';
import { answerQuestion, askAgain, askQuestion, takeBackEntry } from './commands';
import { authenticateInquiryLink, issueInquiryLink } from './link';
import { inquiriesOfMeasure, inquiriesToAnswer, inquiryById, inquiryEvents } from './queries';

let partnership: Partnership;
const text = (given: string) => ({ text: given, lang: 'nb' }) as const;
const later = (minutes: number) => new Date(today.getTime() + minutes * 60_000);

beforeEach(async () => {
	partnership = await aPartnership(aPlanFile());
});

async function ask(who: PersonName = 'otherLeader', now = today) {
	const place = { planId: partnership.planId, code: '1.1' };
	return expectOk(await askQuestion(partnership.as(who, now), place, text('Når begynner dere?'))).id;
}

async function at(id: number) {
	const { version } = (await inquiryById(partnership.db.read, id))!;
	return { id, version };
}

async function answer(id: number, who: PersonName = 'leader', now = today) {
	return answerQuestion(partnership.as(who, now), await at(id), text('I mars.'));
}

async function again(id: number, who: PersonName = 'otherLeader', now = today) {
	return askAgain(partnership.as(who, now), await at(id), text('Hvilket år?'));
}

async function mailed() {
	const rows = await partnership.db.read.select().from(mail);
	return rows.map(({ about, recipient, state }) => `${about} ${recipient} ${state}`);
}

const codeOf = (result: { ok: boolean; refused?: Refusal }) => (result.ok ? 'ok' : result.refused?.code);

describe('a question', () => {
	it('goes to the leaders of the responsible body, is answered, asked again and answered', async () => {
		const id = await ask();
		const first = ['deputy@test.test', 'leader@test.test'].map((to) => `${id}:asked-1 ${to} waiting`);
		expect((await mailed()).toSorted()).toEqual(first);
		expectOk(await answer(id));
		expect(await mailed()).toContain(`${id}:answered-2 otherleader@test.test waiting`);
		expectOk(await again(id));
		expectOk(await answer(id, 'deputy'));
		const [found] = await inquiriesOfMeasure(partnership.db.read, 'measure-1');
		expect(found).toMatchObject({ state: 'answered', answeredOn: '2026-11-10', version: 4 });
		expect(found?.entries.map(({ kind, by, text: said }) => [kind, by, said])).toEqual([
			['question', 'Frida', 'Når begynner dere?'],
			['answer', 'Frode', 'I mars.'],
			['question', 'Frida', 'Hvilket år?'],
			['answer', 'Dag', 'I mars.']
		]);
		const log = await inquiryEvents(partnership.db.read, [id]);
		expect(log.map(({ verb, by }) => [verb, by])).toEqual([
			['ask-question', 'Frida'],
			['answer-question', 'Frode'],
			['ask-again', 'Frida'],
			['answer-question', 'Dag']
		]);
	});

	it('is not mailed to the one who asks', async () => {
		const id = await ask('leader');
		expect(await mailed()).toEqual([`${id}:asked-1 deputy@test.test waiting`]);
	});

	it('goes to the secretariat if nobody is responsible', async () => {
		await partnership.db.write((tx) => tx.update(measure).set({ bodyId: null }));
		const id = await ask();
		expect(await mailed()).toEqual([`${id}:asked-1 secretariat@test.test waiting`]);
	});

	it.each<[string, PersonName, 'ask' | 'answer' | 'again', string]>([
		['asked by an observer', 'observer', 'ask', 'ok'],
		['asked by the public', 'anyone', 'ask', 'not-permitted'],
		['asked without a seat', 'signedIn', 'ask', 'not-permitted'],
		['asked by an administrator', 'administrator', 'ask', 'not-permitted'],
		['answered by the secretariat', 'secretariat', 'answer', 'ok'],
		['answered by a member', 'member', 'answer', 'not-permitted'],
		['answered by an observer', 'observer', 'answer', 'not-permitted'],
		['answered by another body', 'otherLeader', 'answer', 'not-permitted'],
		['answered by the SSU', 'ssuLeader', 'answer', 'not-permitted'],
		['answered by the public', 'anyone', 'answer', 'not-permitted'],
		['asked again by another', 'leader', 'again', 'not-permitted'],
		['asked again by the secretariat', 'secretariat', 'again', 'not-permitted']
	])('%s: %s', async (_what, who, step, code) => {
		const { as, planId } = partnership;
		const id = await ask();
		if (step === 'again') expectOk(await answer(id));
		const before = await partnership.traces();
		const result =
			step === 'ask'
				? await askQuestion(as(who), { planId, code: '1.1' }, text('Hva nå?'))
				: await { answer, again }[step](id, who);
		expect(codeOf(result)).toBe(code);
		if (code !== 'ok') expect(await partnership.traces()).toEqual(before);
	});

	it('about an unknown measure, or one that is not under way, is refused', async () => {
		const { as, planId, db } = partnership;
		const asking = (code: string) => askQuestion(as('leader'), { planId, code }, text('Hva nå?'));
		expect(codeOf(await asking('9.9'))).toBe('not-found');
		await db.write((tx) => tx.update(measure).set({ lifecycle: 'completed' }));
		expect(await asking('1.1')).toMatchObject({ refused: { code: 'wrong-state', state: 'completed' } });
	});

	it('is refused to one with ten unanswered, until one is answered', async () => {
		const { as, planId } = partnership;
		const asking = () => askQuestion(as('otherLeader'), { planId, code: '1.1' }, text('Hva nå?'));
		const ids: number[] = [];
		for (let index = 0; index < maxOpenInquiries; index++) ids.push(expectOk(await asking()).id);
		const full = { code: 'invalid', faults: [{ field: 'text', code: 'too-many-questions' }] };
		expect(await asking()).toEqual({ ok: false, refused: full });
		expectOk(await answer(ids[0]!));
		expectOk(await asking());
	});

	it('refuses an answer to an older version, an unknown question, and one of another measure', async () => {
		const id = await ask();
		const old = await at(id);
		expectOk(await answer(id));
		const answering = (target: Parameters<typeof answerQuestion>[1]) =>
			answerQuestion(partnership.as('deputy'), target, text('I april.'));
		expect(codeOf(await answering(old))).toBe('stale');
		// Nobody is told which questions there are.
		expect(codeOf(await answering({ id: 99, version: 1 }))).toBe('not-permitted');
		const asSecretariat = partnership.as('secretariat');
		const elsewhere = { ...(await at(id)), measureId: 'measure-2' };
		expect(codeOf(await answerQuestion(asSecretariat, elsewhere, text('Nei')))).toBe('not-permitted');
		expectOk(await answering(await at(id)));
	});

	it('is asked again only once it is answered', async () => {
		const id = await ask();
		expect(await again(id)).toMatchObject({ refused: { code: 'wrong-state', state: 'open' } });
	});

	it('waits on the list of those who may answer it', async () => {
		const id = await ask();
		const { db, planId, actors } = partnership;
		const { partnershipId } = await partnership.plan();
		const waits = async (who: PersonName) =>
			(await inquiriesToAnswer(db.read, { planId, partnershipId, actor: actors[who] })).map((one) => one.id);
		for (const who of ['leader', 'deputy', 'secretariat'] as const) expect(await waits(who)).toEqual([id]);
		for (const who of ['member', 'otherLeader', 'ssuLeader', 'anyone'] as const)
			expect(await waits(who)).toEqual([]);
		expectOk(await answer(id));
		expect(await waits('leader')).toEqual([]);
	});
});

describe('taking back', () => {
	it('the question deletes it with its links, and the answer opens it again', async () => {
		const { db, as, actors } = partnership;
		const id = await ask();
		const to = { inquiryId: id, personId: actors.leader.personId! };
		await db.write((tx) => issueInquiryLink(tx, today, to));
		expectOk(await answer(id));
		expectOk(await takeBackEntry(as('leader', later(30)), await at(id)));
		expect(await inquiryById(db.read, id)).toMatchObject({ state: 'open', answeredOn: null });
		expectOk(await takeBackEntry(as('otherLeader', later(30)), await at(id)));
		for (const table of [inquiry, inquiryEntry, inquiryLink])
			expect(await db.read.select().from(table)).toEqual([]);
	});

	it('keeps an earlier answer and its day', async () => {
		const id = await ask();
		expectOk(await answer(id));
		expectOk(await again(id, 'otherLeader', later(2 * 1440)));
		expectOk(await takeBackEntry(partnership.as('otherLeader', later(2 * 1440)), await at(id)));
		const found = await inquiryById(partnership.db.read, id);
		expect(found).toMatchObject({ state: 'answered', answeredOn: '2026-11-10' });
	});

	it.each<[string, PersonName, number, string]>([
		['by another', 'deputy', 0, 'not-found'],
		['by the one who asked', 'otherLeader', 0, 'not-found'],
		['by the public', 'anyone', 0, 'not-permitted'],
		['after half an hour', 'leader', 31, 'wrong-state']
	])('an answer %s is refused', async (_what, who, minutes, code) => {
		const id = await ask();
		expectOk(await answer(id));
		const result = await takeBackEntry(partnership.as(who, later(minutes)), await at(id));
		expect(codeOf(result)).toBe(code);
	});
});

describe('the link of a question', () => {
	async function linked() {
		const { db, actors } = partnership;
		const id = await ask();
		const personId = actors.leader.personId!;
		const token = await db.write((tx) => issueInquiryLink(tx, today, { inquiryId: id, personId }));
		return { id, token, open: (now = today) => authenticateInquiryLink(db.read, token, now) };
	}

	it('answers it in the recipient’s name, and nothing else', async () => {
		const { id, open } = await linked();
		const visitor = await open();
		if (!visitor.ok) throw new Error(visitor.reason);
		const context = { ...partnership.as('anyone'), actor: visitor.actor };
		const other = await ask();
		expect(codeOf(await answerQuestion(context, await at(other), text('Nei')))).toBe('not-permitted');
		expectOk(await answerQuestion(context, await at(id), text('I mars.')));
		const { db, actors } = partnership;
		const entries = await db.read.select().from(inquiryEntry);
		expect(entries.at(-1)).toMatchObject({ by: 'Frode', personId: actors.leader.personId, kind: 'answer' });
		expect(codeOf(await takeBackEntry(context, await at(id)))).toBe('not-permitted');
	});

	it('ends thirty days after the answer, and with the seat', async () => {
		const { id, open } = await linked();
		expectOk(await answer(id));
		expect((await open(later(30 * 1440))).ok).toBe(true);
		expect(await open(later(31 * 1440))).toEqual({ ok: false, reason: 'too-late' });
		await partnership.db.write((tx) => tx.update(measure).set({ bodyId: null }));
		expect(await open()).toEqual({ ok: false, reason: 'revoked' });
		const unknown = await authenticateInquiryLink(partnership.db.read, 'x'.repeat(43), today);
		expect(unknown).toEqual({ ok: false, reason: 'unknown' });
	});
});

it('loses a redacted text, and keeps who, when and why', async () => {
	const { as, db } = partnership;
	const id = await ask();
	const { partnershipId } = await partnership.plan();
	const target = { partnershipId, noun: 'inquiry', id } as const;
	const values = { passage: 'begynner', reason: 'Navn', confirmed: true };
	expectOk(await redactText(as('secretariat'), target, values));
	const [entry] = await db.read.select().from(inquiryEntry);
	expect(entry?.text).toBe('Når [sladdet] dere?');
	expect((await inquiryEvents(db.read, [id])).at(-1)).toMatchObject({
		...{ verb: 'redact-inquiry', by: 'Siri', reason: 'Navn' }
	});
});
