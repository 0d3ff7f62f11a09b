import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	lastEvent,
	expectRefusal,
	completeAnswers,
	expectOk,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import type { Context } from '../context';
import { checkReadings } from '../database/readings';
import { indicator } from '../database/schema';
import { saveDraft, submitDrafts, submitEvaluation } from '../evaluations/commands';
import { evaluationIn } from '../evaluations/queries';
import { addIndicator, editIndicator, endIndicator, type IndicatorInput } from './definitions';
import { roundByKey } from '../rounds/queries';
import { addReading, correctReading, importReadings } from './commands';
import { indicatorsOfMeasure } from './queries';

let partnership: Partnership;
let id: number;
const measure = () => ({ planId: partnership.planId, code: '1.1', version: 1 });
const target = () => ({ planId: partnership.planId, code: '1.1', indicator: id });
const ssu = () => partnership.as('ssuLeader');
const found = async () => (await indicatorsOfMeasure(partnership.db.read, 'measure-1'))[0]!;
const reading = { on: '2026-10-01', value: 50, source: 'Telling' };
const input: IndicatorInput = {
	name: { nb: 'Ventetid', nn: 'Ventetid' },
	unit: { nb: 'dager', nn: 'dagar' },
	direction: 'down',
	baseline: 30,
	baselineOn: '2025-01-01',
	source: null,
	targets: [
		{ year: 2027, value: 14 },
		{ year: 2026, value: 20 }
	]
};

beforeEach(async () => {
	partnership = await aPartnership(
		aPlanFile({ measures: 2, rounds: [{ year: 2026, kind: 'annual', state: 'open', reported: false }] })
	);
	id = (await found()).id;
});

/** Each command with valid arguments, and the people who may call it. */
const planners: PersonName[] = ['ssuLeader', 'secretariat'];
const givers: PersonName[] = ['leader', 'deputy', ...planners];
const commands: Record<string, { may: PersonName[]; call: (context: Context) => Promise<unknown> }> = {
	addIndicator: { may: planners, call: (context) => addIndicator(context, measure(), input) },
	editIndicator: { may: planners, call: (context) => editIndicator(context, { ...measure(), id }, input) },
	endIndicator: { may: planners, call: (context) => endIndicator(context, { ...measure(), id }, true) },
	addReading: { may: givers, call: (context) => addReading(context, target(), reading) },
	correctReading: {
		may: givers,
		call: async (context) =>
			correctReading(context, { ...target(), reading: (await found()).readings[1]!.id, was: 35 }, reading)
	},
	importReadings: {
		may: givers,
		call: (context) => importReadings(context, target(), [{ ...reading, row: 1 }])
	}
};
const everybody: PersonName[] = [
	...(['anyone', 'signedIn', 'observer', 'member', 'otherLeader', 'ssuMember', 'meeting'] as const),
	...(['administrator', ...givers] as const)
];

describe.each(Object.entries(commands))('%s', (_name, { may, call }) => {
	it.each(everybody)('is recorded or refused without a change for the %s', async (who) => {
		const before = await partnership.traces();
		const outcome = await call(partnership.as(who));
		if (!may.includes(who)) {
			expect(outcome).toMatchObject({ ok: false, refused: { code: 'not-permitted' } });
			return expect(await partnership.traces()).toEqual(before);
		}
		expect(outcome).toMatchObject({ ok: true });
		expect(await lastEvent(partnership.db)).toMatchObject({
			noun: 'measure',
			nounId: 'measure-1',
			by: partnership.actors[who].name
		});
	});
});

