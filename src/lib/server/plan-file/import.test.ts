import { describe, expect, it } from 'vitest';
import { temporaryDatabase } from '../../../../tests/support/database';
import {
	aPartnership,
	aPlanFile,
	lastEvent,
	expectRefusal,
	expectOk,
	today
} from '../../../../tests/support/partnership';
import { anonymous } from '$lib/domain/permission';
import { canonicalJson } from '$lib/domain/review/review';
import type { PlanFile } from '$lib/forms/plan-file/plan-file';
import { seal as sealOf } from '../reviews/queries';
import { editMeasure } from '../measures/commands';
import { measureByCode } from '../measures/queries';
import { closeRound } from '../workflows/close-round';
import { importPlan } from './import';
import { exportPlan } from './export';
import { currentPlan } from '../plans/queries';

const rounds = [{ year: 2025, kind: 'annual', state: 'open' }] as const;
const operator = { ...anonymous, name: 'Framdrift' };

/** Returns an exported file with a closed round and its sealed review. */
async function aReviewedFile(): Promise<PlanFile> {
	const partnership = await aPartnership(aPlanFile({ rounds }));
	expectOk(await closeRound(partnership.as('secretariat'), await partnership.round('2025')));
	return JSON.parse((await exportPlan(partnership.db.read))!) as PlanFile;
}

describe('importing a plan', () => {
	it('records one event with person and time', async () => {
		const db = await temporaryDatabase();
		const { planId } = expectOk(await importPlan({ db, actor: operator, now: today }, aPlanFile()));
		expect(await lastEvent(db)).toMatchObject({
			seq: 1,
			planId,
			verb: 'import-plan',
			noun: 'plan',
			nounId: String(planId),
			at: today.toISOString(),
			by: null,
			personId: null
		});
	});

	it('does not change an existing partnership, its partners and bodies', async () => {
		const { db, as } = await aPartnership();
		const next = aPlanFile();
		next.partnership.name = { nb: 'Et annet navn' };
		next.bodies[0]!.name = { nb: 'Et annet navn' };
		next.plan = { ...next.plan, slug: '2030-2034', from: 2030, to: 2034, measures: [] };
		expectOk(await importPlan(as('administrator'), next));
		expect(await exportPlan(db.read)).not.toContain('Et annet navn');
		expect(await currentPlan(db.read)).toMatchObject({ slug: '2030-2034' });
	});

	it('refuses an existing plan and names it and its measures', async () => {
		const { as, traces } = await aPartnership();
		const before = await traces();
		expect(expectRefusal(await importPlan(as('administrator'), aPlanFile()))).toEqual({
			code: 'invalid',
			faults: ['plan.slug', ...[0, 1, 2, 3].map((index) => `plan.measures[${index}].id`)].map((field) => ({
				field,
				code: 'already-here'
			}))
		});
		expect(await traces()).toEqual(before);
	});

	it('writes nothing when it refuses a file', async () => {
		const { as, traces } = await aPartnership();
		const before = await traces();
		const file = aPlanFile();
		file.partnership.slug = 'another';
		file.partners.push({ ...file.partners[0]!, number: '4005', name: 'Notodden' });
		expect(expectRefusal(await importPlan(as('administrator'), file))).toMatchObject({ code: 'invalid' });
		expect(await traces()).toEqual(before);
	});

	it('accepts a review with a valid seal and refuses one with changed content', async () => {
		const file = await aReviewedFile();
		const { db, ...rest } = { db: await temporaryDatabase(), actor: operator, now: today };
		const [review] = file.plan.rounds[0]!.reviews;
		const whole = review!.content;
		review!.content = whole.replace('Tiltak 1', 'Tiltak I');
		expect(expectRefusal(await importPlan({ db, ...rest }, file))).toEqual({
			code: 'invalid',
			faults: [{ field: 'plan.rounds[0].reviews[0].sha256', code: 'broken-seal' }]
		});
		expect(await lastEvent(db)).toBeUndefined();
		expect(await currentPlan(db.read)).toBeNull();
		review!.content = whole;
		expectOk(await importPlan({ db, ...rest }, file));
	});

	it.each([
		['no JSON', () => 'Alt er bra.'],
		['another format', (content: string) => content.replace('framdrift.review.v1', 'framdrift.review.v0')],
		[
			'another round',
			(content: string) => {
				const { round, ...rest } = JSON.parse(content) as { round: object };
				return canonicalJson({ ...rest, round: { ...round, year: 2024 } });
			}
		],
		['another order of keys', (content: string) => JSON.stringify({ values: [], ...JSON.parse(content) })],
		[
			'lacking figures',
			(content: string) => {
				const { figures: _, ...rest } = JSON.parse(content) as Record<string, unknown>;
				return canonicalJson(rest);
			}
		]
	])('refuses a sealed review with invalid content: %s', async (_, change) => {
		const file = await aReviewedFile();
		const [review] = file.plan.rounds[0]!.reviews;
		const content = change(review!.content);
		expect(content).not.toBe(review!.content);
		Object.assign(review!, { content, sha256: sealOf(content) });
		const db = await temporaryDatabase();
		expect(expectRefusal(await importPlan({ db, actor: operator, now: today }, file))).toEqual({
			code: 'invalid',
			faults: [{ field: 'plan.rounds[0].reviews[0].content', code: 'not-a-review' }]
		});
		expect(await lastEvent(db)).toBeUndefined();
	});
});

describe('exporting a plan', () => {
	it('returns null without a plan', async () => {
		const { read } = await temporaryDatabase();
		expect(await exportPlan(read)).toBeNull();
		expect(await exportPlan(read, 7)).toBeNull();
	});

	it('exports the current plan when two partnerships have a plan of the same year', async () => {
		const { db, as } = await aPartnership();
		const other = aPlanFile();
		other.partnership.slug = 'another';
		other.plan.slug = 'their-plan';
		other.plan.measures = [];
		const { planId } = expectOk(await importPlan(as('administrator'), other));
		const exported = JSON.parse((await exportPlan(db.read))!) as PlanFile;
		expect(exported.plan.slug).toBe((await currentPlan(db.read))!.slug);
		expect(JSON.parse((await exportPlan(db.read, planId))!)).toMatchObject({ plan: { slug: 'their-plan' } });
	});

	it('exports written forms in a fixed order', async () => {
		const { db, planId, as } = await aPartnership();
		const found = (await measureByCode(db.read, planId, '1.1'))!;
		const title = { nn: 'Ei øving', nb: 'En øvelse' };
		const target = { planId, code: '1.1', version: 1 };
		expectOk(await editMeasure(as('ssuLeader'), target, { ...found, body: 'fsu-1', title }));
		const exported = JSON.parse((await exportPlan(db.read))!) as PlanFile;
		expect(Object.entries(exported.plan.measures[0]!.title)).toEqual([
			['nb', 'En øvelse'],
			['nn', 'Ei øving']
		]);
	});

	it('exports the newest draft when no plan is adopted', async () => {
		const file = aPlanFile();
		file.plan.state = 'draft';
		const { db } = await aPartnership(file);
		expect(await exportPlan(db.read)).toContain('"state": "draft"');
	});
});
