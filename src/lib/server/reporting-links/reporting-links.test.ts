import { beforeEach, describe, expect, it } from 'vitest';
import { asc, eq } from 'drizzle-orm';
import type { Actor } from '$lib/domain/permission';
import {
	aPartnership,
	aPlanFile,
	lastEvent,
	expectRefusal,
	completeAnswers,
	expectOk,
	today,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import { event, mail, person, reportingAccess, reportingLink } from '../database/schema';
import { submitEvaluation } from '../evaluations/commands';
import { closeRound } from '../workflows/close-round';
import { runningRound } from '../rounds/queries';
import { findOrCreateAccess, setMailDeclined, delegate, issueLink, revokeAccess } from './commands';
import { authenticateLink } from './link-actor';
import { accessEntries, isMailDeclined, resolveLink } from './queries';

let partnership: Partnership;
beforeEach(async () => {
	partnership = await aPartnership(
		aPlanFile({ measures: 4, rounds: [{ year: 2026, kind: 'annual', state: 'open', reported: false }] })
	);
});

const anna = { name: 'Anna', email: 'Anna@Kommune.test', writtenForm: 'nn' } as const;
const handOver = (measure = '1.1', more = {}) => ({
	planId: partnership.planId,
	round: '2026',
	measure,
	...anna,
	...more
});
/** The deadline of 2026 is 21 November, with five working days of grace. */
const lastDay = new Date('2026-11-27T22:30:00.000Z');
const dayAfter = new Date('2026-11-27T23:30:00.000Z');

async function leadersLink(now = today): Promise<string> {
	const { db, actors, planId } = partnership;
	return db.write(async (tx) => {
		const round = (await runningRound(tx, planId))!;
		const { personId, name } = actors.leader;
		const given = { roundId: round.id, personId: personId!, name, email: 'leader@test.test' };
		return issueLink(tx, await findOrCreateAccess(tx, now, { ...given, writtenForm: 'nb' }), now);
	});
}

/** The leader's own link, or one to a measure, as the actor who came by it. */
async function byLink(measureId: string | null): Promise<Actor> {
	const { db, actors, planId } = partnership;
	const token = await db.write(async (tx) => {
		const round = (await runningRound(tx, planId))!;
		const { personId } = actors.leader;
		const reader = { name: 'Kari', email: 'kari@example.org', writtenForm: 'nb' } as const;
		const given = { roundId: round.id, personId: personId!, measureId, ...reader };
		return issueLink(tx, await findOrCreateAccess(tx, today, given), today);
	});
	const visitor = await authenticateLink(db.read, token, today);
	if (!visitor.ok) throw new Error(visitor.reason);
	return visitor.actor;
}

describe('handing on by a link', () => {
	it('gives a colleague a link from the seat holder, who can take it back by the same link', async () => {
		const context = { ...partnership.as('leader'), actor: await byLink(null) };
		const { accessId } = expectOk(await delegate(context, handOver()));
		const { actors, db } = partnership;
		const [made] = await db.read.select().from(reportingAccess).where(eq(reportingAccess.id, accessId));
		expect(made).toMatchObject({ personId: actors.leader.personId, name: 'Anna', measureId: 'measure-1' });
		expect(await lastEvent(db)).toMatchObject({ verb: 'hand-on', by: 'Kari' });
		expectOk(await revokeAccess(context, accessId));
	});

	it('is refused with a link to one measure, which cannot take back the others’ either', async () => {
		const own = { ...partnership.as('leader'), actor: await byLink(null) };
		const { accessId } = expectOk(await delegate(own, handOver()));
		const context = { ...partnership.as('leader'), actor: await byLink('measure-1') };
		expect(
			expectRefusal(await delegate(context, handOver('1.1', { email: 'ola@kommune.test' })))
		).toMatchObject({
			code: 'not-permitted'
		});
		expect(expectRefusal(await revokeAccess(context, accessId))).toMatchObject({ code: 'not-permitted' });
	});

	it('is refused for another body’s measure, and to the seat holder’s own address', async () => {
		const context = { ...partnership.as('leader'), actor: await byLink(null) };
		const email = 'LEADER@test.test';
		expect(expectRefusal(await delegate(context, handOver('1.1', { email })))).toMatchObject({
			faults: [{ field: 'email', code: 'own-address' }]
		});
		expect(expectRefusal(await delegate(context, handOver('2.1')))).toMatchObject({ code: 'not-permitted' });
	});
});

describe('a link', () => {
	it('opens one person’s page in one round and is stored only as a hash', async () => {
		const { db, actors } = partnership;
		const token = await leadersLink();
		expect(await resolveLink(db.read, token, today)).toMatchObject({
			ok: true,
			access: {
				personId: actors.leader.personId,
				measureId: null,
				round: { year: 2026 },
				name: 'Frode',
				endsOn: '2026-11-27'
			}
		});
		expect(token).toMatch(/^[\w-]{43}$/);
		for (const table of [reportingAccess, reportingLink, event, mail])
			expect(JSON.stringify(await db.read.select().from(table))).not.toContain(token);
	});

	it('stays valid when another is issued for the same access', async () => {
		const { db } = partnership;
		const [first, second] = [await leadersLink(), await leadersLink()];
		expect(first).not.toBe(second);
		expect((await resolveLink(db.read, first, today)).ok).toBe(true);
		expect((await resolveLink(db.read, second, today)).ok).toBe(true);
		expect(await db.read.select().from(reportingAccess)).toHaveLength(1);
	});

	it('expires after the days of grace, in Oslo time', async () => {
		const { db } = partnership;
		const token = await leadersLink();
		expect((await resolveLink(db.read, token, lastDay)).ok).toBe(true);
		expect(await resolveLink(db.read, token, dayAfter)).toEqual({ ok: false, reason: 'too-late' });
	});

	it.each(['', 'x', 'A'.repeat(43), `${'A'.repeat(42)}!`, 'A'.repeat(4000)])(
		'%s is unknown',
		async (token) => {
			await leadersLink();
			expect(await resolveLink(partnership.db.read, token, today)).toEqual({ ok: false, reason: 'unknown' });
		}
	);

	it('expires when the round closes', async () => {
		const { db, as, round } = partnership;
		const token = await leadersLink();
		expectOk(await closeRound(as('secretariat'), await round('2026')));
		expect(await resolveLink(db.read, token, today)).toEqual({ ok: false, reason: 'round-closed' });
	});

	it('stays invalid once revoked, also after a new one is issued', async () => {
		const { db, as } = partnership;
		const token = await leadersLink();
		const [{ id } = { id: 0 }] = await db.read.select().from(reportingAccess);
		expectOk(await revokeAccess(as('secretariat'), id));
		expect(await resolveLink(db.read, token, today)).toEqual({ ok: false, reason: 'revoked' });
		expect(await lastEvent(db)).toMatchObject({ verb: 'revoke-access', nounId: '2026/all' });
		expect(expectRefusal(await revokeAccess(as('secretariat'), id))).toMatchObject({ state: 'revoked' });
		const next = await leadersLink();
		expect((await resolveLink(db.read, next, today)).ok).toBe(true);
		expect((await resolveLink(db.read, token, today)).ok).toBe(false);
	});

	it('is revoked when its person is disabled', async () => {
		const { db } = partnership;
		const token = await leadersLink();
		await db.write((tx) => tx.update(person).set({ disabledAt: today.toISOString() }));
		expect(await resolveLink(db.read, token, today)).toEqual({ ok: false, reason: 'revoked' });
	});
});

describe('delegating a measure', () => {
	it('creates an access, queues a mail and records the event', async () => {
		const { db, as, actors } = partnership;
		const { accessId } = expectOk(await delegate(as('leader'), handOver()));
		const [queued, ...more] = await db.read.select().from(mail);
		expect(more).toEqual([]);
		expect(queued).toMatchObject({
			recipient: 'anna@kommune.test',
			writtenForm: 'nn',
			personId: null,
			reason: 'handed-on',
			about: 'measure-1',
			state: 'waiting'
		});
		expect(await lastEvent(db)).toMatchObject({
			verb: 'hand-on',
			nounId: '2026/measure-1',
			personId: actors.leader.personId,
			after: { accessId, name: 'Anna' }
		});
		expect(await accessEntries(db.read, 1)).toEqual([
			{
				id: accessId,
				name: 'Anna',
				email: 'anna@kommune.test',
				givenBy: 'Frode',
				measure: { id: 'measure-1', code: '1.1', title: { nb: 'Tiltak 1', nn: 'Tiltak 1' } },
				revoked: false
			}
		]);
	});

	it('creates one access and one mail when repeated', async () => {
		const { db, as } = partnership;
		const first = expectOk(await delegate(as('leader'), handOver()));
		expect(expectOk(await delegate(as('leader'), handOver()))).toEqual(first);
		expect(await db.read.select().from(mail)).toHaveLength(1);
	});

	it.each<[PersonName, boolean]>([
		['anyone', false],
		['signedIn', false],
		['observer', false],
		['member', false],
		['deputy', true],
		['leader', true],
		['otherLeader', false],
		['ssuLeader', false],
		['secretariat', true],
		['administrator', false]
	])('is allowed for %s: %s', async (who, may) => {
		const { db, as } = partnership;
		const outcome = await delegate(as(who), handOver());
		expect(outcome.ok).toBe(may);
		if (!may) expect(expectRefusal(outcome).code).toBe('not-permitted');
		expect(await db.read.select().from(reportingAccess)).toHaveLength(may ? 1 : 0);
		expect(await db.read.select().from(mail)).toHaveLength(may ? 1 : 0);
	});

	it('is refused for an unknown measure, a submitted evaluation and the own address', async () => {
		const { as, planId } = partnership;
		expect(expectRefusal(await delegate(as('leader'), handOver('9.9')))).toEqual({ code: 'not-found' });
		const own = handOver('1.1', { email: 'LEADER@test.test' });
		expect(expectRefusal(await delegate(as('leader'), own))).toMatchObject({
			faults: [{ code: 'own-address' }]
		});
		const target = { planId, round: '2026', measure: '1.1', version: null };
		expectOk(await submitEvaluation(as('leader'), target, completeAnswers()));
		expect(expectRefusal(await delegate(as('leader'), handOver()))).toMatchObject({ state: 'submitted' });
	});

	it('is refused for an eleventh colleague, and not for one who has a link', async () => {
		const { as } = partnership;
		const to = (index: number) =>
			delegate(as('leader'), handOver('1.1', { email: `anna${index}@kommune.test` }));
		for (let index = 0; index < 10; index++) expectOk(await to(index));
		expect(expectRefusal(await to(10))).toMatchObject({ faults: [{ code: 'too-many-colleagues' }] });
		const { accessId } = expectOk(await to(3));
		expectOk(await revokeAccess(as('leader'), accessId));
		expectOk(await to(10));
	});

	it('can be revoked by a leader of the body, not of another', async () => {
		const { as } = partnership;
		const { accessId } = expectOk(await delegate(as('leader'), handOver()));
		expect(expectRefusal(await revokeAccess(as('otherLeader'), accessId)).code).toBe('not-permitted');
		expect(expectRefusal(await revokeAccess(as('leader'), accessId + 1)).code).toBe('not-permitted');
		expect(expectRefusal(await revokeAccess(as('secretariat'), accessId + 1)).code).toBe('not-found');
		expectOk(await revokeAccess(as('deputy'), accessId));
	});
});

describe('declining mail with a link', () => {
	it('applies to the seat holder and can be undone, also after the link has expired', async () => {
		const { db } = partnership;
		const token = await leadersLink();
		expect(await isMailDeclined(db.read, token)).toBe(false);
		expectOk(await setMailDeclined({ db, now: dayAfter }, token, true));
		expect(await isMailDeclined(db.read, token)).toBe(true);
		const rows = await db.read.select().from(person).orderBy(asc(person.id));
		expect(rows.filter((one) => one.declinesMail).map((one) => one.name)).toEqual(['Frode']);
		expect(await lastEvent(db)).toMatchObject({ verb: 'decline-mail', noun: 'person', by: 'Frode' });
		expectOk(await setMailDeclined({ db, now: dayAfter }, token, false));
		expect(await isMailDeclined(db.read, token)).toBe(false);
	});

	it('stops a colleague’s mail, not the delegator’s', async () => {
		const { db, as } = partnership;
		const { accessId } = expectOk(await delegate(as('leader'), handOver()));
		const token = await db.write((tx) => issueLink(tx, { id: accessId }, today));
		expectOk(await setMailDeclined({ db, now: today }, token, true));
		expect(await isMailDeclined(db.read, token)).toBe(true);
		expect((await db.read.select().from(person)).some((one) => one.declinesMail)).toBe(false);
	});

	it('is refused for an unknown link', async () => {
		const { db } = partnership;
		expect(await isMailDeclined(db.read, 'A'.repeat(43))).toBeNull();
		expect(expectRefusal(await setMailDeclined({ db, now: today }, 'A'.repeat(43), true)).code).toBe(
			'not-found'
		);
	});
});
