import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	completeAnswers,
	expectOk,
	today,
	type Partnership
} from '../../../../tests/support/partnership';
import { evaluation, event, mail, reportingAccess, round as rounds, seatHolder } from '../database/schema';
import { recordDecision } from '../decisions/commands';
import { followUpDecision } from '../decisions/follow-up';
import { authenticateDecisionLink, issueDecisionLink } from '../decisions/link';
import { decisionById } from '../decisions/queries';
import { saveDraft, submitEvaluation } from '../evaluations/commands';
import { ownSeats } from '../identity/own-details';
import { delegate } from '../reporting-links/commands';
import { authenticateLink } from '../reporting-links/link-actor';
import { findOrCreateAccess, issueLink } from '../reporting-links/issue';
import { mayDo, type Actor } from '$lib/domain/permission';
import { endSeat, restoreSeat } from './commands';
import { handOverEndedSeats } from './hand-over';
import { placeInSeat } from './seats';

let partnership: Partnership;
let holderId: number;
let seatId: number;

const colleague = { name: 'Kollega', email: 'kollega@kommune.test', writtenForm: 'nn' } as const;

beforeEach(async () => {
	const rounds = [{ year: 2026, kind: 'annual', state: 'open', reported: false }] as const;
	partnership = await aPartnership(aPlanFile({ rounds }));
	const { actors, db, planId, as } = partnership;
	const personId = actors.leader.personId!;
	const [held] = await db.read.select().from(seatHolder).where(eq(seatHolder.personId, personId));
	holderId = held!.id;
	seatId = held!.seatId;
	expectOk(await delegate(as('leader'), { planId, round: '2026', measure: '1.1', ...colleague }));
});

async function theAccess() {
	const [access] = await partnership.db.read.select().from(reportingAccess);
	return access!;
}

async function noticesTo() {
	const rows = await partnership.db.read.select().from(mail).where(eq(mail.reason, 'account-notice'));
	return rows.map(({ recipient }) => recipient).sort();
}

describe('the end of a leader’s seat', () => {
	it('moves open work to the deputy where the seat stands vacant, and tells both', async () => {
		const { as, actors, db } = partnership;
		expectOk(await endSeat(as('secretariat'), holderId));
		expect((await theAccess()).personId).toBe(actors.deputy.personId);
		expect(await noticesTo()).toEqual(['deputy@test.test', 'leader@test.test']);
		const link = await db.write(async (tx) => issueLink(tx, await theAccess(), today));
		const visitor = await authenticateLink(db.read, link, today);
		expect(visitor.ok && mayDo(visitor.actor, 'evaluation.report', measure())).toBe(true);
		expect(await db.read.select().from(event).where(eq(event.verb, 'hand-over'))).toMatchObject([
			{ after: { role: 'leader', to: 'Dag', moved: 1 } }
		]);
	});

	it('by its term moves open work to the seat’s next holder, once', async () => {
		const { actors, db } = partnership;
		await db.write(async (tx) => {
			await tx.update(seatHolder).set({ toDay: '2026-11-09' }).where(eq(seatHolder.id, holderId));
			const next = { personId: actors.otherLeader.personId!, fromDay: '2026-11-10' };
			const { bodyId } = actors.leader.seats[0]!;
			await placeInSeat(tx, { bodyId, role: 'leader' }, next);
		});
		expect(await handOverEndedSeats({ db, now: today })).toBe(1);
		expect((await theAccess()).personId).toBe(actors.otherLeader.personId);
		const [next] = await db.read
			.select()
			.from(seatHolder)
			.where(eq(seatHolder.seatId, seatId))
			.offset(1)
			.limit(1);
		expect(next?.personId).toBe(actors.otherLeader.personId);
		expect(await handOverEndedSeats({ db, now: today })).toBe(0);
		expect(await noticesTo()).toHaveLength(2);
	});

	it('keeps both links of a colleague to whom the next holder had delegated the same', async () => {
		const { as, actors, db, planId } = partnership;
		expectOk(await delegate(as('deputy'), { planId, round: '2026', measure: '1.1', ...colleague }));
		expectOk(await endSeat(as('secretariat'), holderId));
		const accesses = await db.read.select().from(reportingAccess);
		expect(accesses.map(({ personId }) => personId)).toEqual([actors.deputy.personId]);
	});

	it('ends the rights of the old links, and keeps drafts for who comes next', async () => {
		const { as, actors, db, planId } = partnership;
		const target = { planId, round: '2026', measure: '1.1', version: null } as const;
		expectOk(await saveDraft(as('leader'), target, completeAnswers()));
		const { personId } = actors.leader;
		const round = (await db.read.select().from(rounds))[0]!;
		const to = { roundId: round.id, personId: personId!, name: 'Frode', email: 'leader@test.test' };
		const link = await db.write(async (tx) =>
			issueLink(tx, await findOrCreateAccess(tx, today, { ...to, writtenForm: 'nn' }), today)
		);
		const mayReport = async () => {
			const visitor = await authenticateLink(db.read, link, today);
			return visitor.ok && mayDo(visitor.actor, 'evaluation.report', measure());
		};
		expect(await mayReport()).toBe(true);
		expectOk(await endSeat(as('secretariat'), holderId));
		expect(await mayReport()).toBe(false);
		const [draft] = await db.read.select().from(evaluation);
		expect(draft).toMatchObject({ state: 'draft', version: 1 });
		expectOk(await submitEvaluation(as('deputy'), { ...target, version: 1 }, completeAnswers()));
	});

	it('can be taken back until another person has the seat', async () => {
		const { as, actors, db } = partnership;
		const wrongState = (state: string) => ({ ok: false, refused: { code: 'wrong-state', state } });
		expect(await restoreSeat(as('secretariat'), holderId)).toEqual(wrongState('held'));
		expectOk(await endSeat(as('secretariat'), holderId));
		expectOk(await restoreSeat(as('secretariat'), holderId));
		const [held] = await db.read.select().from(seatHolder).where(eq(seatHolder.id, holderId));
		expect(held).toMatchObject({ toDay: null, handedOverAt: null });
		expectOk(await endSeat(as('secretariat'), holderId));
		await db.write((tx) => {
			const { bodyId } = actors.leader.seats[0]!;
			const next = { personId: actors.otherLeader.personId!, fromDay: '2026-11-10' };
			return placeInSeat(tx, { bodyId, role: 'leader' }, next);
		});
		expect(await restoreSeat(as('secretariat'), holderId)).toEqual(wrongState('seat-taken'));
	});
});

