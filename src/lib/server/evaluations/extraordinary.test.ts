import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	evaluationRows,
	lastEvent,
	expectRefusal,
	completeAnswers,
	expectOk,
	today,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import { extraordinaryRoundKey } from '$lib/domain/round/round';
import { planFileSchema } from '$lib/forms/plan-file/plan-file';
import type { Context } from '../context';
import { exportPlan } from '../plan-file/export';
import { importPlan } from '../plan-file/import';
import { temporaryDatabase } from '../../../../tests/support/database';
import { loadPlanSnapshot } from '../reviews/plan-snapshot';
import { openRound } from '../workflows/open-round';
import { closeRound } from '../workflows/close-round';
import { roundByKey, reportingEntries, extraordinaryEntries } from '../rounds/queries';
import {
	saveDraft,
	submitEvaluation,
	submitUnchanged,
	withdrawEvaluation,
	type EvaluationTarget
} from './commands';
import { approveEvaluation, returnEvaluation } from './approval';
import { evaluationsOf, lastApproved, openExtraordinary } from './queries';

/* Evaluations outside rounds: never counted as a round's answer. */

let partnership: Partnership;
beforeEach(async () => {
	partnership = await aPartnership(
		aPlanFile({
			rounds: [
				{ year: 2026, kind: 'half', state: 'closed' },
				{ year: 2026, kind: 'annual', state: 'planned', reported: false }
			]
		})
	);
});

const days = (count: number) => new Date(today.getTime() + count * 86_400_000);
const target = (version: number | null, given: Partial<EvaluationTarget> = {}): EvaluationTarget => ({
	...{ planId: partnership.planId, round: null, measure: '1.1', version },
	...given
});
const report = (version: number | null, at = today, given = {}) =>
	submitEvaluation(partnership.as('leader', at), target(version), completeAnswers(given));
const approve = (version: number, at = today) =>
	approveEvaluation(partnership.as('ssuLeader', at), target(version));
const open = () => openExtraordinary(partnership.db.read, 'measure-1');
const latest = async (at = today) => {
	const { measures, round } = await loadPlanSnapshot(
		partnership.db.read,
		await partnership.plan(),
		{ of: 'latest', audience: 'members' },
		at
	);
	return { report: measures.find(({ id }) => id === 'measure-1')?.report, round };
};

describe('an extraordinary evaluation', () => {
	it('is drafted, submitted, returned with a remark, resubmitted and approved', async () => {
		const said = { text: 'Hvor mange?', lang: 'nb' } as const;
		expectOk(await saveDraft(partnership.as('leader'), target(null), completeAnswers({ progress: null })));
		expect(await open()).toMatchObject({ state: 'draft', version: 1 });
		expectOk(await report(1));
		expectOk(await returnEvaluation(partnership.as('ssuLeader'), target(2), said));
		expect(await open()).toMatchObject({ state: 'returned', remarks: [{ text: 'Hvor mange?' }] });
		expectOk(await report(3));
		expectOk(await approve(4));
		expect(await open()).toBeNull();
		expect(await lastEvent(partnership.db)).toMatchObject({
			verb: 'approve-evaluation',
			nounId: 'extraordinary/measure-1',
			after: { state: 'approved' }
		});
		expect((await evaluationRows(partnership.db, 'measure-1')).map(({ roundId }) => roundId)).toEqual([
			1,
			null
		]);
	});

	it('is followed by a new one once approved; an older form is stale', async () => {
		expectOk(await report(null));
		expect(expectRefusal(await report(null))).toMatchObject({ code: 'stale' });
		expectOk(await approve(1));
		expect(expectRefusal(await report(1))).toEqual({ code: 'stale', current: null });
		expectOk(await report(null, days(1)));
		expect((await evaluationsOf(partnership.db.read, 'measure-1')).map(({ round }) => round)).toEqual([
			null,
			null,
			{ year: 2026, kind: 'half' }
		]);
	});

	it('refuses the second of two concurrent submissions', async () => {
		const outcomes = await Promise.all([report(null), report(null)]);
		expect(outcomes.map(({ ok }) => ok)).toEqual([true, false]);
	});

	it.each<[PersonName, boolean]>([
		['anyone', false],
		['signedIn', false],
		['observer', false],
		['member', false],
		['otherLeader', false],
		['ssuMember', false],
		['ssuLeader', false],
		['meeting', false],
		['administrator', false],
		['deputy', true],
		['leader', true],
		['secretariat', true]
	])('can be submitted by %s: %s', async (who, may) => {
		const before = await partnership.traces();
		const outcome = await submitEvaluation(partnership.as(who), target(null), completeAnswers());
		expect(outcome.ok).toBe(may);
		if (!outcome.ok) {
			expect(outcome.refused.code).toBe('not-permitted');
			expect(await partnership.traces()).toEqual(before);
		}
	});

	it('requires every question of a round', async () => {
		expect(expectRefusal(await report(null, today, { progress: null }))).toMatchObject({
			faults: [{ field: 'progress', code: 'progress-required' }]
		});
	});

	it('is refused for an unknown measure, round or plan', async () => {
		const context = partnership.as('secretariat');
		for (const given of [{ measure: '9.9' }, { round: 'ordinary' }, { planId: 99 }])
			expect(expectRefusal(await saveDraft(context, target(null, given), completeAnswers()))).toEqual({
				code: 'not-found'
			});
	});

	it('can be submitted unchanged', async () => {
		expectOk(await submitUnchanged(partnership.as('leader'), target(null)));
		expect(await open()).toMatchObject({ unchanged: true, answers: { done: 'Kome i gang.' } });
	});
});

