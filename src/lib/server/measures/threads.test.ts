import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	lastEvent,
	expectRefusal,
	expectOk,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import type { Threads } from '$lib/domain/measure/thread';
import * as schema from '../database/schema';
import { threadChoices, threadsOfMeasure } from '../threads/queries';
import { editMeasure } from './commands';
import type { MeasureTarget } from './run-command';
import { measureDetails } from './queries';
import { setThreads } from './threads';

let partnership: Partnership;
const target = (given: Partial<MeasureTarget> = {}): MeasureTarget => ({
	planId: partnership.planId,
	code: '1.1',
	version: 1,
	...given
});
const ssu = () => partnership.as('ssuLeader');

/** The threads of measure 1.1 in the sample file. */
const first: Threads = {
	values: ['engasjert'],
	challenges: ['U1', 'U2'],
	opportunities: ['M1'],
	furtherAreas: ['2'],
	partners: ['4003', 'STHF']
};
const other: Threads = {
	values: ['engasjert', 'ambisios'],
	challenges: ['U2'],
	opportunities: [],
	furtherAreas: ['2'],
	partners: ['4022', 'STHF']
};
async function threads(): Promise<Threads> {
	const { db, planId } = partnership;
	return threadsOfMeasure(db.read, 'measure-1', await threadChoices(db.read, planId));
}
async function ended(table: 'coreValue' | 'partner') {
	const one = schema[table];
	await partnership.db.write(async (tx) => void (await tx.update(one).set({ endedOn: '2026-01-01' })));
}

beforeEach(async () => void (partnership = await aPartnership()));

describe('setting threads', () => {
	it('replaces all threads and records added and removed codes', async () => {
		expect(await threads()).toEqual(first);
		expect(expectOk(await setThreads(ssu(), target(), { ...other, reason: 'Sak 3/26' }))).toEqual({
			version: 2
		});
		expect(await threads()).toEqual(other);
		expect(await lastEvent(partnership.db)).toMatchObject({
			verb: 'set-threads',
			noun: 'measure',
			nounId: 'measure-1',
			reason: 'Sak 3/26',
			before: {
				values: ['engasjert'],
				challenges: ['U1', 'U2'],
				opportunities: ['M1'],
				partners: ['4003', 'STHF']
			},
			after: {
				values: ['engasjert', 'ambisios'],
				challenges: ['U2'],
				opportunities: [],
				partners: ['4022', 'STHF']
			}
		});
	});

	it('shows the threads in the measure’s details', async () => {
		expectOk(await setThreads(ssu(), target(), other));
		const found = await measureDetails(partnership.db.read, partnership.planId, '1.1');
		expect(found).toMatchObject({
			version: 2,
			values: [{ code: 'engasjert' }, { code: 'ambisios' }],
			drivers: [{ code: 'U2' }],
			furtherAreas: [{ number: 2 }],
			partners: [{ number: '4022' }, { number: 'STHF' }]
		});
	});

	it('writes nothing for the same codes in another order or twice', async () => {
		const events = await lastEvent(partnership.db);
		const same = { ...first, challenges: ['U2', 'U1', 'U2'] };
		expect(expectOk(await setThreads(ssu(), target(), same))).toEqual({ version: 1 });
		expect(await lastEvent(partnership.db)).toEqual(events);
	});

	it('changes no other measure', async () => {
		const others = async () =>
			(await partnership.db.read.select().from(schema.measureDriver)).filter(
				({ measureId }) => measureId !== 'measure-1'
			);
		const before = await others();
		expectOk(await setThreads(ssu(), target(), other));
		expect(await others()).toEqual(before);
	});
});

describe('refusing threads', () => {
	it.each([
		['a value', 'values', 'modig'],
		['a challenge', 'challenges', 'U9'],
		['an opportunity that is a challenge', 'opportunities', 'U1'],
		['an area', 'furtherAreas', '7'],
		['the measure’s own area', 'furtherAreas', '1'],
		['a partner', 'partners', '0301']
	] as const)('refuses %s that the measure cannot have', async (_what, kind, code) => {
		const before = await partnership.traces();
		const input = { ...other, [kind]: [...other[kind], code] };
		expect(expectRefusal(await setThreads(ssu(), target(), input))).toEqual({
			code: 'invalid',
			faults: [{ field: kind, code: 'unknown-thread' }]
		});
		expect(await threads()).toEqual(first);
		expect(await partnership.traces()).toEqual(before);
	});

	it('refuses ended entries unless the measure has them', async () => {
		await ended('coreValue');
		await ended('partner');
		expect(expectRefusal(await setThreads(ssu(), target(), other))).toEqual({
			code: 'invalid',
			faults: [
				{ field: 'values', code: 'unknown-thread' },
				{ field: 'partners', code: 'unknown-thread' }
			]
		});
		expectOk(await setThreads(ssu(), target(), { ...first, challenges: [] }));
	});

	it('refuses everyone without permission to edit the plan', async () => {
		const others: PersonName[] = ['anyone', 'observer', 'leader', 'ssuMember', 'meeting', 'administrator'];
		for (const who of others)
			expect([who, expectRefusal(await setThreads(partnership.as(who), target(), other)).code]).toEqual([
				who,
				'not-permitted'
			]);
		expect(await threads()).toEqual(first);
	});

	it('refuses an unknown measure and an older version', async () => {
		expect(expectRefusal(await setThreads(ssu(), target({ code: '9.9' }), other))).toEqual({
			code: 'not-found'
		});
		const title = { nb: 'Nytt' };
		const texts = { summary: null, targetGroup: null, expectedEffect: null, contact: null, body: 'fsu-1' };
		const dates = { startsOn: null, deadline: null, deadlineWords: null };
		expectOk(await editMeasure(ssu(), target(), { title, ...texts, ...dates }));
		expect(expectRefusal(await setThreads(ssu(), target(), other))).toMatchObject({
			code: 'stale',
			current: { version: 2 }
		});
		expect(await threads()).toEqual(first);
	});
});