describe('an indicator', () => {
	it('is added last with its targets and a complete event', async () => {
		const { indicator } = expectOk(await addIndicator(ssu(), measure(), input));
		const all = await indicatorsOfMeasure(partnership.db.read, 'measure-1');
		expect(all.map((one) => one.id)).toEqual([id, indicator]);
		const targets = input.targets.toReversed();
		expect(all[1]).toMatchObject({ ...input, targets, readings: [], endedOn: null });
		expect(await lastEvent(partnership.db)).toMatchObject({
			verb: 'add-indicator',
			after: { indicator: { ...input, targets } }
		});
	});

	it('changes targets by year and keeps its readings', async () => {
		const before = await found();
		const targets = [
			{ year: 2026, value: 60.5 },
			{ year: 2028, value: 80 }
		];
		expectOk(await editIndicator(ssu(), { ...measure(), id }, { ...input, targets }));
		expect(await found()).toMatchObject({ id, ...input, targets, readings: before.readings });
		expect(await lastEvent(partnership.db)).toMatchObject({
			verb: 'edit-indicator',
			before: { indicator: { name: before.name, targets: before.targets } },
			after: { indicator: { name: input.name, targets } }
		});
	});

	it('writes nothing if nothing changed', async () => {
		const { name, unit, direction, baseline, baselineOn, source, targets } = await found();
		const same = { name, unit, direction, baseline, baselineOn, source, targets };
		const before = await partnership.traces();
		expect(expectOk(await editIndicator(ssu(), { ...measure(), id }, same))).toEqual({ version: 1 });
		expect(await partnership.traces()).toEqual(before);
	});

	it('ends today, refuses readings and can be resumed', async () => {
		expectOk(await endIndicator(ssu(), { ...measure(), id }, true));
		expect(await found()).toMatchObject({ endedOn: '2026-11-10', readings: [{}, {}] });
		expect(expectRefusal(await addReading(ssu(), target(), reading))).toEqual({
			code: 'invalid',
			faults: [{ field: 'on', code: 'indicator-ended' }]
		});
		expectOk(await endIndicator(ssu(), { ...measure(), version: 2, id }, false));
		expect(await found()).toMatchObject({ endedOn: null });
	});

	it.each([
		['a target outside the plan', { targets: [{ year: 2031, value: 1 }] }, 'target.2031', 'outside-plan'],
		['a baseline without a date', { baselineOn: null }, 'baselineOn', 'required'],
		['a date without a baseline', { baseline: null }, 'baseline', 'required']
	])('is refused with %s', async (_what, given, field, code) => {
		const before = await partnership.traces();
		const refused = { code: 'invalid', faults: [{ field, code }] };
		expect(expectRefusal(await addIndicator(ssu(), measure(), { ...input, ...given }))).toEqual(refused);
		expect(expectRefusal(await editIndicator(ssu(), { ...measure(), id }, { ...input, ...given }))).toEqual(
			refused
		);
		expect(await partnership.traces()).toEqual(before);
	});

	it('refuses an older version and an unknown id', async () => {
		const stale = { ...measure(), version: 7 };
		expect(expectRefusal(await editIndicator(ssu(), { ...stale, id }, input)).code).toBe('stale');
		expect(expectRefusal(await editIndicator(ssu(), { ...measure(), id: 99 }, input)).code).toBe('not-found');
		expect(expectRefusal(await endIndicator(ssu(), { ...measure(), id: 99 }, true)).code).toBe('not-found');
		const elsewhere = { ...measure(), code: '2.1' };
		expect(expectRefusal(await editIndicator(ssu(), { ...elsewhere, id }, input)).code).toBe('not-found');
	});

	it('refuses a thirteenth', async () => {
		let version = 1;
		for (let n = 2; n <= 12; n++)
			({ version } = expectOk(await addIndicator(ssu(), { ...measure(), version }, input)));
		expect(expectRefusal(await addIndicator(ssu(), { ...measure(), version }, input))).toMatchObject({
			faults: [{ code: 'too-many-indicators' }]
		});
	});
});

describe('a reading', () => {
	it('is saved with person, time and source', async () => {
		expectOk(await addReading(partnership.as('leader'), target(), reading));
		expect((await found()).readings.at(-1)).toMatchObject({ ...reading, by: 'Frode' });
		expect(await lastEvent(partnership.db)).toMatchObject({
			verb: 'add-reading',
			after: { reading: { ...reading, of: (await found()).name } }
		});
	});

	it.each([
		['of a future day', { on: '2026-11-11' }, 'in-future'],
		['of a day that already has one', { on: '2026-06-30' }, 'day-taken']
	])('refuses a reading %s', async (_what, given, code) => {
		const before = await partnership.traces();
		expect(expectRefusal(await addReading(ssu(), target(), { ...reading, ...given }))).toEqual({
			code: 'invalid',
			faults: [{ field: 'on', code }]
		});
		expect(await partnership.traces()).toEqual(before);
	});

	it('records the previous value when corrected', async () => {
		const [, last] = (await found()).readings;
		const which = { ...target(), reading: last!.id, was: 35 };
		expectOk(await correctReading(ssu(), which, { on: '2026-06-30', value: 53, source: 'Ny telling' }));
		expect((await found()).readings.at(-1)).toMatchObject({ value: 53, by: 'Stein' });
		expect(await lastEvent(partnership.db)).toMatchObject({
			verb: 'correct-reading',
			before: { reading: { on: '2026-06-30', value: 35, source: '' } },
			after: { reading: { on: '2026-06-30', value: 53, source: 'Ny telling' } }
		});
	});

	it('refuses a correction of a changed value and a move to a taken day', async () => {
		const [, last] = (await found()).readings;
		const which = { ...target(), reading: last!.id, was: 34 };
		expect(expectRefusal(await correctReading(ssu(), which, reading))).toEqual({
			code: 'stale',
			current: last
		});
		const onto = { ...reading, on: '2025-12-31' };
		expect(expectRefusal(await correctReading(ssu(), { ...which, was: 35 }, onto))).toMatchObject({
			faults: [{ field: 'on', code: 'day-taken' }]
		});
		expect(expectRefusal(await correctReading(ssu(), { ...which, reading: 99 }, reading)).code).toBe(
			'not-found'
		);
	});
});