describe('while a round runs', () => {
	beforeEach(async () => {
		expectOk(await saveDraft(partnership.as('leader'), target(null), completeAnswers()));
		const measured = target(null, { measure: '1.2' });
		expectOk(await submitEvaluation(partnership.as('leader'), measured, completeAnswers()));
		expectOk(await openRound(partnership.as('secretariat'), await partnership.round('2026')));
	});

	it('refuses new extraordinary evaluations', async () => {
		const before = await partnership.traces();
		const refused = { code: 'wrong-state', state: 'round-runs' };
		expect(expectRefusal(await report(1))).toEqual(refused);
		expect(expectRefusal(await saveDraft(partnership.as('leader'), target(1), completeAnswers()))).toEqual(
			refused
		);
		expect(await partnership.traces()).toEqual(before);
	});

	it('allows withdrawing an earlier extraordinary evaluation', async () => {
		const measured = target(1, { measure: '1.2' });
		expectOk(await withdrawEvaluation(partnership.as('leader'), measured));
		expectOk(await approveIt(partnership.as('ssuLeader')));
	});

	async function approveIt(context: Context) {
		const { planId } = partnership;
		const other = { planId, round: '2026', measure: '1.2', version: null };
		const { version } = expectOk(await submitEvaluation(partnership.as('leader'), other, completeAnswers()));
		return approveEvaluation(context, { ...other, version });
	}
});

describe('the measure’s latest evaluation', () => {
	it('is the extraordinary one only once it is approved', async () => {
		expectOk(await report(null, today, { status: 'delayed', progress: 20 }));
		expect((await latest()).report).not.toMatchObject({ progress: 20 });
		expectOk(await approve(1));
		expect((await latest()).report).toMatchObject({
			status: 'delayed',
			progress: 20,
			round: extraordinaryRoundKey,
			reportedBy: 'Frode',
			submittedOn: '2026-11-10'
		});
	});

	it('is the newest of several extraordinary ones', async () => {
		expectOk(await report(null, today, { progress: 20 }));
		expectOk(await approve(1));
		expectOk(await report(null, days(2), { progress: 30 }));
		expectOk(await approve(1, days(3)));
		expect((await latest(days(3))).report).toMatchObject({ progress: 30 });
	});

	it('comes from the next round once its evaluation is approved', async () => {
		expectOk(await report(null, today, { progress: 20 }));
		expectOk(await approve(1));
		expectOk(await openRound(partnership.as('secretariat'), await partnership.round('2026')));
		expect((await latest()).report).toMatchObject({ progress: 20 });
		const inRound = { ...target(null), round: '2026' };
		expectOk(await submitEvaluation(partnership.as('leader'), inRound, completeAnswers({ progress: 25 })));
		expectOk(await approveEvaluation(partnership.as('ssuLeader'), { ...inRound, version: 1 }));
		expect((await latest()).report).toMatchObject({ progress: 25, round: '2026' });
	});

	it('is the last evaluation for the following round, not for an earlier one', async () => {
		const { db, planId } = partnership;
		expectOk(await report(null, today, { progress: 20 }));
		expectOk(await approve(1));
		const [half, annual] = [await roundByKey(db.read, planId, '2026-half'), await partnership.round('2026')];
		expect(await lastApproved(db.read, 'measure-1', half)).toBeNull();
		expectOk(await openRound(partnership.as('secretariat'), annual));
		const running = await roundByKey(db.read, planId, '2026');
		expect(await lastApproved(db.read, 'measure-1', running)).toMatchObject({
			round: null,
			answers: { progress: 20 }
		});
		expectOk(await submitUnchanged(partnership.as('leader'), { ...target(null), round: '2026' }));
		expect(await lastApproved(db.read, 'measure-1', running)).toMatchObject({ answers: { progress: 20 } });
	});
});

describe('an approved extraordinary evaluation', () => {
	beforeEach(async () => {
		expectOk(await report(null, today, { progress: 20 }));
		expectOk(await approve(1));
		expectOk(await openRound(partnership.as('secretariat'), await partnership.round('2026')));
	});

	it('is absent from the round’s list, count and review', async () => {
		const { db, planId } = partnership;
		const running = (await roundByKey(db.read, planId, '2026'))!;
		const entries = await reportingEntries(db.read, planId, running.id);
		expect(entries.map(({ state }) => state)).toEqual(entries.map(() => null));
		expect((await latest()).round).toMatchObject({ asked: 4, approved: 0 });
		expectOk(await closeRound(partnership.as('secretariat'), await partnership.round('2026')));
		const content = JSON.stringify((await partnership.traces()).reviews);
		expect(content).not.toContain(extraordinaryRoundKey);
		expect(JSON.parse(content)).toHaveLength(1);
	});

	it('is absent from the list of open extraordinary evaluations', async () => {
		const { db, planId } = partnership;
		const outside = await extraordinaryEntries(db.read, planId);
		expect(outside.map(({ code, state }) => [code, state])).toEqual([
			['1.1', null],
			['1.2', null],
			['2.1', null],
			['2.2', null]
		]);
	});
});

it('extraordinary evaluations survive export and import of the plan file', async () => {
	expectOk(await report(null, today, { progress: 20 }));
	expectOk(await approve(1));
	expectOk(await report(null, days(1), { progress: 30 }));
	const text = (await exportPlan(partnership.db.read))!;
	const file = planFileSchema.parse(JSON.parse(text));
	expect(file.plan.extraordinary.map(({ state, progress, measure }) => [measure, state, progress])).toEqual([
		['measure-1', 'approved', 20],
		['measure-1', 'submitted', 30]
	]);
	const db = await temporaryDatabase();
	const installation = { ...partnership.actors.anyone, name: 'Framdrift', administrator: true };
	expectOk(await importPlan({ db, actor: installation, now: today }, file));
	expect(await exportPlan(db.read)).toBe(text);
});
