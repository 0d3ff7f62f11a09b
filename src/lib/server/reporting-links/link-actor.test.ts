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
import { seat } from '../database/schema';
import { roundByKey } from '../rounds/queries';
import { findOrCreateAccess, issueLink, revokeAccess } from './commands';
import { delegatedMeasure, authenticateLink } from './link-actor';

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

		await partnership.db.write((tx) => tx.delete(seat).where(eq(seat.personId, actors.leader.personId!)));
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
});
