import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	completeAnswers,
	expectOk,
	today,
	type Partnership
} from '../../../../tests/support/partnership';
import { submitEvaluation, withdrawEvaluation } from '../evaluations/commands';
import { returnEvaluation } from '../evaluations/approval';
import { reportingEntries, roundByKey } from '../rounds/queries';
import { reviewByKey } from '../reviews/queries';
import { closeRound } from '../workflows/close-round';
import { reportingFigures } from './queries';

/** The open round's deadline is Saturday 21.11.2026. */
const late = new Date('2026-11-24T09:00:00.000Z');
const words = { text: 'Meir, takk.', lang: 'nn' } as const;

let partnership: Partnership;
beforeEach(async () => {
	partnership = await aPartnership(
		aPlanFile({
			rounds: [
				{ year: 2025, kind: 'annual', state: 'closed' },
				{ year: 2026, kind: 'annual', state: 'open', reported: false }
			]
		})
	);
});

const named = (measure: string, version: number | null) => ({
	...{ planId: partnership.planId, round: '2026', measure, version }
});
const send = async (measure: string, version: number | null, now = today) =>
	expectOk(
		await submitEvaluation(partnership.as('secretariat', now), named(measure, version), completeAnswers())
	);

async function figures(now = late) {
	const { db, plan, planId } = partnership;
	const round = (await roundByKey(db.read, planId, '2026'))!;
	const entries = await reportingEntries(db.read, planId, round.id);
	return reportingFigures(db.read, { plan: await plan(), round, entries }, now);
}

describe('an evaluation counts', () => {
	const total = async () => (await figures()).response.total;

	it('from its first submission, also if resubmitted after the deadline', async () => {
		await send('1.1', null);
		expectOk(await returnEvaluation(partnership.as('ssuLeader'), named('1.1', 1), words));
		expect(await total()).toMatchObject({ asked: 4, answered: 1, onTime: 1 });
		await send('1.1', 2, late);
		expect(await total()).toMatchObject({ asked: 4, answered: 1, onTime: 1 });
	});

	it('as late if first submitted after the deadline', async () => {
		await send('1.1', null, late);
		expect(await total()).toMatchObject({ answered: 1, onTime: 0 });
	});

	it('only until it is withdrawn', async () => {
		await send('1.1', null);
		expectOk(await withdrawEvaluation(partnership.as('leader'), named('1.1', 1)));
		expect(await total()).toMatchObject({ answered: 0 });
	});
});

it('an evaluation from a year ago is not fresh', async () => {
	expect((await figures(new Date('2026-01-10T12:00:00.000Z'))).freshness).toEqual({
		...{ limit: 180, asked: 4, fresh: 4 }
	});
	expect((await figures()).freshness).toEqual({ limit: 180, asked: 4, fresh: 0 });
});

it('a review seals response and freshness as they were at closing', async () => {
	const { as, db, planId, round } = partnership;
	await send('1.1', null);
	await send('2.1', null, late);
	const stood = await figures();
	expectOk(await closeRound(as('secretariat', late), await round('2026')));
	const review = await reviewByKey(db.read, planId, '2026');
	expect(review?.content.reporting).toEqual(stood);
	expect(stood.response.total).toMatchObject({ asked: 4, answered: 2, onTime: 1 });
});