describe('a reading without a figure', () => {
	const gap = { ...reading, value: 'anonymized' as const };

	it('is stored with its reason, and takes a figure by a correction', async () => {
		expectOk(await addReading(ssu(), target(), gap));
		const stored = (await found()).readings.at(-1)!;
		expect(stored).toMatchObject(gap);
		expect(await lastEvent(partnership.db)).toMatchObject({ after: { reading: { value: 'anonymized' } } });
		const which = { ...target(), reading: stored.id, was: 'anonymized' as const };
		expectOk(await correctReading(ssu(), which, reading));
		expect((await found()).readings.at(-1)).toMatchObject(reading);
		expect(expectRefusal(await correctReading(ssu(), which, gap)).code).toBe('stale');
	});

	it('is imported once, and conflicts with a figure of the same day', async () => {
		const rows = [{ ...gap, row: 1 }];
		expect(expectOk(await importReadings(ssu(), target(), rows))).toEqual({ added: 1, left: 0 });
		expect(expectOk(await importReadings(ssu(), target(), rows))).toEqual({ added: 0, left: 1 });
		const other = { ...gap, on: '2026-06-30', row: 1 };
		expect(expectRefusal(await importReadings(ssu(), target(), [other]))).toMatchObject({
			faults: [{ field: '1', code: 'day-taken' }]
		});
	});

	it('is not what "the same as last time" means', async () => {
		expectOk(await addReading(ssu(), target(), gap));
		const checked = checkReadings(
			ssu(),
			[await found()],
			[{ indicator: id, on: '2026-11-01', value: 'same' }]
		);
		expect(checked.good).toMatchObject([{ input: { on: '2026-11-01', value: 35 } }]);
	});
});

describe('many readings at once', () => {
	const rows = [
		{ row: 2, on: '2026-06-30', value: 35, source: 'same' },
		{ row: 3, on: '2026-08-01', value: 38, source: '' },
		{ row: 4, on: '2026-09-01', value: 39.5, source: 'Telling' }
	];

	it('adds new readings and skips identical ones', async () => {
		expect(expectOk(await importReadings(ssu(), target(), rows))).toEqual({ added: 2, left: 1 });
		expect((await found()).readings.map(({ on, value }) => [on, value])).toEqual([
			['2025-12-31', 41],
			['2026-06-30', 35],
			['2026-08-01', 38],
			['2026-09-01', 39.5]
		]);
		expect(expectOk(await importReadings(ssu(), target(), rows))).toEqual({ added: 0, left: 3 });
	});

	it('records the events after all rows are written', async () => {
		const { db } = partnership;
		const before = await db.read.get<{ seq: number }>(sql`select max(seq) as seq from event`);
		expectOk(await importReadings(ssu(), target(), rows));
		const kept = await db.read.all<{ seq: number }>(
			sql`select seq from past where "of" = 'indicator_reading' and seq > ${before.seq}`
		);
		expect(kept.map(({ seq }) => seq - before.seq)).toEqual([1, 1]);
	});

	it('adds all or none and reports every error by row', async () => {
		const before = await partnership.traces();
		const wrong = [
			...rows,
			{ row: 5, on: '2027-01-01', value: 1, source: '' },
			{ row: 6, on: '2025-12-31', value: 42, source: '' }
		];
		expect(expectRefusal(await importReadings(ssu(), target(), wrong))).toEqual({
			code: 'invalid',
			faults: [
				{ field: '5', code: 'in-future' },
				{ field: '6', code: 'day-taken' }
			]
		});
		expect(await partnership.traces()).toEqual(before);
	});
});

