import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	expectOk,
	today,
	type Partnership
} from '../../../../tests/support/partnership';
import { temporaryDatabase } from '../../../../tests/support/database';
import type { PlanFile, PlanFileDecision } from '$lib/forms/plan-file/plan-file';
import { operator } from '../../../operator/actor';
import type { Database } from '../database/database';
import { decision, decisionEffect, decisionReference } from '../database/schema';
import { publishDecisions, recordDecision, type DecisionValues } from '../decisions/commands';
import { decisionsNamedFor } from '../decisions/effects';
import { measureByCode } from '../measures/queries';
import { changeLifecycleByDecision } from '../workflows/change-lifecycle';
import { exportPartnership } from './export-partnership';
import { exportPlan } from './export';
import { importPartnership, parsePartnershipFile } from './import-partnership';
import { importPlan } from './import';
import { parsePlanFile } from './parse';

let partnership: Partnership;
let place: { partnershipId: number; planId: number };

const values: DecisionValues = {
	...({ body: 'ssu', decidedOn: '2026-10-15', number: 'Sak 1/26', title: 'Slutt', lang: 'nb' } as const),
	...({ text: 'Tiltaket avsluttes.', kind: 'decision', consensus: true, dissent: '', matter: null } as const),
	...{ responsible: null, dueOn: null, replaces: null, replacement: null, measures: [], links: null }
};

/** Ends a measure by a decision, published or not. */
async function endByDecision(code: string, given: Partial<DecisionValues>, isPublished = true) {
	const as = partnership.as('secretariat');
	const { id } = expectOk(await recordDecision(as, place, { ...values, ...given }));
	if (isPublished) expectOk(await publishDecisions(as, place.partnershipId, [id]));
	const { version, planId } = (await measureByCode(partnership.db.read, place.planId, code))!;
	const change = { to: 'discontinued', reason: 'Ferdig utprøvd', decisionId: id } as const;
	expectOk(await changeLifecycleByDecision(as, { planId, code, version }, change));
}

beforeEach(async () => {
	partnership = await aPartnership();
	const { partnershipId, id: planId } = await partnership.plan();
	place = { partnershipId, planId };
	await endByDecision('1.1', {});
	await endByDecision('1.2', { number: 'Sak 2/26' });
	await endByDecision('2.1', { number: 'Sak 3/26', title: 'Hemmelig' }, false);
});

async function imported(text: string, db: Database): Promise<number> {
	const read = parsePlanFile(text);
	if (!read.ok) throw new Error(JSON.stringify(read.faults));
	return expectOk(await importPlan({ db, actor: operator, now: today }, read.file)).planId;
}

const counts = async ({ read }: Database) => ({
	linked: (await read.select().from(decisionEffect)).length,
	kept: (await read.select().from(decisionReference)).length
});

describe('decisions in the plan file', () => {
	it('are the published reasons of changes, by body, day and number, in version 4', async () => {
		const file = JSON.parse((await exportPlan(partnership.db.read))!) as PlanFile;
		const at = today.toISOString();
		const common = { kind: 'change-lifecycle', body: 'ssu', decidedOn: '2026-10-15', at };
		expect(file.format).toBe('framdrift.plan.v4');
		expect(file.plan.decisions).toEqual([
			{ ...common, number: 'Sak 1/26', measure: 'measure-1' },
			{ ...common, number: 'Sak 2/26', measure: 'measure-3' }
		]);
		expect(JSON.stringify(file)).not.toContain('Sak 3/26');
	});

	it('are kept as words where they are not, linked once they come, and exported with the same bytes', async () => {
		const text = (await exportPlan(partnership.db.read))!;
		const db = await temporaryDatabase();
		await imported(text, db);
		expect(await counts(db)).toEqual({ linked: 0, kept: 2 });
		expect(await exportPlan(db.read)).toBe(text);
		expect(await decisionsNamedFor(db.read, 'measure-1')).toMatchObject([
			{ decidedOn: '2026-10-15', number: 'Sak 1/26', body: { nb: 'ssu' } }
		]);
		const theirs = parsePartnershipFile((await exportPartnership(partnership.db.read, place.partnershipId))!);
		if (!theirs.ok) throw new Error('Refused');
		expectOk(await importPartnership({ db, actor: operator, now: today }, theirs.file));
		expect(await counts(db)).toEqual({ linked: 2, kept: 0 });
		expect(await exportPlan(db.read)).toBe(text);
		db.close();
	});

	it('are linked at once where they are here, unless two have the same body, day and number', async () => {
		const file = JSON.parse((await exportPlan(partnership.db.read))!) as PlanFile;
		const other = aPlanFile({ measures: 2 });
		other.plan.measures.forEach((one) => (one.id = `other-${one.id}`));
		const named = file.plan.decisions!.map((one, index) => ({
			...one,
			measure: `other-measure-${index + 1}`
		}));
		const plan = { ...other.plan, slug: '2030', decisions: named };
		await partnership.db.write(async (tx) => {
			const [first, second] = await tx.select().from(decision);
			const { id: _id, ...again } = second!;
			await tx.insert(decision).values({ ...again, title: 'Samme nummer', text: first!.text });
		});
		await imported(JSON.stringify({ ...file, plan }), partnership.db);
		expect(await counts(partnership.db)).toEqual({ linked: 4, kept: 1 });
	});

	it.each([
		['an unknown body', { body: 'ukjent' }, 'plan.decisions[0].body', 'a body in this file, not ukjent'],
		[
			'an unknown measure',
			{ measure: 'ukjent' },
			'plan.decisions[0].measure',
			'a measure in this file, not ukjent'
		],
		['no measure', { measure: undefined }, 'plan.decisions[0].measure', 'the changed measure'],
		[
			'a measure where the plan is adopted',
			{ kind: 'adopt-plan' },
			'plan.decisions[0].measure',
			'nothing, as no measure is changed'
		],
		[
			'no adopted adjustment',
			{ kind: 'adopt-adjustment', measure: undefined, adjustment: 2026 },
			'plan.decisions[0].adjustment',
			'the year of an adopted adjustment'
		]
	] as const)('are refused with %s', async (_, given, path, expected) => {
		const file = JSON.parse((await exportPlan(partnership.db.read))!) as PlanFile;
		Object.assign(file.plan.decisions![0]!, given satisfies Partial<PlanFileDecision>);
		const read = parsePlanFile(JSON.stringify(file));
		expect(read).toMatchObject({ ok: false, faults: [{ path, expected }] });
	});

	it('are refused in files of earlier versions', async () => {
		const file = JSON.parse((await exportPlan(partnership.db.read))!) as PlanFile;
		expect(parsePlanFile(JSON.stringify({ ...file, format: 'framdrift.plan.v3' }))).toMatchObject({
			faults: [{ path: 'format', expected: 'framdrift.plan.v4, as decisions are named' }]
		});
	});
});
