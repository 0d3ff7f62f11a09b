import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	expectRefusal,
	expectOk,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import { isReportable } from '$lib/domain/measure/measure';
import type { PlanFile } from '$lib/forms/plan-file/plan-file';
import type { MeasureEdit } from '../measures/edit';
import { editMeasure } from '../measures/commands';
import { measureHistory, measureByCode } from '../measures/queries';
import { exportPlan } from '../plan-file/export';
import { adoptAdjustment, previewAdjustment } from '../workflows/adopt-adjustment';
import { openAdjustment, decideItem, type ItemDecision } from './commands';
import { adjustmentFor, parseAdjustmentContent, itemRowsByMeasure, adjustmentItems } from './queries';

const year = 2027;
const decision = 'SSU 14.01.2027, sak 03/27';

let partnership: Partnership;
const target = () => ({ planId: partnership.planId, year });
const ssu = () => partnership.as('ssuLeader');
const measure = (code: string) => measureByCode(partnership.db.read, partnership.planId, code);

async function anEdit(code: string, given: Partial<MeasureEdit>) {
	const found = (await measure(code))!;
	const edit: MeasureEdit = {
		title: found.title,
		summary: found.summary,
		targetGroup: found.targetGroup,
		expectedEffect: found.expectedEffect,
		contact: found.contact,
		body: 'fsu-1',
		startsOn: found.startsOn,
		deadline: found.deadline,
		deadlineWords: found.deadlineWords,
		...given
	};
	return { madeFrom: found.version, edit };
}

function settlement(given: Partial<ItemDecision> = {}): ItemDecision {
	return { kind: 'into-operation', stance: 'taken', reason: 'Arbeidet er i drift.', ...given };
}

beforeEach(async () => {
	const file = aPlanFile({ measures: 4 });
	file.plan.measures[3]!.lifecycle = 'proposed';
	partnership = await aPartnership(file);
	expectOk(await openAdjustment(ssu(), target()));
});

/** Each command with valid arguments, called by a person. */
const commands: Record<string, (who: PersonName) => Promise<Parameters<typeof expectRefusal>[0]>> = {
	openAdjustment: (who) => openAdjustment(partnership.as(who), { ...target(), year: 2028 }),
	settleItem: (who) =>
		decideItem(partnership.as(who), { ...target(), code: '1.1', version: null }, settlement()),
	previewAdjustment: (who) => previewAdjustment(partnership.as(who), target()),
	adoptAdjustment: (who) => adoptAdjustment(partnership.as(who), target(), decision)
};

describe.each(Object.entries(commands))('%s', (_, command) => {
	const others: PersonName[] = ['anyone', 'signedIn', 'observer', 'member', 'leader', 'ssuMember', 'meeting'];
	it.each(others)('refuses %s and writes nothing', async (who) => {
		const before = await partnership.traces();
		expect(expectRefusal(await command(who))).toMatchObject({ code: 'not-permitted' });
		expect(await partnership.traces()).toEqual(before);
	});
});

describe('opening an adjustment', () => {
	it.each([
		['a year before the plan', 2024, 'outside-plan'],
		['a year after the plan', 2030, 'outside-plan'],
		['a year that already has one', year, 'already-here']
	])('refuses %s', async (_, asked, code) => {
		const outcome = await openAdjustment(ssu(), { ...target(), year: asked });
		expect(expectRefusal(outcome)).toEqual({ code: 'invalid', faults: [{ field: 'year', code }] });
	});
});

