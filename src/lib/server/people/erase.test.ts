import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { anonymous, type Actor } from '$lib/domain/permission';
import {
	aPartnership,
	aPlanFile,
	completeAnswers,
	expectOk,
	today,
	type Partnership
} from '../../../../tests/support/partnership';
import { checkHistory } from '../database/check-history';
import { lastEventOfDay, openDatabaseSnapshot } from '../database/database-snapshot';
import { appendEvent, dataVersion } from '../database/event-log';
import { checkIntegrity } from '../database/maintenance';
import {
	erasure,
	evaluation,
	event,
	mail,
	measure,
	person,
	reportingAccess,
	review,
	seatHolder
} from '../database/schema';
import { approveEvaluation } from '../evaluations/approval';
import { saveDraft, submitEvaluation } from '../evaluations/commands';
import { createSession, validateSession } from '../identity/session';
import { registerMatter } from '../matters/commands';
import { delegate } from '../reporting-links/commands';
import { judgeArea } from '../verdicts/commands';
import { closeRound } from '../workflows/close-round';
import { disablePerson, enablePerson, invitePerson } from './commands';
import { erasePerson } from './erase';
import { listPeople } from './queries';

let partnership: Partnership;
let administrator: Actor;
let leaderId: number;
const name = 'Oddbjørg "Åse" Ørnefjell';

beforeEach(async () => {
	partnership = await aPartnership(
		aPlanFile({ measures: 4, rounds: [{ year: 2026, kind: 'annual', state: 'open', reported: false }] })
	);
	const { actors, db } = partnership;
	leaderId = actors.leader.personId!;
	administrator = { ...anonymous, personId: actors.administrator.personId, name: 'Ada', administrator: true };
	await db.write(async (tx) => {
		await tx.update(person).set({ name, email: 'oddbjorg@ornefjell.test' }).where(eq(person.id, leaderId));
		await tx
			.update(person)
			.set({ administrator: true, passwordHash: 'hash' })
			.where(eq(person.id, administrator.personId!));
	});
	actors.leader = { ...actors.leader, name };
});

const as = (actor: Actor) => ({ db: partnership.db, actor, now: today });
const target = (measure: string) => ({ planId: partnership.planId, round: '2026', measure, version: null });
const run = (statement: string) => partnership.db.read.run(sql.raw(statement));

/** How often the name, or the address, is in the bytes of the database's file and log. */
function countInFile(): number {
	const file = partnership.db.url.slice('file:'.length);
	const bytes = [file, `${file}-wal`].map((one) => readFileSync(one).toString('latin1')).join('');
	const traces = ['Ørnefjell', 'oddbjorg@ornefjell'].map((one) => Buffer.from(one).toString('latin1'));
	return traces.reduce((sum, one) => sum + bytes.split(one).length - 1, 0);
}

/** How often a text has the name. */
const countIn = (text: string) => text.split('Ørnefjell').length - 1;

/** Leaves the leader's name and address wherever the program stores them. */
async function leaveTraces() {
	const { as: by, db, planId, round, actors } = partnership;
	const { partnershipId } = await partnership.plan();
	expectOk(await submitEvaluation(by('leader'), target('1.1'), completeAnswers()));
	expectOk(await saveDraft(by('leader'), target('1.2'), completeAnswers()));
	const first = { ...target('1.1'), version: 1 };
	expectOk(await approveEvaluation(by('ssuLeader'), first));
	expectOk(await judgeArea(by('leader'), { planId, round: '2026', area: 1, version: null }, verdict));
	expectOk(await delegate(by('leader'), { planId, round: '2026', measure: '1.2', ...colleague }));
	const matter = {
		...({ title: 'Sak', text: 'Tekst', lang: 'nb', organisation: 'Skien', concerns: '', wish: '' } as const),
		...{ treatedAtHome: null, body: null, measures: [], areas: [], links: null }
	};
	expectOk(await registerMatter(by('leader'), { partnershipId, planId }, matter));
	const seat = { bodyId: actors.otherLeader.seats[0]!.bodyId, role: 'member' } as const;
	const invitee = { email: 'oddbjorg@ornefjell.test', name, writtenForm: 'nn', ...seat } as const;
	expectOk(await invitePerson(by('secretariat'), invitee));
	await db.write(async (tx) => {
		await tx.update(measure).set({ contact: `${name}, oddbjorg@ornefjell.test` });
		await appendEvent(tx, by('leader').actor, today, {
			...{ planId, verb: 'edit-measure', noun: 'measure', nounId: 'measure-1' },
			after: { contact: `${name}, tlf. 1` }
		});
		const text = { recipient: 'oddbjorg@ornefjell.test', name, writtenForm: 'nb', reason: 'asked' } as const;
		const times = { nextTryAt: today.toISOString(), createdAt: today.toISOString() };
		await tx
			.insert(mail)
			.values({ ...text, ...times, messageId: 'one', roundId: 1, day: '2026-11-10', state: 'waiting' });
	});
	return round('2026');
}

