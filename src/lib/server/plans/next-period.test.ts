import fc from 'fast-check';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	expectRefusal,
	expectOk,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import type { PlanFile } from '$lib/forms/plan-file/plan-file';
import * as schema from '../database/schema';
import { measureDetails } from '../measures/queries';
import { adoptPlan } from './adoption';
import { createNextPeriodPlan, type NextPeriodInput } from './next-period';
import { exportPlan } from '../plan-file/export';

const all = ['measure-1', 'measure-2', 'measure-3', 'measure-4'];
const next: NextPeriodInput = {
	slug: '2030-2034',
	name: { nb: 'Handlingsplan 2030', nn: 'Handlingsplan 2030' },
	from: 2030,
	to: 2034,
	measures: all,
	reason: ' Neste periode '
};

let partnership: Partnership;
const carry = (given: Partial<NextPeriodInput> = {}, who: PersonName = 'ssuLeader', version = 1) =>
	createNextPeriodPlan(partnership.as(who), { planId: partnership.planId, version }, { ...next, ...given });
const exported = async (planId: number) =>
	JSON.parse((await exportPlan(partnership.db.read, planId))!) as PlanFile;
const write = (file: (plan: PlanFile['plan']) => unknown) => {
	const given = aPlanFile();
	file(given.plan);
	return aPartnership(given);
};

beforeEach(async () => void (partnership = await aPartnership()));

