import fc from 'fast-check';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { effort } from '../../../../tests/support/effort';
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
import { adoptPlan } from '../workflows/adopt-plan';
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

describe('creating the next period’s plan', () => {
	it.each(['ssuLeader', 'secretariat'] as const)(
		'lets the %s create a draft in the same partnership',
		async (who) => {
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
		}
	);

	it('copies the chosen measures as proposed, linked to their sources', async () => {
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
			// The deadline is before the next period.
			deadline: null,
			carriedFrom: { measure: 'measure-1', code: '1.1', title: before.title },
			indicators: [{ ...indicators[0], baseline: 35, baselineOn: '2026-06-30', targets: [], readings: [] }]
		});
	});

	it('records events for the new plan and measures, none for the old plan', async () => {
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

	it('keeps the lifecycle of measures in operation and proposed ones', async () => {
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

	it('leaves out ended entries, reached milestones and past years’ funding', async () => {
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

	it('copies rollout answers except those of former partners', async () => {
		const { db } = partnership;
		const rollouts = async () => (await exported(expectOk(await carry()).planId)).plan.measures[0]!.rollout;
		await db.write((tx) =>
			tx.update(schema.partner).set({ endedOn: '2026-01-01' }).where(eq(schema.partner.number, 'STHF'))
		);
		expect(await rollouts()).toEqual((await exported(partnership.planId)).plan.measures[0]!.rollout);
		const carried = await measureDetails(db.read, partnership.planId + 1, '1.1');
		expect(carried!.partners.map(({ number }) => number)).toEqual(['4003']);
	});

	it('copies an ended area in use, without its ended body', async () => {
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

describe('refusing to create the plan', () => {
	const others: PersonName[] = ['anyone', 'signedIn', 'leader', 'ssuMember', 'meeting', 'administrator'];
	it.each(others)('refuses %s and writes nothing', async (who) => {
		const before = await partnership.traces();
		expect(expectRefusal(await carry({}, who))).toMatchObject({
			code: 'not-permitted',
			permission: { only: ['ssu-leader', 'secretariat'] }
		});
		expect(await partnership.traces()).toEqual(before);
	});

	it.each([
		['without a name', { name: { nb: ' ' } }, 'name.nb', 'one-form-needed'],
		['with an invalid slug', { slug: 'Plan 2030' }, 'slug', 'not-a-slug'],
		['with another plan’s slug', { slug: '2025-2029' }, 'slug', 'taken'],
		['for a period that begins with the old one', { from: 2025 }, 'from', 'not-following'],
		['for a period that begins a year late', { from: 2031 }, 'from', 'not-following'],
		['for a period that ends with the old one', { from: 2028, to: 2029 }, 'to', 'not-beyond'],
		['without measures', { measures: [] }, 'measures', 'one-or-more'],
		['with an unknown measure', { measures: ['measure-1', 'gone'] }, 'measures', 'ended-meanwhile']
	])('refuses a plan %s and writes nothing', async (_, given, field, code) => {
		const before = await partnership.traces();
		expect(expectRefusal(await carry(given))).toEqual({ code: 'invalid', faults: [{ field, code }] });
		expect(await partnership.traces()).toEqual(before);
	});

	it('reports every error at once', async () => {
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

	it.each(['completed', 'discontinued'] as const)('refuses a measure that is %s', async (lifecycle) => {
		partnership = await write(({ measures }) => (measures[1]!.lifecycle = lifecycle));
		expect(expectRefusal(await carry())).toEqual({
			code: 'invalid',
			faults: [{ field: 'measures', code: 'ended-meanwhile' }]
		});
		expectOk(await carry({ measures: ['measure-1', 'measure-3', 'measure-4'] }));
	});

	it.each(['draft', 'superseded'] as const)('refuses a source plan that is %s', async (state) => {
		await partnership.db.write((tx) => tx.update(schema.plan).set({ state }));
		expect(expectRefusal(await carry())).toEqual({ code: 'wrong-state', state });
	});

	it('refuses an older version and an unknown plan', async () => {
		expect(expectRefusal(await carry({}, 'ssuLeader', 7))).toMatchObject({ code: 'stale' });
		const nowhere = { planId: 99, version: 1 };
		expect(expectRefusal(await createNextPeriodPlan(partnership.as('ssuLeader'), nowhere, next))).toEqual({
			code: 'not-found'
		});
	});

	it('refuses a second draft, also when both are created at once', async () => {
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

describe('adopting the new plan', () => {
	it('adopts proposed measures with an event each, not ended ones', async () => {
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

it('links each copy to one source and changes no row of the old plan', async () => {
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
		{ numRuns: effort(5, 12) }
	);
}, 60_000);