const verdict = { status: 'on-track', text: 'Det går framover.', lang: 'nn' } as const;
const colleague = { name: 'Kollega', email: 'kollega@kommune.test', writtenForm: 'nn' } as const;

describe('erasing a person', () => {
	it('leaves no byte of name or address in the file, and the log says what was done', async () => {
		await leaveTraces();
		const { db } = partnership;
		const before = await db.read.select().from(event);
		expect(countInFile()).toBeGreaterThan(10);
		const seq = await lastEventOfDay(db.read, '2026-11-10');
		(await openDatabaseSnapshot(db, seq)).close();
		expect(expectOk(await erasePerson(as(administrator), leaderId))).toEqual({ number: 1 });
		expect(countInFile()).toBe(0);
		const after = await db.read.select().from(event);
		const act = ({ seq, at, verb, noun, nounId, reason, personId }: (typeof after)[number]) => [
			...[seq, at, verb, noun, nounId, reason, personId]
		];
		expect(after.slice(0, before.length).map(act)).toEqual(before.map(act));
		expect(after.filter(({ personId }) => personId === leaderId).map(({ by }) => by)).toContain('Person 1');
		expect(after.at(-1)).toMatchObject({ verb: 'erase-person', by: 'Ada', nounId: String(leaderId) });
		const snapshot = await openDatabaseSnapshot(db, seq);
		expect(JSON.stringify(await snapshot.read.select().from(event))).not.toContain('Ørnefjell');
		snapshot.close();
		expect(await checkHistory(db.read)).toEqual([]);
		expect(await checkIntegrity(db)).toEqual([]);
	});

	it('keeps a sealed review with the name in it, and its seal', async () => {
		const open = await leaveTraces();
		const { as: by, db } = partnership;
		expectOk(await closeRound(by('secretariat'), open));
		const [sealed] = await db.read.select().from(review);
		expect(sealed?.content).toContain('Ørnefjell');
		expectOk(await erasePerson(as(administrator), leaderId));
		const [kept] = await db.read.select().from(review);
		expect(kept).toEqual(sealed);
		expect(createHash('sha256').update(kept!.content).digest('hex')).toBe(kept!.sha256);
		expect(countInFile()).toBe(countIn(kept!.content));
	});

	it('ends sessions, seats and links, and moves open work to the next', async () => {
		await leaveTraces();
		const { db, actors } = partnership;
		const session = await createSession(db, today, leaderId);
		expectOk(await erasePerson(as(administrator), leaderId));
		expect(await validateSession(db, today, session)).toBeNull();
		const seats = await db.read.select().from(seatHolder).where(eq(seatHolder.personId, leaderId));
		expect(seats.map(({ toDay }) => toDay)).toEqual(['2026-11-09', '2026-11-09']);
		const accesses = await db.read.select().from(reportingAccess);
		expect(accesses.map(({ personId, name: to }) => [personId, to])).toEqual([
			[actors.deputy.personId, 'Kollega']
		]);
		const told = await db.read.select().from(mail).where(eq(mail.reason, 'account-notice'));
		expect(told.map(({ personId }) => personId)).not.toContain(leaderId);
		expect((await listPeople(db.read, today)).map(({ id }) => id)).not.toContain(leaderId);
	});

	it('leaves what another account of the same name has done', async () => {
		const { db, actors, as: by } = partnership;
		await db.write((tx) => tx.update(person).set({ name }).where(eq(person.id, actors.deputy.personId!)));
		actors.deputy = { ...actors.deputy, name };
		expectOk(await saveDraft(by('deputy'), target('1.1'), completeAnswers()));
		expectOk(await saveDraft(by('leader'), target('1.2'), completeAnswers()));
		expectOk(await erasePerson(as(administrator), leaderId));
		const by2 = await db.read.select({ by: evaluation.reportedBy }).from(evaluation);
		expect(by2.map((one) => one.by)).toEqual([name, 'Person 1']);
		const acts = await db.read.select().from(event).where(eq(event.noun, 'evaluation'));
		expect(acts.map((one) => one.by)).toEqual([name, 'Person 1']);
	});

	it.each(['signedIn', 'member', 'leader', 'ssuLeader', 'meeting', 'secretariat'] as const)(
		'is refused to %s and leaves no trace',
		async (who) => {
			const before = await partnership.traces();
			expect(await erasePerson(partnership.as(who), leaderId)).toMatchObject({
				refused: { code: 'not-permitted', permission: { only: ['administrator'] } }
			});
			expect(await partnership.traces()).toEqual(before);
		}
	);

	it('is refused to the last administrator and a second time, and is final', async () => {
		const { db } = partnership;
		const own = administrator.personId!;
		const last = { ok: false, refused: { code: 'wrong-state', state: 'last-administrator' } };
		expect(await erasePerson(as(administrator), own)).toEqual(last);
		await db.write((tx) => tx.update(person).set({ administrator: true }).where(eq(person.id, leaderId)));
		expectOk(await erasePerson(as(administrator), own));
		expect((await db.read.select().from(event)).at(-1)).toMatchObject({ by: 'Person 1', personId: own });
		const other: Actor = { ...administrator, personId: leaderId, name };
		const gone = { ok: false, refused: { code: 'not-found' } };
		for (const command of [erasePerson, enablePerson, disablePerson])
			expect(await command(as(other), own)).toEqual(gone);
	});
});

