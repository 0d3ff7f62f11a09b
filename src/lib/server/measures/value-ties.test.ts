import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	lastEvent,
	expectRefusal,
	expectOk,
	type Partnership
} from '../../../../tests/support/partnership';
import { coreValue, event } from '../database/schema';
import { loadPlanThreads } from '../threads/plan-threads';
import { setMeasureValues, type MeasureValueTies } from './value-ties';

let partnership: Partnership;

beforeEach(async () => void (partnership = await aPartnership()));

async function stored(): Promise<MeasureValueTies[]> {
	const { db, planId } = partnership;
	const { measures } = await loadPlanThreads(db.read, planId);
	return measures.map(({ code, version, values }) => ({ code, version, values }));
}

/** Ties the measures as stored, but for some. */
async function set(changed: Record<string, string[]>, who: 'ssuLeader' | 'leader' = 'ssuLeader') {
	const rows = (await stored()).map((row) => ({ ...row, values: changed[row.code] ?? row.values }));
	return setMeasureValues(partnership.as(who), partnership.planId, { rows, reason: 'Sak 3/26' });
}

const of = async (code: string) => (await stored()).find((one) => one.code === code)!;

describe('setting the values of all measures', () => {
	it('changes those that differ, with an event each, and leaves the others alone', async () => {
		const { length } = await partnership.db.read.select().from(event);
		expect(expectOk(await set({ '1.1': ['ambisios'], '1.2': ['engasjert', 'ambisios'] }))).toEqual({
			changed: 2
		});
		expect(await of('1.1')).toEqual({ code: '1.1', version: 2, values: ['ambisios'] });
		expect(await of('1.2')).toEqual({ code: '1.2', version: 2, values: ['engasjert', 'ambisios'] });
		expect(await of('2.1')).toMatchObject({ version: 1 });
		expect(await lastEvent(partnership.db)).toMatchObject({
			verb: 'set-threads',
			noun: 'measure',
			before: { values: ['engasjert'] },
			after: { values: ['engasjert', 'ambisios'] },
			reason: 'Sak 3/26'
		});
		expect(await partnership.db.read.select().from(event)).toHaveLength(length + 2);
		expect(expectOk(await set({}))).toEqual({ changed: 0 });
	});

	it('refuses all if one measure was changed meanwhile, and names it', async () => {
		const before = (await stored()).map((row) => ({ ...row, values: ['ambisios'] }));
		expectOk(await set({ '1.2': [] }));
		expect(
			await setMeasureValues(partnership.as('ssuLeader'), partnership.planId, { rows: before })
		).toMatchObject({
			refused: { code: 'invalid', faults: [{ field: 'values.1.2', code: 'stale' }] }
		});
		expect(await of('1.1')).toMatchObject({ version: 1 });
	});

	it('accepts an old version where the values stay the same', async () => {
		expectOk(await set({ '1.2': ['ambisios'] }));
		const rows = [{ code: '1.2', version: 1, values: ['ambisios'] }];
		expect(
			expectOk(await setMeasureValues(partnership.as('ssuLeader'), partnership.planId, { rows }))
		).toEqual({
			changed: 0
		});
	});

	it('refuses unknown and ended values and unknown measures', async () => {
		expect(await set({ '1.1': ['modig'] })).toMatchObject({
			refused: { faults: [{ field: 'values.1.1', code: 'unknown-thread' }] }
		});
		await partnership.db.write(
			async (tx) => void (await tx.update(coreValue).set({ endedOn: '2026-01-01' }))
		);
		expect(await set({ '1.2': ['ambisios'] })).toMatchObject({
			refused: { faults: [{ field: 'values.1.2', code: 'unknown-thread' }] }
		});
		const rows = [{ code: '9.9', version: 1, values: [] }];
		expect(await setMeasureValues(partnership.as('ssuLeader'), partnership.planId, { rows })).toMatchObject({
			refused: { faults: [{ field: 'values.9.9', code: 'unknown' }] }
		});
	});

	it('keeps ties to values that have ended', async () => {
		await partnership.db.write(
			async (tx) =>
				void (await tx
					.update(coreValue)
					.set({ endedOn: '2026-01-01' })
					.where(eq(coreValue.code, 'engasjert')))
		);
		expect(expectOk(await set({ '1.1': ['ambisios'] }))).toEqual({ changed: 1 });
		await partnership.db.write(async (tx) => void (await tx.update(coreValue).set({ endedOn: null })));
		expect(await of('1.1')).toMatchObject({ values: ['engasjert', 'ambisios'] });
	});

	it('is refused to those who may not edit the plan', async () => {
		expect(expectRefusal(await set({ '1.1': [] }, 'leader'))).toMatchObject({ code: 'not-permitted' });
	});
});
