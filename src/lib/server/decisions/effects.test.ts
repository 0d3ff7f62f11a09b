import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { aPartnership, expectOk, type Partnership } from '../../../../tests/support/partnership';
import { openAdjustment } from '../adjustments/commands';
import { lastEventOfDay, openDatabaseSnapshot } from '../database/database-snapshot';
import { adjustment, decision, decisionEffect, plan } from '../database/schema';
import { measureByCode } from '../measures/queries';
import { changeLifecycleByDecision } from '../workflows/change-lifecycle';
import { adoptAdjustment } from '../workflows/adopt-adjustment';
import { adoptPlan } from '../workflows/adopt-plan';
import { publishDecisions, recordDecision, type DecisionValues } from './commands';
import { decisionsOfMeasure, effectsOfDecision } from './effects';
import { followUpDecision } from './follow-up';
import { decisionById, decisionDetails, followUpEntries } from './queries';

let partnership: Partnership;
let place: { partnershipId: number; planId: number };

const values: DecisionValues = {
	...({
		body: 'partnerskapet',
		decidedOn: '2026-10-15',
		number: 'Sak 1/26',
		title: 'Start',
		lang: 'nb'
	} as const),
	...({ text: 'Tiltaket avsluttes.', kind: 'decision', consensus: true, dissent: '', matter: null } as const),
	...{ responsible: null, dueOn: null, replaces: null, replacement: null, measures: [], links: null }
};

beforeEach(async () => {
	partnership = await aPartnership();
	const { partnershipId, id: planId } = await partnership.plan();
	place = { partnershipId, planId };
});

async function aDecision(given: Partial<DecisionValues> = {}): Promise<number> {
	return expectOk(await recordDecision(partnership.as('secretariat'), place, { ...values, ...given })).id;
}

const measureOf = async (code = '1.1') => (await measureByCode(partnership.db.read, place.planId, code))!;

type Changer = 'secretariat' | 'ssuLeader' | 'leader';

async function end(decisionId: number | null, who: Changer = 'secretariat', now?: Date) {
	const { version, code, planId } = await measureOf();
	const change = { to: 'discontinued', reason: 'Ferdig utprøvd', decisionId } as const;
	return changeLifecycleByDecision(partnership.as(who, now), { planId, code, version }, change);
}

async function effects(id: number) {
	return (await effectsOfDecision(partnership.db.read, id)).map(({ kind, measure, year }) => ({
		...{ kind, measure: measure?.code ?? null, year }
	}));
}

describe('a decision as the reason of a change', () => {
	it('changes a lifecycle, and stands on both pages', async () => {
		const id = await aDecision();
		expectOk(await end(id));
		expect(await effects(id)).toEqual([{ kind: 'change-lifecycle', measure: '1.1', year: null }]);
		const { db, actors } = partnership;
		const shown = async (actor: typeof actors.secretariat) =>
			(await decisionsOfMeasure(db.read, { ...place, actor }, (await measureOf()).id)).map((one) => one.id);
		expect(await shown(actors.secretariat)).toEqual([id]);
		expect(await shown(actors.anyone)).toEqual([]);
		expectOk(await publishDecisions(partnership.as('secretariat'), place.partnershipId, [id]));
		expect(await shown(actors.anyone)).toEqual([id]);
	});

	it('leaves a change without one as it was', async () => {
		expectOk(await end(null));
		expect(await partnership.db.read.select().from(decisionEffect)).toEqual([]);
	});

	it('adopts a plan', async () => {
		const { db } = partnership;
		const { version } = await partnership.plan();
		await db.write((tx) => tx.update(plan).set({ state: 'draft' }).where(eq(plan.id, place.planId)));
		const [id, target] = [await aDecision(), { planId: place.planId, version }];
		const input = { decision: 'Partnerskapet, sak 1/26', decisionId: id };
		expectOk(await adoptPlan(partnership.as('ssuLeader'), target, { ...input, decisionId: null }));
		expect(await effects(id)).toEqual([]);
		await db.write((tx) => tx.update(plan).set({ state: 'draft' }).where(eq(plan.id, place.planId)));
		expectOk(await adoptPlan(partnership.as('secretariat'), { ...target, version: version + 1 }, input));
		expect(await effects(id)).toEqual([{ kind: 'adopt-plan', measure: null, year: null }]);
	});

	it('adopts an adjustment outside its seal', async () => {
		const { planId } = place;
		expectOk(await openAdjustment(partnership.as('ssuLeader'), { planId, year: 2027 }));
		const id = await aDecision();
		const target = { planId, year: 2027, decisionId: id };
		expectOk(await adoptAdjustment(partnership.as('secretariat'), target, 'SSU, sak 9/26'));
		expect(await effects(id)).toEqual([{ kind: 'adopt-adjustment', measure: null, year: 2027 }]);
		const [sealed] = await partnership.db.read.select().from(adjustment);
		expect(sealed?.content).not.toContain('decisionId');
	});

	it.each([
		['an unknown decision', async () => 999],
		['a decision that the actor may not read', () => closedDecision()]
	])('is refused for %s', async (_, find) => {
		const id = await find();
		const before = await partnership.traces();
		expect(await end(id, 'ssuLeader')).toMatchObject({
			refused: { faults: [{ field: 'decisionId', code: 'unknown' }] }
		});
		expect(await partnership.traces()).toEqual(before);
	});

	it('gives nobody the right to change the plan', async () => {
		const id = await aDecision({ body: 'fsu-1', responsible: 'body:fsu-1' });
		expect(await end(id, 'leader')).toMatchObject({ refused: { code: 'not-permitted' } });
		expect(await effects(id)).toEqual([]);
	});
});

describe('a decision as it was on a day', () => {
	it('has the follow-up and the effects of that day', async () => {
		const { db, actors, as } = partnership;
		const id = await aDecision({ responsible: 'body:fsu-1' });
		const later = new Date('2026-11-12T10:00:00Z');
		const entry = { state: 'done', text: 'Gjort.', lang: 'nb', unchanged: false } as const;
		expectOk(await followUpDecision(as('leader', later), { ...place, id, version: 1 }, entry));
		expectOk(await end(id, 'secretariat', later));
		const on = async (day: string) => {
			const past = await openDatabaseSnapshot(db, await lastEventOfDay(db.read, day));
			try {
				const found = (await decisionById(past.read, place.partnershipId, id))!;
				const details = await decisionDetails(past.read, found, actors.secretariat);
				const entries = await followUpEntries(past.read, id, true);
				const changes = await effectsOfDecision(past.read, id);
				return [details.body.slug, found.followUp, entries.length, changes.length];
			} finally {
				past.close();
			}
		};
		expect(await on('2026-11-10')).toEqual(['partnerskapet', 'not-started', 0, 0]);
		expect(await on('2026-11-12')).toEqual(['partnerskapet', 'done', 1, 1]);
	});
});

async function closedDecision(): Promise<number> {
	const id = await aDecision({ body: 'fsu-1' });
	await partnership.db.write((tx) => tx.update(decision).set({ closed: true }).where(eq(decision.id, id)));
	return id;
}