describe('a plan is carried into the next period', () => {
	it.each(['ssuLeader', 'secretariat'] as const)('by %s, as a draft of the same partnership', async (who) => {
		const { planId, slug } = expectOk(await carry({}, who));
		expect(slug).toBe('2030-2034');
		const before = await exported(partnership.planId);
		const after = await exported(planId);
		expect(after.partnership).toEqual(before.partnership);
		expect(after.plan).toMatchObject({
			...{ slug: '2030-2034', name: next.name, from: 2030, to: 2034, state: 'draft', rounds: [] },
			carriedFrom: { slug: '2025-2029', name: { nb: 'Handlingsplan' }, from: 2025, to: 2029 },
			goal: before.plan.goal,
			goalStates: before.plan.goalStates,
			values: before.plan.values,
			challenges: before.plan.challenges,
			opportunities: before.plan.opportunities,
			areas: before.plan.areas
		});
	});

	it('with the chosen measures, each of them what it was and linked with it, and proposed', async () => {
		const { planId } = expectOk(await carry({ measures: ['measure-3', 'measure-1'] }));
		const { plan } = await exported(planId);
		const before = (await exported(partnership.planId)).plan.measures[0]!;
		expect(plan.measures.map(({ id, code }) => [id, code])).toEqual([
			['measure-1-2030', '1.1'],
			['measure-3-2030', '1.2']
		]);
		const { indicators, ...rest } = before;
		expect(plan.measures[0]).toEqual({
			...rest,
			id: 'measure-1-2030',
			lifecycle: 'proposed',
			// It ran out before the period began.
			deadline: null,
			carriedFrom: { measure: 'measure-1', code: '1.1', title: before.title },
			indicators: [{ ...indicators[0], baseline: 35, baselineOn: '2026-06-30', targets: [], readings: [] }]
		});
	});

	it('each noun with its own entry, and nothing said of the plan it came from', async () => {
		const last = (await partnership.db.read.select().from(schema.event)).length;
		const { planId } = expectOk(await carry({ measures: ['measure-1', 'measure-2'] }));
		const events = (await partnership.db.read.select().from(schema.event)).slice(last);
		expect(events).toMatchObject([
			{
				verb: 'carry-plan',
				noun: 'plan',
				planId,
				after: { fromYear: 2030, cameFrom: [{ nb: 'Handlingsplan' }] }
			},
			{
				verb: 'carry-measure',
				nounId: 'measure-1-2030',
				planId,
				after: { cameFrom: [{ nb: '1.1 Tiltak 1' }] }
			},
			{ verb: 'carry-measure', nounId: 'measure-2-2030', planId, reason: 'Neste periode', by: 'Stein' }
		]);
	});

	it('what runs in ordinary operation goes on, what is proposed stays so', async () => {
		partnership = await write(({ measures }) => {
			measures[0]!.lifecycle = 'in-operation';
			measures[1]!.lifecycle = 'proposed';
		});
		const { plan } = await exported(expectOk(await carry()).planId);
		expect(plan.measures.map(({ id, lifecycle }) => [id, lifecycle])).toEqual([
			['measure-1-2030', 'in-operation'],
			['measure-3-2030', 'proposed'],
			['measure-2-2030', 'proposed'],
			['measure-4-2030', 'proposed']
		]);
	});

	it('what has ended, was reached or was for a year that is over stays behind', async () => {
		partnership = await write((plan) => {
			plan.values[1]!.endedOn = '2026-01-01';
			plan.challenges[1]!.endedOn = '2026-01-01';
			plan.goalStates.push({ text: { nb: 'Nådd' }, endedOn: '2026-01-01' });
			plan.funding.push(
				{ ...plan.funding[0]!, year: null },
				{ ...plan.funding[0]!, year: null, endedOn: '2026-01-01' }
			);
			const [first] = plan.measures;
			first!.values = ['engasjert', 'ambisios'];
			first!.milestones.push({ title: { nb: 'Nådd' }, due: '2025-01-01', doneOn: '2025-02-01' });
			first!.indicators.push({ ...first!.indicators[0]!, endedOn: '2026-01-01' });
			first!.deadline = '2031-06-30';
		});
		const { plan } = await exported(expectOk(await carry()).planId);
		expect(plan.values.map(({ code }) => code)).toEqual(['engasjert']);
		expect(plan.challenges.map(({ code }) => code)).toEqual(['U1']);
		expect(plan.goalStates).toHaveLength(1);
		expect(plan.funding.map(({ year, endedOn }) => [year, endedOn])).toEqual([[null, null]]);
		expect(plan.measures[0]).toMatchObject({
			values: ['engasjert'],
			challenges: ['U1'],
			milestones: [{ title: { nb: 'Halvveges' }, due: '2026-01-15', doneOn: null }],
			deadline: '2031-06-30'
		});
		expect(plan.measures[0]!.indicators).toHaveLength(1);
	});

	it('what is introduced at home stays introduced, except with a partner that is one no longer', async () => {
		const { db } = partnership;
		const rollouts = async () => (await exported(expectOk(await carry()).planId)).plan.measures[0]!.rollout;
		await db.write((tx) =>
			tx.update(schema.partner).set({ endedOn: '2026-01-01' }).where(eq(schema.partner.number, 'STHF'))
		);
		expect(await rollouts()).toEqual((await exported(partnership.planId)).plan.measures[0]!.rollout);
		const carried = await measureDetails(db.read, partnership.planId + 1, '1.1');
		expect(carried!.partners.map(({ number }) => number)).toEqual(['4003']);
	});

	it('a body that no longer meets is responsible for nothing new, and an area in use goes along', async () => {
		partnership = await write(({ areas }) => (areas[0]!.endedOn = '2026-01-01'));
		await partnership.db.write((tx) =>
			tx.update(schema.body).set({ endedOn: '2026-01-01' }).where(eq(schema.body.slug, 'fsu-1'))
		);
		const { plan } = await exported(expectOk(await carry({ measures: ['measure-1'] })).planId);
		expect(plan.areas.map(({ number, body, endedOn }) => [number, body, endedOn])).toEqual([
			[1, null, null],
			[2, 'fsu-2', null]
		]);
		expect(plan.measures[0]).toMatchObject({ area: 1, body: null });
	});
});