describe('deciding an item', () => {
	const settle = (given: Partial<ItemDecision>, code = '1.1', version: number | null = null) =>
		decideItem(ssu(), { ...target(), code, version }, settlement(given));

	it('changes nothing in the plan', async () => {
		const planItself = async () => {
			const file = JSON.parse((await exportPlan(partnership.db.read, partnership.planId))!) as PlanFile;
			const { adjustments, ...plan } = file.plan;
			return {
				items: adjustments[0]?.state === 'open' && adjustments[0].items.length,
				file: { ...file, plan }
			};
		};
		const { file: before } = await planItself();
		expectOk(await settle({}));
		expect(await planItself()).toEqual({ items: 1, file: before });
	});

	it.each<[string, Partial<ItemDecision>, string, unknown]>([
		['an unknown measure', {}, '9.9', { code: 'not-found' }],
		[
			'a kind the lifecycle does not allow',
			{ kind: 'new' },
			'1.1',
			{ code: 'invalid', faults: [{ field: 'kind', code: 'not-allowed' }] }
		],
		[
			'accepting without a reason',
			{ reason: ' ' },
			'1.1',
			{ code: 'invalid', faults: [{ field: 'reason', code: 'reason-required' }] }
		],
		[
			'rejecting without a reason',
			{ stance: 'left', reason: '' },
			'1.1',
			{ code: 'invalid', faults: [{ field: 'reason', code: 'reason-required' }] }
		],
		[
			'an adjustment without an edit',
			{ kind: 'adjust' },
			'1.1',
			{ code: 'invalid', faults: [{ field: 'kind', code: 'adjust-first' }] }
		]
	])('refuses %s', async (_, given, code, refusal) => {
		expect(expectRefusal(await settle(given, code))).toEqual(refusal);
	});

	it('needs no reason to continue', async () => {
		expect((await settle({ kind: 'continue', reason: '' })).ok).toBe(true);
	});

	it('refuses an edit that changes nothing', async () => {
		const outcome = await anEdit('1.1', {});
		expect(expectRefusal(await settle({ kind: 'adjust', outcome }))).toMatchObject({
			faults: [{ code: 'nothing-changed' }]
		});
	});

	it('refuses an older version and keeps the stored decision', async () => {
		expectOk(await settle({ reason: 'Først' }));
		expect(expectRefusal(await settle({ reason: 'Sist' }))).toMatchObject({ code: 'stale' });
		const open = (await adjustmentFor(partnership.db.read, partnership.planId, year))!;
		const [item] = [...(await itemRowsByMeasure(partnership.db.read, open.id)).values()];
		expect(item?.reason).toBe('Først');
		expect((await settle({ reason: 'Sist' }, '1.1', 1)).ok).toBe(true);
	});
});

