import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	expectOk,
	today,
	type Partnership
} from '../../../../tests/support/partnership';
import { event, mail, reportingAccess, seatHolder } from '../database/schema';
import { delegate } from '../reporting-links/commands';
import { authenticateLink } from '../reporting-links/link-actor';
import { issueLink } from '../reporting-links/issue';
import { mayDo } from '$lib/domain/permission';
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

function measure() {
	const { planId, actors } = partnership;
	const { bodyId, partnershipId } = actors.leader.seats[0]!;
	return { planId, partnershipId, round: '2026' as const, measureId: 'measure-1', responsibleBodyId: bodyId };
}
