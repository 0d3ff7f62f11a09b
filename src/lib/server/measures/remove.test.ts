import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	lastEvent,
	expectRefusal,
	expectOk,
	today,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import { openAdjustment, decideItem } from '../adjustments/commands';
import { openDatabaseSnapshot, closeDatabaseSnapshots, lastEventOfDay } from '../database/database-snapshot';
import * as schema from '../database/schema';
import { saveDraft } from '../evaluations/commands';
import { emptyAnswers } from '$lib/domain/evaluation/evaluation';
import { changeLifecycle } from './commands';
import { addIndicator, type IndicatorInput } from '../indicators/definitions';
import { mergeMeasures } from './merge-split';
import { measureByCode } from './queries';
import { removeMeasure } from './remove';

const proposal = '2.2';
const reason = 'Meldt inn to gonger';

let partnership: Partnership;
const ssu = (days = 0) => partnership.as('ssuLeader', new Date(today.getTime() + days * 86_400_000));
const found = async (code = proposal) =>
	(await measureByCode(partnership.db.read, partnership.planId, code))!;
const target = async (code = proposal) => ({
	planId: partnership.planId,
	code,
	version: (await found(code)).version
});

beforeEach(async () => {
	const file = aPlanFile({
		measures: 6,
		rounds: [{ year: 2026, kind: 'annual', state: 'open', reported: false }]
	});
	file.plan.measures[3]!.lifecycle = 'proposed';
	partnership = await aPartnership(file);
});

describe('removing a proposed measure', () => {
	it('deletes it with its parts and keeps its events and snapshots', async () => {
		const indicator: IndicatorInput = {
			...{ name: { nb: 'Antall' }, unit: { nb: 'stk' }, direction: 'up' as const, baseline: null },
			...{ baselineOn: null, source: null, targets: [{ year: 2027, value: 5 }] }
		};
		expectOk(await addIndicator(ssu(), await target(), indicator));
		const { id, title } = await found();
		expectOk(await removeMeasure(ssu(2), await target(), reason));
		expect(await measureByCode(partnership.db.read, partnership.planId, proposal)).toBeNull();
		expect(await lastEvent(partnership.db)).toMatchObject({
			verb: 'remove-measure',
			nounId: id,
			before: { code: proposal, title },
			reason
		});
		const seq = await lastEventOfDay(partnership.db.read, '2026-11-11');
		const past = await openDatabaseSnapshot(partnership.db, seq);
		expect(await measureByCode(past.read, partnership.planId, proposal)).toMatchObject({ id, title });
		await closeDatabaseSnapshots(partnership.db);
	});

	it('refuses a missing reason and an older version', async () => {
		expect(expectRefusal(await removeMeasure(ssu(), await target(), ' '))).toEqual({
			code: 'invalid',
			faults: [{ field: 'reason', code: 'reason-required' }]
		});
		const older = { ...(await target()), version: 9 };
		expect(expectRefusal(await removeMeasure(ssu(), older, reason))).toMatchObject({ code: 'stale' });
		const nothing = { ...(await target()), code: '9.9' };
		expect(expectRefusal(await removeMeasure(ssu(), nothing, reason))).toEqual({ code: 'not-found' });
	});

	it('refuses everyone without permission and writes nothing', async () => {
		const before = await partnership.traces();
		const others: PersonName[] = ['anyone', 'signedIn', 'observer', 'leader', 'ssuMember', 'meeting'];
		for (const who of others)
			expect(expectRefusal(await removeMeasure(partnership.as(who), await target(), reason))).toMatchObject({
				code: 'not-permitted'
			});
		expect(await partnership.traces()).toEqual(before);
	});
});

describe('refusing to remove a measure', () => {
	const ways: [string, string, () => Promise<unknown>][] = [
		[
			'that was adopted and then discontinued',
			'decided',
			async () => {
				const step = async (to: 'adopted' | 'discontinued') =>
					expectOk(await changeLifecycle(ssu(), await target(), { to, reason: 'Sak', decision: 'SSU' }));
				await step('adopted');
				await step('discontinued');
			}
		],
		[
			'that an adjustment refers to',
			'named',
			async () => {
				expectOk(await openAdjustment(ssu(), { planId: partnership.planId, year: 2027 }));
				const settlement = { kind: 'new', stance: 'left', reason: 'Sak' } as const;
				const of = { planId: partnership.planId, year: 2027 };
				expectOk(await decideItem(ssu(), { ...of, code: proposal, version: null }, settlement));
			}
		]
	];
	it.each(ways)('refuses a measure %s', async (_, state, happens) => {
		await happens();
		const before = await partnership.traces();
		expect(expectRefusal(await removeMeasure(ssu(), await target(), reason))).toEqual({
			code: 'wrong-state',
			state
		});
		expect(await partnership.traces()).toEqual(before);
	});

	it('refuses in a draft a measure with an evaluation or a successor', async () => {
		const { db, planId } = partnership;
		const report = { planId, round: '2026', measure: '1.1', version: null };
		expectOk(await saveDraft(partnership.as('secretariat'), report, emptyAnswers('nb')));
		const sources = await Promise.all(['1.2', '2.1'].map(async (code) => target(code)));
		const heir = { area: 1, code: null, title: { nb: 'Ett' }, summary: null };
		expectOk(await mergeMeasures(ssu(), { planId, sources }, { reason: 'Sak', decision: 'SSU', heir }));
		await db.write((tx) => tx.update(schema.plan).set({ state: 'draft' }));
		for (const [code, state] of [
			['1.1', 'reported'],
			['1.2', 'named']
		] as const)
			expect([code, expectRefusal(await removeMeasure(ssu(), await target(code), reason))]).toEqual([
				code,
				{ code: 'wrong-state', state }
			]);
		expectOk(await removeMeasure(ssu(), await target('2.3'), reason));
	});
});