describe('adopting an adjustment', () => {
	const settleAll = async () => {
		expectOk(await decideItem(ssu(), { ...target(), code: '1.1', version: null }, settlement()));
		const outcome = await anEdit('2.1', { contact: 'Kari Nordmann', body: 'fsu-2' });
		const adjust = settlement({ kind: 'adjust', reason: 'Ny kontakt', outcome });
		expectOk(await decideItem(ssu(), { ...target(), code: '2.1', version: null }, adjust));
		expectOk(
			await decideItem(
				ssu(),
				{ ...target(), code: '1.2', version: null },
				settlement({ kind: 'discontinue', reason: 'Overtatt' })
			)
		);
		expectOk(
			await decideItem(
				ssu(),
				{ ...target(), code: '2.2', version: null },
				settlement({ kind: 'new', reason: 'Behov' })
			)
		);
	};

	it('makes all changes with an event each, with reason and decision', async () => {
		await settleAll();
		expectOk(await adoptAdjustment(ssu(), target(), decision));
		expect((await measure('1.1'))?.lifecycle).toBe('in-operation');
		expect((await measure('2.1'))?.contact).toBe('Kari Nordmann');
		expect((await measure('1.2'))?.lifecycle).toBe('discontinued');
		expect((await measure('2.2'))?.lifecycle).toBe('adopted');
		const [last] = await measureHistory(partnership.db.read, (await measure('2.1'))!.id);
		expect(last).toMatchObject({ verb: 'edit-measure', reason: `Ny kontakt (${decision})` });
	});

	it('seals the previewed changes', async () => {
		await settleAll();
		const before = await exportPlan(partnership.db.read, partnership.planId);
		const preview = expectOk(await previewAdjustment(ssu(), target()));
		expect(await exportPlan(partnership.db.read, partnership.planId), 'a preview changes nothing').toBe(
			before
		);
		expectOk(await adoptAdjustment(ssu(), target(), decision));
		const content = parseAdjustmentContent(
			(await adjustmentFor(partnership.db.read, partnership.planId, year))!
		)!;
		expect(content.changes).toEqual(preview);
		expect(content.changes.map(({ code, kind, reason }) => [code, kind, reason])).toEqual([
			['1.1', 'changed', 'Arbeidet er i drift.'],
			['1.2', 'discontinued', 'Overtatt'],
			['2.1', 'changed', 'Ny kontakt'],
			['2.2', 'added', 'Behov']
		]);
		for (const change of [`update adjustment set decision = 'x'`, `delete from adjustment`])
			await expect(partnership.db.read.run(sql.raw(change))).rejects.toThrow();
	});

	it('refuses an undecided recommendation', async () => {
		const items = await adjustmentItems(partnership.db.read, await partnership.plan(), 1, ssu().now);
		expect(items.map(({ recommended }) => recommended)).toContain('new');
		expect(expectRefusal(await adoptAdjustment(ssu(), target(), decision))).toEqual({
			code: 'invalid',
			faults: [{ field: '2.2', code: 'unsettled' }]
		});
	});

	it('refuses a missing decision and an adopted adjustment', async () => {
		await settleAll();
		expect(expectRefusal(await adoptAdjustment(ssu(), target(), ' '))).toMatchObject({
			faults: [{ field: 'decision', code: 'required' }]
		});
		expectOk(await adoptAdjustment(ssu(), target(), decision));
		expect(expectRefusal(await adoptAdjustment(ssu(), target(), decision))).toEqual({
			code: 'wrong-state',
			state: 'adopted'
		});
	});

	it('reports every measure changed since and changes none', async () => {
		await settleAll();
		const { madeFrom: version, edit } = await anEdit('2.1', { contact: 'Ola', body: 'fsu-2' });
		expectOk(await editMeasure(ssu(), { planId: partnership.planId, code: '2.1', version }, edit));
		const before = await exportPlan(partnership.db.read, partnership.planId);
		expect(expectRefusal(await adoptAdjustment(ssu(), target(), decision))).toEqual({
			code: 'invalid',
			faults: [{ field: '2.1', code: 'overtaken' }]
		});
		expect(await exportPlan(partnership.db.read, partnership.planId)).toBe(before);
	});

	it('writes nothing if any write fails', async () => {
		await settleAll();
		const { db, planId } = partnership;
		const before = await exportPlan(db.read, planId);
		const events = async () => (await db.read.all<{ n: number }>(sql`select count(*) as n from event`))[0]!.n;
		const told = await events();
		await db.read.run(sql`create table written (n integer)`);
		const cuts = { measure: ['update', 4], event: ['insert', 5], adjustment: ['update', 1] } as const;
		for (const [table, [kind, writes]] of Object.entries(cuts))
			for (let nth = 1; nth <= writes; nth++) {
				await db.read.run(
					sql.raw(
						`create trigger cut before ${kind} on ${table} begin
							insert into written values (1);
							select raise(abort, 'cut off') where (select count(*) from written) = ${nth};
						end`
					)
				);
				await expect(adoptAdjustment(ssu(), target(), decision), `${table} ${nth}`).rejects.toThrow();
				await db.read.run(sql`drop trigger cut`);
				expect(await exportPlan(db.read, planId), `${table} ${nth}`).toBe(before);
				expect(await events(), `${table} ${nth}`).toBe(told);
			}
		expectOk(await adoptAdjustment(ssu(), target(), decision));
	});
});

it('has an item for every proposed or ongoing measure only', async () => {
	const items = await adjustmentItems(partnership.db.read, await partnership.plan(), 1, ssu().now);
	for (const { measure: one } of items)
		expect(isReportable(one.lifecycle) || one.lifecycle === 'proposed', one.code).toBe(true);
	expect(items).toHaveLength(4);
});