describe('it is refused, without a trace', () => {
	const others: PersonName[] = ['anyone', 'signedIn', 'leader', 'ssuMember', 'meeting', 'administrator'];
	it.each(others)('to %s', async (who) => {
		const before = await partnership.traces();
		expect(expectRefusal(await carry({}, who))).toMatchObject({
			code: 'not-permitted',
			permission: { only: ['ssu-leader', 'secretariat'] }
		});
		expect(await partnership.traces()).toEqual(before);
	});

	it.each([
		['without a name', { name: { nb: ' ' } }, 'name.nb', 'one-form-needed'],
		['under a slug that is none', { slug: 'Plan 2030' }, 'slug', 'not-a-slug'],
		['under the slug of another plan', { slug: '2025-2029' }, 'slug', 'taken'],
		['into a period that begins as the old one', { from: 2025 }, 'from', 'not-following'],
		['into a period with a year between', { from: 2031 }, 'from', 'not-following'],
		['into a period that ends with the old one', { from: 2028, to: 2029 }, 'to', 'not-beyond'],
		['without measures', { measures: [] }, 'measures', 'one-or-more'],
		['with a measure that is not there', { measures: ['measure-1', 'gone'] }, 'measures', 'ended-meanwhile']
	])('%s', async (_, given, field, code) => {
		const before = await partnership.traces();
		expect(expectRefusal(await carry(given))).toEqual({ code: 'invalid', faults: [{ field, code }] });
		expect(await partnership.traces()).toEqual(before);
	});

	it('every fault at once', async () => {
		const outcome = await carry({ slug: '2025-2029', from: 2020, measures: [] });
		expect(expectRefusal(outcome)).toEqual({
			code: 'invalid',
			faults: [
				{ field: 'slug', code: 'taken' },
				{ field: 'from', code: 'not-following' },
				{ field: 'measures', code: 'one-or-more' }
			]
		});
	});

	it.each(['completed', 'discontinued'] as const)('with a measure that is %s', async (lifecycle) => {
		partnership = await write(({ measures }) => (measures[1]!.lifecycle = lifecycle));
		expect(expectRefusal(await carry())).toEqual({
			code: 'invalid',
			faults: [{ field: 'measures', code: 'ended-meanwhile' }]
		});
		expectOk(await carry({ measures: ['measure-1', 'measure-3', 'measure-4'] }));
	});

	it.each(['draft', 'superseded'] as const)('of a plan that is %s', async (state) => {
		await partnership.db.write((tx) => tx.update(schema.plan).set({ state }));
		expect(expectRefusal(await carry())).toEqual({ code: 'wrong-state', state });
	});

	it('from an older version, and of a plan that is not there', async () => {
		expect(expectRefusal(await carry({}, 'ssuLeader', 7))).toMatchObject({ code: 'stale' });
		const nowhere = { planId: 99, version: 1 };
		expect(expectRefusal(await createNextPeriodPlan(partnership.as('ssuLeader'), nowhere, next))).toEqual({
			code: 'not-found'
		});
	});

	it('while a draft that follows it is there, which it leads to; of two at once one is taken', async () => {
		const outcomes = await Promise.all([carry(), carry({ slug: 'another' })]);
		expect(outcomes.map(({ ok }) => ok)).toEqual([true, false]);
		const before = await partnership.traces();
		expect(expectRefusal(await carry({ slug: 'another' }))).toEqual({
			code: 'already-carried',
			plan: '2030-2034'
		});
		expect(await partnership.traces()).toEqual(before);
	});
});

describe('with the new plan', () => {
	it('what it proposes is adopted, in each measure’s log, and what ended before is not', async () => {
		const { planId } = expectOk(await carry());
		await partnership.db.write((tx) =>
			tx
				.update(schema.measure)
				.set({ lifecycle: 'discontinued' })
				.where(eq(schema.measure.id, 'measure-2-2030'))
		);
		const decision = 'Partnarskapet, sak 3/29';
		expectOk(await adoptPlan(partnership.as('ssuLeader'), { planId, version: 1 }, { decision }));
		const { plan } = await exported(planId);
		expect(plan.measures.map(({ code, lifecycle }) => [code, lifecycle])).toEqual([
			['1.1', 'adopted'],
			['1.2', 'adopted'],
			['2.1', 'discontinued'],
			['2.2', 'adopted']
		]);
		const log = await partnership.db.read
			.select()
			.from(schema.event)
			.where(eq(schema.event.nounId, 'measure-4-2030'));
		expect(log).toMatchObject([
			{ verb: 'carry-measure' },
			{
				verb: 'change-lifecycle',
				before: { lifecycle: 'proposed' },
				after: { lifecycle: 'adopted', decision }
			}
		]);
	});
});

it('whatever is chosen: each has one past, and no row of the old plan is another than it was', async () => {
	const file = aPlanFile({ measures: 9, rounds: [{ year: 2025, kind: 'annual', state: 'closed' }] });
	const ids = file.plan.measures.map(({ id }) => id);
	await fc.assert(
		fc.asyncProperty(fc.subarray(ids, { minLength: 1 }), async (measures) => {
			partnership = await aPartnership(file);
			const before = await partnership.traces();
			expectOk(await carry({ measures }));
			const after = await partnership.traces();
			for (const [table, rows] of Object.entries(before))
				expect((after[table] as unknown[]).slice(0, (rows as unknown[]).length), table).toEqual(rows);
			const links = await partnership.db.read.select().from(schema.measureBefore);
			expect(links.map(({ beforeId }) => beforeId).sort()).toEqual([...measures].sort());
			expect(new Set(links.map(({ measureId }) => measureId)).size).toBe(measures.length);
			partnership.db.close();
		}),
		{ numRuns: 12 }
	);
}, 60_000);