describe('readings in a report', () => {
	const report = () => ({ planId: partnership.planId, round: '2026', measure: '1.1', version: null });
	const given = { indicator: 0, on: '2026-11-10', value: 44 };

	const kept = async () => {
		const { db, planId } = partnership;
		const round = (await roundByKey(db.read, planId, '2026'))!;
		return (await evaluationIn(db.read, round.id, 'measure-1'))!.readings;
	};

	it('are stored with the draft and added on submission by its author', async () => {
		const leader = partnership.as('leader');
		const readings = [{ ...given, indicator: id }];
		const before = await found();
		expectOk(await saveDraft(leader, report(), completeAnswers(), { readings, autosaved: true }));
		expect(await found()).toEqual(before);
		expect(await kept()).toEqual(readings);
		const later = [{ ...given, indicator: id, value: 45 }];
		expectOk(await submitEvaluation(leader, { ...report(), version: 1 }, completeAnswers(), later));
		expect((await found()).readings.at(-1)).toMatchObject({
			...{ on: '2026-11-10', value: 45, by: 'Frode', source: 'Spørjing til kommunane' }
		});
		expect((await found()).readings).toHaveLength(before.readings.length + 1);
		expect(await kept()).toEqual([]);
		expect(await lastEvent(partnership.db)).toMatchObject({ verb: 'submit-evaluation' });
	});

	it('are added when several drafts are submitted together', async () => {
		const leader = partnership.as('leader');
		const readings = [{ ...given, indicator: id }];
		expectOk(await saveDraft(leader, report(), completeAnswers(), { readings }));
		const { planId, round } = report();
		expectOk(await submitDrafts(leader, { planId, round }, [{ measure: '1.1', version: 1 }]));
		expect((await found()).readings.at(-1)).toMatchObject({ on: '2026-11-10', value: 44, by: 'Frode' });
		expect(await kept()).toEqual([]);
	});

	it('are skipped on submission if their indicator has ended', async () => {
		const leader = partnership.as('leader');
		const readings = [{ ...given, indicator: id }];
		expectOk(await saveDraft(leader, report(), completeAnswers(), { readings }));
		const before = await found();
		await partnership.db.write((tx) => tx.update(indicator).set({ endedOn: '2026-11-12' }));
		const { planId, round } = report();
		expectOk(await submitDrafts(leader, { planId, round }, [{ measure: '1.1', version: 1 }]));
		expect((await found()).readings).toEqual(before.readings);
	});

	it('can repeat the last value', async () => {
		const readings = [{ ...given, indicator: id, value: 'same' as const }];
		expectOk(await submitEvaluation(partnership.as('leader'), report(), completeAnswers(), readings));
		expect((await found()).readings.at(-1)).toMatchObject({ on: '2026-11-10', value: 35 });
	});

	it.each([
		['of a future day', { on: '2026-12-24' }, 'readingOn', 'in-future'],
		['of another measure’s indicator', { indicator: 99 }, 'reading', 'indicator-ended']
	])('refuse the evaluation if they are %s', async (_what, wrong, field, code) => {
		const before = await partnership.traces();
		const one = { ...given, indicator: id, ...wrong };
		const refused = { code: 'invalid', faults: [{ field: `${field}.${one.indicator}`, code }] };
		const leader = partnership.as('leader');
		expect(expectRefusal(await saveDraft(leader, report(), completeAnswers(), { readings: [one] }))).toEqual(
			refused
		);
		expect(expectRefusal(await submitEvaluation(leader, report(), completeAnswers(), [one]))).toEqual(
			refused
		);
		expect(await partnership.traces()).toEqual(before);
	});

	it('are not added if the evaluation is incomplete', async () => {
		const before = await partnership.traces();
		const readings = [{ ...given, indicator: id }];
		const empty = completeAnswers({ status: null });
		const outcome = await submitEvaluation(partnership.as('leader'), report(), empty, readings);
		expect(expectRefusal(outcome).code).toBe('invalid');
		expect(await partnership.traces()).toEqual(before);
	});
});
