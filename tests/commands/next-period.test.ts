import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { Database, Queryable } from '$lib/server/database/database';
import { openDatabaseSnapshot, lastEventOfDay } from '$lib/server/database/database-snapshot';
import * as schema from '$lib/server/database/schema';
import { editMeasure } from '$lib/server/measures/commands';
import { measureByCode } from '$lib/server/measures/queries';
import { adoptPlan } from '$lib/server/workflows/adopt-plan';
import { createNextPeriodPlan } from '$lib/server/plans/next-period';
import { exportPlan } from '$lib/server/plan-file/export';
import { currentPlan, planById } from '$lib/server/plans/queries';
import { reviewByKey, seal } from '$lib/server/reviews/queries';
import { openRound } from '$lib/server/workflows/open-round';
import { closeRound } from '$lib/server/workflows/close-round';
import { publishReview } from '$lib/server/reviews/commands';
import { planRound } from '$lib/server/rounds/commands';
import { aPartnership, aPlanFile, roundDates, expectOk } from '../support/partnership';
import { questions } from '$lib/domain/evaluation/evaluation';
import { reportingEntries, roundByKey } from '$lib/server/rounds/queries';

/*
 * A plan's last autumn and the next one's first round: what was said and sealed in the old plan stands, and
 * each day has the plan that was in force on it.
 */

const on = (day: string) => new Date(`${day}T10:00:00.000Z`);

async function planOn(db: Database, day: string): Promise<string | undefined> {
	const past = await openDatabaseSnapshot(db, await lastEventOfDay(db.read, day));
	return (await currentPlan(past.read))?.slug;
}

async function evaluationsIn(read: Queryable) {
	return read.select().from(schema.evaluation).orderBy(schema.evaluation.id);
}

it('from the old plan’s last review to the new one’s first round', async () => {
	const partnership = await aPartnership(
		aPlanFile({ measures: 6, rounds: [{ year: 2026, kind: 'annual', state: 'open' }] })
	);
	const { db, planId: old, as } = partnership;
	const closed = { ...as('secretariat'), now: on('2026-12-20') };
	expectOk(await closeRound(closed, await partnership.round('2026')));
	expectOk(await publishReview(closed, old, '2026'));
	const review = (await reviewByKey(db.read, old, '2026', { publishedOnly: true }))!;
	const reports = await evaluationsIn(db.read);

	// The draft is made and edited; nobody's current plan is another for it.
	const next = { slug: '2030-2034', name: { nn: 'Neste plan' }, from: 2030, to: 2034 };
	const measures = ['measure-1', 'measure-2', 'measure-3'];
	const carrying = { ...as('ssuLeader'), now: on('2029-09-01') };
	const carried = expectOk(
		await createNextPeriodPlan(carrying, { planId: old, version: 1 }, { ...next, measures })
	);
	const edit = { title: { nn: 'Heimesjukehus for fleire' }, summary: null, targetGroup: null };
	const rest = { expectedEffect: null, contact: null, body: 'fsu-1', startsOn: null };
	expectOk(
		await editMeasure(
			{ ...as('secretariat'), now: on('2029-10-01') },
			{ planId: carried.planId, code: '1.1', version: 1 },
			{ ...edit, ...rest, deadline: '2032-12-31', deadlineWords: null }
		)
	);
	expect(await currentPlan(db.read)).toMatchObject({ id: old });
	const asOldWas = await exportPlan(db.read, old);

	const adopting = { ...as('ssuLeader'), now: on('2029-12-10') };
	const decision = { decision: 'Partnarskapet, sak 3/29' };
	expectOk(await adoptPlan(adopting, { planId: carried.planId, version: 1 }, decision));
	expect(await currentPlan(db.read)).toMatchObject({ id: carried.planId, state: 'adopted' });

	// The old plan reads as it did, but for being superseded; its review is what it was sealed as.
	expect(await planById(db.read, old)).toMatchObject({ state: 'superseded' });
	const superseded = asOldWas!.replace('"state": "adopted"', '"state": "superseded"');
	expect(await exportPlan(db.read, old)).toBe(superseded);
	expect(await reviewByKey(db.read, old, '2026', { publishedOnly: true })).toEqual(review);
	const [sealed] = await db.read.select().from(schema.review);
	expect(seal(sealed!.content)).toBe(sealed!.sha256);
	expect(await evaluationsIn(db.read)).toEqual(reports);
	expect((await measureByCode(db.read, old, '1.1'))!.title).toEqual({ nb: 'Tiltak 1', nn: 'Tiltak 1' });

	expect(await planOn(db, '2029-09-02')).toBe('2025-2029');
	expect(await planOn(db, '2029-12-09')).toBe('2025-2029');
	expect(await planOn(db, '2029-12-10')).toBe('2030-2034');

	// What went along counts: the first round asks about all of it.
	const secretariat = { ...as('secretariat'), now: on('2030-03-01') };
	const half = { year: 2030, kind: 'half' } as const;
	const round = { ...half, ...roundDates(half), graceDays: 5, questions: [...questions], instruction: null };
	expectOk(await planRound(secretariat, carried.planId, round));
	const target = { planId: carried.planId, round: '2030-half', version: 1 } as const;
	expectOk(await openRound(secretariat, target));
	const { id } = (await roundByKey(db.read, carried.planId, '2030-half'))!;
	const asked = await reportingEntries(db.read, carried.planId, id);
	expect(asked.map(({ measureId }) => measureId)).toEqual([
		'measure-1-2030',
		'measure-3-2030',
		'measure-2-2030'
	]);
	expect(await db.read.select().from(schema.evaluation).where(eq(schema.evaluation.roundId, id))).toEqual([]);
});
