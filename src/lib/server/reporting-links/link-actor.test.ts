import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	expectOk,
	today,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import { mayDo } from '$lib/domain/permission';
import { partner, seatHolder } from '../database/schema';
import { roundByKey } from '../rounds/queries';
import { findOrCreateAccess, issueLink, revokeAccess } from './commands';
import { delegatedMeasure, authenticateLink } from './link-actor';
import { representPartner } from '../../../../tests/support/seats';

let partnership: Partnership;
beforeEach(async () => {
	const rounds = [{ year: 2026, kind: 'annual', state: 'open', reported: false }] as const;
	partnership = await aPartnership(aPlanFile({ measures: 4, rounds }));
});

async function aLink(who: Exclude<PersonName, 'anyone'>, measureId: string | null = null) {
	const { db, planId, actors } = partnership;
	const round = (await roundByKey(db.read, planId, '2026'))!;
	const reader = { name: 'Kari', email: 'kari@example.org', writtenForm: 'nn' } as const;
	return db.write(async (tx) => {
		const given = { roundId: round.id, personId: actors[who].personId!, measureId, ...reader };
		const access = await findOrCreateAccess(tx, today, given);
		return { id: access.id, token: await issueLink(tx, access, today) };
	});
}

const by = ({ token }: { token: string }) => authenticateLink(partnership.db.read, token, today);

describe('the actor of a link', () => {
	it('has no account, and the current authority of the seat holder', async () => {
		const link = await aLink('leader');
		const visitor = await by(link);
		expect(visitor).toMatchObject({
			ok: true,
			actor: { personId: null, name: 'Kari', administrator: false, seats: [] },
			access: { name: 'Kari', measureId: null }
		});
		if (!visitor.ok) return;
		const { planId, actors } = partnership;
		const [held] = actors.leader.seats;
		const report = { planId, round: '2026', measureId: 'measure-1', responsibleBodyId: held!.bodyId };
		expect(mayDo(visitor.actor, 'evaluation.report', report)).toBe(true);
		expect(mayDo(visitor.actor, 'round.read')).toBe(false);
		expect(await delegatedMeasure(partnership.db.read, visitor.access)).toBeNull();

		await partnership.db.write((tx) =>
			tx.delete(seatHolder).where(eq(seatHolder.personId, actors.leader.personId!))
		);
		const after = await by(link);
		expect(after.ok && mayDo(after.actor, 'evaluation.report', report)).toBe(false);
	});

	it('is limited to the delegated measure', async () => {
		const visitor = await by(await aLink('leader', 'measure-3'));
		expect(visitor.ok && visitor.actor.link?.measureId).toBe('measure-3');
		expect(visitor.ok && (await delegatedMeasure(partnership.db.read, visitor.access))?.code).toBe('1.2');
	});

	it('does not exist once the link is revoked', async () => {
		const link = await aLink('leader', 'measure-3');
		expectOk(await revokeAccess(partnership.as('leader'), link.id));
		expect(await by(link)).toEqual({ ok: false, reason: 'revoked' });
		expect(await by({ token: 'x' })).toEqual({ ok: false, reason: 'unknown' });
	});

	describe('for a partner’s rollout outside rounds', () => {
		const day = (text: string) => new Date(`${text}T12:00:00.000Z`);

		async function aRolloutLink(endsOn = '2027-02-28') {
			const { db, planId, actors } = partnership;
			const reader = { name: 'Rune', email: 'rune@example.org', writtenForm: 'nn' } as const;
			const personId = actors.meeting.personId!;
			return db.write(async (tx) => {
				const [skien] = await tx.select().from(partner);
				await representPartner(tx, personId, skien!.id);
				const period = { work: 'rollout', planId, startsOn: '2027-02-01', endsOn } as const;
				const given = { ...period, personId, ...reader };
				const access = await findOrCreateAccess(tx, today, given);
				return { id: access.id, token: await issueLink(tx, access, today) };
			});
		}

		it.each([
			['2027-01-31', 'too-early'],
			['2027-02-01', null],
			['2027-02-28', null],
			['2027-03-01', 'too-late']
		])('on %s is refused: %s', async (on, reason) => {
			const { token } = await aRolloutLink();
			const visitor = await authenticateLink(partnership.db.read, token, day(on));
			expect(visitor.ok ? null : visitor.reason).toBe(reason);
		});

		it('gives the representative’s authority over the rollout, and none over evaluations', async () => {
			const { planId, db } = partnership;
			const visitor = await authenticateLink(db.read, (await aRolloutLink()).token, day('2027-02-10'));
			expect(visitor).toMatchObject({ ok: true, access: { work: 'rollout', round: null, planId } });
			if (!visitor.ok) return;
			const [skien] = await db.read.select().from(partner);
			const rollout = { planId, partnerId: skien!.id };
			expect(mayDo(visitor.actor, 'rollout.report', rollout)).toBe(true);
			expect(mayDo(visitor.actor, 'rollout.report', { ...rollout, planId: planId + 1 })).toBe(false);
			for (const round of ['2026', undefined])
				expect(mayDo(visitor.actor, 'evaluation.report', { planId, round, measureId: 'measure-1' })).toBe(
					false
				);
		});

		it('is the same access with a new period when it is given again, and can be revoked', async () => {
			const first = await aRolloutLink();
			const second = await aRolloutLink('2027-03-31');
			expect(second.id).toBe(first.id);
			const open = await authenticateLink(partnership.db.read, first.token, day('2027-03-31'));
			expect(open.ok).toBe(true);
			expectOk(await revokeAccess(partnership.as('secretariat'), first.id));
			expect(await authenticateLink(partnership.db.read, first.token, day('2027-02-10'))).toEqual({
				ok: false,
				reason: 'revoked'
			});
		});
	});
});
