import { eq } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { aPartnership, expectOk, today, type Partnership } from '../../../../tests/support/partnership';
import { saidTwice } from '../../../../tests/support/said-twice';
import { mail, person } from '../database/schema';
import { answerQuestion, askQuestion, takeBackEntry } from '../inquiries/commands';
import { erasePerson } from '../people/erase';
import { composeNotice } from './notice';

let partnership: Partnership;
let id: number;
const secret = 'Et helt bestemt spørsmål';

beforeEach(async () => {
	partnership = await aPartnership();
	const { as, planId } = partnership;
	const asked = await askQuestion(as('otherLeader'), { planId, code: '1.1' }, { text: secret, lang: 'nb' });
	({ id } = expectOk(asked));
});

const answer = async () =>
	expectOk(
		await answerQuestion(partnership.as('leader'), { id, version: 1 }, { text: 'Et svar', lang: 'nb' })
	);

async function compose(about: string, recipient: string) {
	const { read } = partnership.db;
	const rows = await read.select().from(mail).where(eq(mail.about, about));
	const row = rows.find((one) => one.recipient === recipient)!;
	const inquiryToken = () => Promise.resolve('TOKEN');
	return composeNotice(read, row, { origin: 'https://x.no', now: today, inquiryToken });
}

it.each([
	['nb', 'Et spørsmål venter på svar: 1.1 Tiltak 1', 'https://x.no/questions/TOKEN'],
	['nn', 'Eit spørsmål ventar på svar: 1.1 Tiltak 1', 'https://x.no/nn/questions/TOKEN']
] as const)('tells the responsible of a question in %s, without its text', async (form, subject, href) => {
	await partnership.db.write((tx) => tx.update(person).set({ writtenForm: form }));
	const content = await compose(`${id}:asked-1`, 'leader@test.test');
	expect(content?.subject).toBe(subject);
	expect(content?.text).toContain(href);
	expect(saidTwice(content?.text ?? '')).toEqual([]);
	for (const part of [content?.text, content?.html, content?.subject]) {
		expect(part).not.toContain(secret);
		expect(part).not.toContain('Frida');
	}
});

it('tells the one who asked of the answer, without its text', async () => {
	await answer();
	const content = await compose(`${id}:answered-2`, 'otherleader@test.test');
	expect(content?.subject).toBe('Du har fått svar: 1.1 Tiltak 1');
	expect(content?.text).toContain(`https://x.no/measures/1.1/questions#q${id}`);
	expect(content?.text).not.toContain('Et svar');
});

it('is not sent about a question that is answered, or an answer that is taken back', async () => {
	await answer();
	expect(await compose(`${id}:asked-1`, 'leader@test.test')).toBeNull();
	expectOk(await takeBackEntry(partnership.as('leader'), { id, version: 2 }));
	expect(await compose(`${id}:answered-2`, 'otherleader@test.test')).toBeNull();
	expect(await compose(`${id}:asked-1`, 'leader@test.test')).not.toBeNull();
});

it('is deleted with an erased recipient', async () => {
	const { db, actors } = partnership;
	await answer();
	const administrator = { ...actors.administrator, administrator: true };
	expectOk(await erasePerson({ db, actor: administrator, now: today }, actors.otherLeader.personId!));
	const left = (await db.read.select().from(mail)).map(({ recipient }) => recipient);
	expect(left).not.toContain('otherleader@test.test');
});