describe('the guard of the log', () => {
	const opened = async () => {
		const seq = (await dataVersion(partnership.db.read)) + 1;
		await run(`insert into erasure (person_id, seq, at) values (${leaderId}, ${seq}, '')`);
	};

	beforeEach(() => leaveTraces());

	it.each([
		['a name', `update event set "by" = 'Person 1' where person_id = `],
		['a verb', `update event set verb = 'x' where person_id = `],
		['history', `update past set row = '{}' where 0 <> `]
	])('refuses %s without an erasure', async (_, statement) => {
		await expect(run(`${statement}${leaderId}`)).rejects.toThrow();
	});

	it.each([
		['another name', `update event set "by" = 'Ola' where person_id = `],
		['a missing name', `update event set "by" = null where person_id = `],
		['another’s name', `update event set "by" = 'Person 1' where person_id <> `],
		['a verb', `update event set verb = 'x' where person_id = `],
		['a reason', `update event set reason = 'x' where person_id = `],
		['values', `update event set after = '{}' where after is not null and person_id = `],
		['a number', `update event set after = json_set(after, '$.bodyId', 'Person 1') where noun_id = `],
		['a row', `update past set row = '{}' where 0 <> `],
		['a deleted event', `delete from event where person_id = `],
		['an erasure', `update erasure set seq = seq + 1 where person_id = `],
		['an end of it', `delete from erasure where person_id = `]
	])('refuses %s during an erasure', async (_, statement) => {
		await opened();
		await expect(run(`${statement}${leaderId}`)).rejects.toThrow();
	});

	it('refuses an erasure of a later event, and all changes once it is recorded', async () => {
		await expect(
			run(`insert into erasure (person_id, seq, at) values (${leaderId}, 9999, '')`)
		).rejects.toThrow();
		await opened();
		expect(await checkHistory(partnership.db.read)).toContainEqual(
			expect.stringMatching(/^event log: erasure 1 names event \d+, which does not record it$/)
		);
		await run(`update event set "by" = 'Person 1' where person_id = ${leaderId}`);
		const change = { planId: null, verb: 'erase-person', noun: 'person', nounId: leaderId } as const;
		await partnership.db.write((tx) => appendEvent(tx, administrator, today, change));
		await expect(
			run(`update event set "by" = 'Person 1' where verb = 'approve-evaluation'`)
		).rejects.toThrow();
		expect(await partnership.db.read.select().from(erasure)).toHaveLength(1);
	});
});
