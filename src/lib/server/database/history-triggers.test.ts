import { getTableColumns, sql } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	completeAnswers,
	expectOk,
	type Partnership
} from '../../../../tests/support/partnership';
import { approveEvaluation } from '../evaluations/approval';
import { submitEvaluation } from '../evaluations/commands';
import { installHistoryTriggers } from './history-triggers';
import { valueScore } from './schema';

let partnership: Partnership;
beforeEach(async () => {
	partnership = await aPartnership(
		aPlanFile({ rounds: [{ year: 2026, kind: 'annual', state: 'open', reported: false }] })
	);
});

/** Approves an evaluation with a value score, and returns the history row of the score. */
async function approvedScore(): Promise<Record<string, unknown>> {
	const { as, db, planId } = partnership;
	const target = { planId, round: '2026', measure: '1.1' };
	const scores = [{ value: 'engasjert', score: 4, comment: 'God' }];
	const answers = completeAnswers({ scores });
	expectOk(await submitEvaluation(as('leader'), { ...target, version: null }, answers));
	expectOk(await approveEvaluation(as('ssuLeader'), { ...target, version: 1 }));
	const [kept] = await db.read.all<{ row: string }>(
		sql`select row from past where "of" = 'value_score' order by seq desc limit 1`
	);
	return JSON.parse(kept!.row) as Record<string, unknown>;
}

describe('history of value scores', () => {
	it('has every column of the schema when the evaluation is approved', async () => {
		const columns = Object.values(getTableColumns(valueScore)).map(({ name }) => toSnakeCase(name));
		const kept = await approvedScore();
		expect(Object.keys(kept).toSorted()).toEqual(columns.toSorted());
		expect(kept).toMatchObject({ score: 4, comment: 'God' });
	});

	it('has a column added later', async () => {
		const { db } = partnership;
		await db.write((tx) => tx.run(sql`alter table value_score add column weight real default 0.5`));
		await installHistoryTriggers(db);
		expect(await approvedScore()).toMatchObject({ score: 4, weight: 0.5 });
	});
});