describe('the end of a seat that follows decisions up', () => {
	let memberSeat: typeof seatHolder.$inferSelect;

	beforeEach(async () => {
		const { actors, db } = partnership;
		const personId = actors.member.personId!;
		const [held] = await db.read.select().from(seatHolder).where(eq(seatHolder.personId, personId));
		memberSeat = held!;
	});

	async function aDecision(): Promise<number> {
		const { planId, as } = partnership;
		const { partnershipId } = await partnership.plan();
		const values = {
			...({ body: 'fsu-1', decidedOn: '2026-10-15', number: '', title: 'Rutine', text: 'Lag den.' } as const),
			...({ lang: 'nb', kind: 'decision', consensus: true, dissent: '', dueOn: '2026-12-01' } as const),
			...{ responsible: `seat:${memberSeat.seatId}`, replaces: null, replacement: null, matter: null },
			...{ measures: [], links: null }
		};
		return expectOk(await recordDecision(as('secretariat'), { partnershipId, planId }, values)).id;
	}

	async function follow(id: number, actor: Actor) {
		const { db } = partnership;
		const { partnershipId } = await partnership.plan();
		const { version } = (await decisionById(db.read, partnershipId, id))!;
		const entry = { state: 'in-progress', text: 'I gang.', lang: 'nb', unchanged: false } as const;
		return (await followUpDecision({ db, actor, now: today }, { partnershipId, id, version }, entry)).ok;
	}

	/** A person as their next request sees them. */
	const asSeen = async ({ personId, name }: Actor): Promise<Actor> => ({
		...{ personId, name, administrator: false },
		seats: await ownSeats(partnership.db.read, personId!, today)
	});

	it('gives them to the body’s leader while it is vacant, and tells both', async () => {
		const { as, actors, db } = partnership;
		const id = await aDecision();
		const to = { decisionId: id, personId: actors.member.personId! };
		const link = await db.write((tx) => issueDecisionLink(tx, today, to));
		expect((await authenticateDecisionLink(db.read, link, today)).ok).toBe(true);
		expectOk(await endSeat(as('secretariat'), memberSeat.id));
		expect(await noticesTo()).toEqual(['leader@test.test', 'member@test.test']);
		const { partnershipId } = await partnership.plan();
		expect(await decisionById(db.read, partnershipId, id)).toMatchObject({
			...{ responsibleSeatId: null, responsibleBodyId: actors.leader.seats[0]!.bodyId, version: 2 }
		});
		expect(await authenticateDecisionLink(db.read, link, today)).toEqual({ ok: false, reason: 'revoked' });
		expect(await follow(id, await asSeen(actors.member))).toBe(false);
		expect(await follow(id, await asSeen(actors.leader))).toBe(true);
	});

	it('leaves them with the seat for its next holder', async () => {
		const { actors, db } = partnership;
		const id = await aDecision();
		await db.write(async (tx) => {
			await tx.update(seatHolder).set({ toDay: '2026-11-09' }).where(eq(seatHolder.id, memberSeat.id));
			const next = { personId: actors.signedIn.personId!, fromDay: '2026-11-10' };
			await placeInSeat(tx, { bodyId: actors.leader.seats[0]!.bodyId, role: 'member' }, next);
		});
		expect(await handOverEndedSeats({ db, now: today })).toBe(1);
		expect(await noticesTo()).toEqual(['member@test.test', 'signedIn@test.test'.toLowerCase()]);
		expect(await follow(id, await asSeen(actors.member))).toBe(false);
		expect(await follow(id, await asSeen(actors.signedIn))).toBe(true);
	});

	it('tells nobody if nothing is open', async () => {
		expectOk(await endSeat(partnership.as('secretariat'), memberSeat.id));
		expect(await noticesTo()).toEqual([]);
	});
});

function measure() {
	const { planId, actors } = partnership;
	const { bodyId, partnershipId } = actors.leader.seats[0]!;
	return { planId, partnershipId, round: '2026' as const, measureId: 'measure-1', responsibleBodyId: bodyId };
}
