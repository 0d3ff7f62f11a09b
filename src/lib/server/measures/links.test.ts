import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	expectOk,
	today,
	type Partnership
} from '../../../../tests/support/partnership';
import { planFieldLabel } from '$lib/components/plan/plan-change-labels';
import { diffPlans } from '$lib/domain/plan/plan-diff';
import { openAdjustment, decideItem } from '../adjustments/commands';
import { openDatabaseSnapshot, lastEventOfDay } from '../database/database-snapshot';
import { exportPlan } from '../plan-file/export';
import { parsePlanFile } from '../plan-file/parse';
import { planParts } from '../plan-file/plan-parts';
import { currentPlan } from '../plans/queries';
import { adoptAdjustment, previewAdjustment } from '../workflows/adopt-adjustment';
import { editMeasure } from './commands';
import type { MeasureEdit } from './edit';
import { mergeMeasures, splitMeasure } from './merge-split';
import { measureByCode } from './queries';

const routine = { title: 'Rutinen', address: 'https://example.no/rutine' };
const project = { title: 'Prosjektside', address: 'https://example.no/prosjekt?a=1&b=2' };
const grounds = { reason: 'Dei heng saman', decision: 'SSU, sak 07/26' };

let partnership: Partnership;
const ssu = (at = today) => partnership.as('ssuLeader', at);
const measure = async (code: string, read = partnership.db.read) =>
	(await measureByCode(read, (await currentPlan(read))!.id, code))!;
const linksOf = async (code: string) => (await measure(code)).links;

/** Returns an edit that keeps what the measure has. */
async function anEdit(code: string, given: Partial<MeasureEdit>): Promise<MeasureEdit> {
	const { title, summary, targetGroup, expectedEffect, contact, startsOn, deadline, deadlineWords } =
		await measure(code);
	const texts = { title, summary, targetGroup, expectedEffect, contact, startsOn, deadline, deadlineWords };
	return { ...texts, body: 'fsu-1', ...given };
}

async function edit(code: string, given: Partial<MeasureEdit>, at = today) {
	const { planId } = partnership;
	const { version } = await measure(code);
	expectOk(await editMeasure(ssu(at), { planId, code, version }, await anEdit(code, given)));
}

beforeEach(async () => {
	const file = aPlanFile({ measures: 4 });
	file.plan.measures[0]!.links = [routine];
	file.plan.measures[2]!.links = [{ ...routine, title: 'Den same rutinen' }, project];
	partnership = await aPartnership(file);
});

describe('links', () => {
	const made = (area: number) => ({ area, code: null, title: { nb: 'Nytt' }, summary: null });

	it('are inherited by a merged measure, each address once', async () => {
		const sources = ['1.1', '1.2'].map((code) => ({ code, version: 1 }));
		const { planId } = partnership;
		expectOk(await mergeMeasures(ssu(), { planId, sources }, { ...grounds, heir: made(1) }));
		expect((await linksOf('1.3'))?.map(({ address }) => address)).toEqual([routine.address, project.address]);
		expect(await linksOf('1.1')).toEqual([routine]);
	});

	it('are inherited by every part of a split measure', async () => {
		const target = { planId: partnership.planId, code: '1.2', version: 1 };
		expectOk(await splitMeasure(ssu(), target, { ...grounds, heirs: [made(1), made(2)] }));
		expect((await linksOf('1.3'))?.at(-1)).toEqual(project);
		expect((await linksOf('2.3'))?.at(-1)).toEqual(project);
	});

	it('are in the plan as it was on a day', async () => {
		await edit('1.1', { links: [project] }, new Date('2026-11-12T12:00:00.000Z'));
		const past = await openDatabaseSnapshot(
			partnership.db,
			await lastEventOfDay(partnership.db.read, '2026-11-11')
		);
		expect((await measure('1.1', past.read)).links).toEqual([routine]);
		expect(await linksOf('1.1')).toEqual([project]);
		past.close();
	});

	it('are a field of the plan’s changes, with a label', async () => {
		const parts = async () => planParts(partnership.db.read, await partnership.plan());
		const before = await parts();
		await edit('1.1', { links: null });
		const [change] = diffPlans(before, await parts());
		expect(change).toMatchObject({ code: '1.1', fields: [{ field: 'links', before: [routine] }] });
		expect(planFieldLabel('links')).toBe('Lenker');
	});
});

describe('links in a yearly adjustment', () => {
	const adjustment = () => ({ planId: partnership.planId, year: 2027 });

	async function settle(given: Partial<MeasureEdit>) {
		expectOk(await openAdjustment(ssu(), adjustment()));
		const settled = { kind: 'adjust', stance: 'taken', reason: 'Ny rutine.' } as const;
		const { version: madeFrom } = await measure('1.1');
		const outcome = { madeFrom, edit: await anEdit('1.1', given) };
		const target = { ...adjustment(), code: '1.1', version: null };
		expectOk(await decideItem(ssu(), target, { ...settled, outcome }));
	}

	async function adopt() {
		for (const code of ['1.2', '2.1', '2.2'])
			expectOk(
				await decideItem(
					ssu(),
					{ ...adjustment(), code, version: null },
					{ kind: 'continue', stance: 'taken', reason: '' }
				)
			);
		return expectOk(await adoptAdjustment(ssu(), adjustment(), 'SSU, sak 03/27'));
	}

	it('are shown before and in the plan after its adoption', async () => {
		await settle({ links: [routine, project] });
		expect(await linksOf('1.1')).toEqual([routine]);
		const changes = expectOk(await previewAdjustment(ssu(), adjustment()));
		expect(changes).toMatchObject([
			{ code: '1.1', fields: [{ field: 'links', before: [routine], after: [routine, project] }] }
		]);
		await adopt();
		expect(await linksOf('1.1')).toEqual([routine, project]);
	});

	it('stay as they are if the edit was stored without them', async () => {
		await settle({ contact: 'Ola' });
		await adopt();
		expect(await measure('1.1')).toMatchObject({ contact: 'Ola', links: [routine] });
	});

	it('are exported and read again with an open adjustment', async () => {
		await settle({ links: [project] });
		const text = (await exportPlan(partnership.db.read, partnership.planId))!;
		const read = parsePlanFile(text);
		expect(read.ok && read.file.plan.adjustments).toMatchObject([
			{ items: [{ outcome: { edit: { links: [project] } } }] }
		]);
		expect(read.ok && read.file.plan.measures[0]?.links).toEqual([routine]);
	});
});
