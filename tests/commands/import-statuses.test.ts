import { describe, expect, it } from 'vitest';
import { closeRound } from '$lib/server/workflows/close-round';
import { importWithStatuses, roundsForStatuses } from '$lib/server/workflows/import-with-statuses';
import { evaluationsOf } from '$lib/server/evaluations/queries';
import { saveDraft } from '$lib/server/evaluations/commands';
import { measureByCode } from '$lib/server/measures/queries';
import { exportPlan } from '$lib/server/plan-file/export';
import { parsePlanFile } from '$lib/server/plan-file/parse';
import { roundByKey } from '$lib/server/rounds/queries';
import { compareImport } from '$lib/server/workbooks/commands';
import {
	aPartnership,
	aPlanFile,
	completeAnswers,
	expectOk,
	expectRefusal,
	today,
	type Partnership,
	type PersonName,
	type PlanShape
} from '../support/partnership';
import { readWorksheets, toPlainCsv } from '../support/workbooks';

/*
 * A status in an imported file becomes a measure's first evaluation, in the running round or in one that is made
 * for it and closed with it.
 */

const file = toPlainCsv(
	['Kode', 'Tittel', 'Status'],
	['1.1', 'Tiltak 1', 'I rute'],
	['1.2', 'Tiltak 3', 'Forsinket, venter på svar fra kommunene'],
	['2.1', 'Tiltak 2', ''],
	['2.8', 'Nytt tiltak', 'Ferdig']
);

const openRound = { year: 2026, kind: 'annual', state: 'open', reported: false } as const;
const started = (shape: PlanShape = {}) => aPartnership(aPlanFile({ measures: 4, ...shape }));

interface Choices {
	round: string | null;
	who?: PersonName;
	adopted?: boolean;
}

async function importInto(partnership: Partnership, { round, who = 'secretariat', ...options }: Choices) {
	const plan = await partnership.plan();
	const source = { ...options, tables: await readWorksheets(file) };
	const { seal, statuses } = (await compareImport(partnership.as(who), plan, source)).preview;
	const input = { ...source, seal, reason: 'Frå rekneark', statuses: round };
	return { statuses, outcome: await importWithStatuses(partnership.as(who), plan, input) };
}

async function evaluationsFor({ db, planId }: Partnership, code: string) {
	return evaluationsOf(db.read, (await measureByCode(db.read, planId, code))!.id);
}

describe('the statuses of a file', () => {
	it('become approved evaluations in the running round', async () => {
		const partnership = await started({ rounds: [openRound] });
		const { statuses, outcome } = await importInto(partnership, { round: '2026' });
		expect(statuses.map(({ code, use }) => [code, use])).toEqual([
			['1.1', 'evaluation'],
			['1.2', 'evaluation'],
			['2.8', 'proposed']
		]);
		expect(expectOk(outcome)).toEqual({ added: 1, changed: 0, evaluated: 2 });
		expect(await evaluationsFor(partnership, '1.1')).toMatchObject([
			{ state: 'approved', imported: true, answers: { status: 'on-track', progress: null, results: '' } }
		]);
		expect(await evaluationsFor(partnership, '1.2')).toMatchObject([
			{ answers: { status: 'delayed', results: 'Forsinket, venter på svar fra kommunene' } }
		]);
		expect(await evaluationsFor(partnership, '2.8')).toEqual([]);
		expect(await roundByKey(partnership.db.read, partnership.planId, '2026')).toMatchObject({
			state: 'open'
		});
	});

	it('never replace an evaluation that is there', async () => {
		const partnership = await started({ rounds: [openRound] });
		const target = { planId: partnership.planId, round: '2026', measure: '1.1', version: null };
		expectOk(await saveDraft(partnership.as('leader'), target, completeAnswers({ status: 'on-hold' })));
		const { statuses, outcome } = await importInto(partnership, { round: '2026' });
		expect(statuses[0]).toMatchObject({ code: '1.1', use: 'evaluated' });
		expect(expectOk(outcome).evaluated).toBe(1);
		expect(await evaluationsFor(partnership, '1.1')).toMatchObject([
			{ state: 'draft', imported: false, answers: { status: 'on-hold' } }
		]);
	});

	it('make a round and close it with them if none runs, and leave closed rounds alone', async () => {
		const partnership = await started({ rounds: [{ ...openRound, year: 2025 }] });
		const { db, planId } = partnership;
		expectOk(await closeRound(partnership.as('secretariat'), await partnership.round('2025')));
		const before = parsed(await exportPlan(db.read)).plan.rounds[0];

		const { outcome } = await importInto(partnership, { round: '2026-half', adopted: true });
		expect(expectOk(outcome)).toEqual({ added: 1, changed: 0, evaluated: 3 });
		expect(await roundByKey(db.read, planId, '2026-half')).toMatchObject({
			...{ state: 'closed', opensOn: '2026-11-10', questions: ['status'] }
		});
		const { rounds } = parsed(await exportPlan(db.read)).plan;
		expect(rounds[0]).toEqual(before);
		expect(rounds[1]!.evaluations.map(({ state, status, imported }) => [state, status, imported])).toEqual(
			expect.arrayContaining([
				['locked', 'on-track', true],
				['locked', 'delayed', true],
				['locked', 'done', true]
			])
		);
		const { measures } = JSON.parse(rounds[1]!.reviews[0]!.content) as {
			measures: { report: { imported?: true } | null }[];
		};
		expect(measures.filter(({ report }) => report?.imported)).toHaveLength(3);
	});

	it('are left out unless they are asked for', async () => {
		const partnership = await started({ rounds: [openRound] });
		const { outcome } = await importInto(partnership, { round: null });
		expect(expectOk(outcome)).toEqual({ added: 1, changed: 0, evaluated: 0 });
		expect(await evaluationsFor(partnership, '1.1')).toEqual([]);
	});

	it.each<[string, Choices, PlanShape, string]>([
		['in another round than the running one', { round: '2026-half' }, { rounds: [openRound] }, 'invalid'],
		[
			'in a closed round',
			{ round: '2025' },
			{ rounds: [{ ...openRound, year: 2025, state: 'closed' }] },
			'invalid'
		],
		['in a coming year', { round: '2027' }, {}, 'invalid'],
		[
			'in a new round for others than the secretariat',
			{ round: '2026', who: 'ssuLeader' },
			{},
			'not-permitted'
		]
	])('are refused %s, and nothing is imported', async (_, choices, shape, code) => {
		const partnership = await started(shape);
		const before = await partnership.traces();
		const { outcome } = await importInto(partnership, choices);
		expect(expectRefusal(outcome).code).toBe(code);
		expect(await partnership.traces()).toEqual(before);
	});
});

it('offers only periods after every round that has begun', async () => {
	const planned = { ...openRound, kind: 'annual', state: 'planned' } as const;
	const partnership = await started({
		rounds: [{ ...openRound, year: 2025, kind: 'half', state: 'closed' }, planned]
	});
	const { db, plan } = partnership;
	expect(await roundsForStatuses(db.read, await plan(), today)).toEqual({
		running: false,
		periods: [
			{ year: 2025, kind: 'annual' },
			{ year: 2026, kind: 'half' }
		]
	});
});

function parsed(text: string | null) {
	const read = parsePlanFile(text!);
	if (!read.ok) throw new Error('The exported plan cannot be read.');
	return read.file;
}
