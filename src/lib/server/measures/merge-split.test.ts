import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	lastEvent,
	expectRefusal,
	expectOk,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import type { Context } from '../context';
import { measure, measureArea, measureOrigin } from '../database/schema';
import { mergeMeasures, moveMeasure, splitMeasure, type NewMeasure } from './merge-split';
import { createMeasure } from './create';
import { measureHistory, relatedMeasures, measureByCode, measureDetails, codeAfterMove } from './queries';

const title = { nb: 'Nytt tiltak', nn: 'Nytt tiltak' };
const heir = (given: Partial<NewMeasure> = {}): NewMeasure => ({
	area: 1,
	code: null,
	title,
	summary: null,
	...given
});
const grounds = { reason: 'Dei heng saman', decision: 'SSU, sak 07/26' };
const made = { ...heir(), origin: 'measure', source: null } as const;

let partnership: Partnership;
const ssu = () => partnership.as('ssuLeader');
const target = (code = '1.1', version = 1) => ({ planId: partnership.planId, code, version });
const both = [
	{ code: '1.1', version: 1 },
	{ code: '1.2', version: 1 }
];
const found = (code: string) => measureDetails(partnership.db.read, partnership.planId, code);
const merge = (given: Partial<NewMeasure> = {}, sources = both) =>
	mergeMeasures(ssu(), { planId: partnership.planId, sources }, { ...grounds, heir: heir(given) });
const split = (...heirs: NewMeasure[]) => splitMeasure(ssu(), target(), { ...grounds, heirs });

beforeEach(async () => void (partnership = await aPartnership()));

/** Each command with valid arguments. */
const commands: Record<string, (context: Context) => Promise<unknown>> = {
	createMeasure: (context) => createMeasure(context, partnership.planId, { ...made, reason: 'Sak 1' }),
	moveMeasure: (context) => moveMeasure(context, target(), { area: 2, code: null, reason: 'Sak 1' }),
	mergeMeasures: (context) =>
		mergeMeasures(context, { planId: partnership.planId, sources: both }, { ...grounds, heir: heir() }),
	splitMeasure: (context) =>
		splitMeasure(context, target(), { ...grounds, heirs: [heir(), heir({ area: 2 })] })
};

describe.each(Object.entries(commands))('%s', (name, command) => {
	it('refuses everyone but SSU leaders and the secretariat and writes nothing', async () => {
		const before = await partnership.traces();
		const others: PersonName[] = ['anyone', 'signedIn', 'leader', 'ssuMember', 'meeting', 'administrator'];
		for (const who of others)
			expect([who, await command(partnership.as(who))]).toMatchObject([
				who,
				{ ok: false, refused: { code: 'not-permitted', permission: { only: ['ssu-leader', 'secretariat'] } } }
			]);
		expect(await partnership.traces()).toEqual(before);
	});

	it.each(['ssuLeader', 'secretariat'] as const)('is allowed for the %s', async (who) => {
		expect(await command(partnership.as(who))).toMatchObject({ ok: true });
	});

	it('accepts one of two concurrent calls', async () => {
		if (name === 'createMeasure') return;
		const outcomes = (await Promise.all([command(ssu()), command(ssu())])) as { ok: boolean }[];
		expect(outcomes.map((one) => one.ok)).toEqual([true, false]);
	});
});

describe('a new measure', () => {
	it('is proposed with the next code and body of its area', async () => {
		expect(
			expectOk(await createMeasure(ssu(), partnership.planId, { ...made, reason: 'Meldt inn' }))
		).toEqual({
			id: 'nytt-tiltak',
			code: '1.3'
		});
		expect(await found('1.3')).toMatchObject({
			title,
			lifecycle: 'proposed',
			body: { slug: 'fsu-1' },
			version: 1
		});
		expect(await lastEvent(partnership.db)).toMatchObject({ verb: 'add-measure', reason: 'Meldt inn' });
	});

	it('has no body across the areas, and its own id if the name is taken', async () => {
		expectOk(await createMeasure(ssu(), partnership.planId, { ...made, area: null, reason: 'Sak' }));
		expect(
			expectOk(await createMeasure(ssu(), partnership.planId, { ...made, area: null, reason: 'Sak' }))
		).toEqual({
			id: 'nytt-tiltak-2',
			code: 'X.2'
		});
		expect(await found('X.1')).toMatchObject({ area: null, body: null });
	});

	it.each([
		['a code that is taken', { code: '1.2' }, 'code', 'taken'],
		['a code of another area', { code: '2.9' }, 'code', 'code-of-other-area'],
		['an invalid code', { code: '1-9' }, 'code', 'not-a-code'],
		['an unknown area', { area: 9 }, 'area', 'unknown']
	])('is refused with %s', async (_, given, field, code) => {
		const before = await partnership.traces();
		expect(
			expectRefusal(await createMeasure(ssu(), partnership.planId, { ...made, ...given, reason: 'Sak' }))
		).toEqual({
			code: 'invalid',
			faults: [{ field, code }]
		});
		expect(await partnership.traces()).toEqual(before);
	});

	it('needs a reason in an adopted plan', async () => {
		expect(expectRefusal(await createMeasure(ssu(), partnership.planId, made))).toEqual({
			code: 'invalid',
			faults: [{ field: 'reason', code: 'required' }]
		});
	});
});

describe('a move', () => {
	it('changes the code, keeps the measure and redirects its old address', async () => {
		expect(
			expectOk(await moveMeasure(ssu(), target(), { area: 2, code: null, reason: 'Hører heime der' }))
		).toEqual({
			version: 2,
			code: '2.3'
		});
		expect(await found('2.3')).toMatchObject({ id: 'measure-1', area: { number: 2 }, furtherAreas: [] });
		expect(await codeAfterMove(partnership.db.read, partnership.planId, '1.1')).toBe('2.3');
		const [newest] = await measureHistory(partnership.db.read, 'measure-1');
		expect(newest).toMatchObject({
			verb: 'move-measure',
			before: { code: '1.1', area: { nb: 'Område 1' } },
			after: { code: '2.3', area: { nb: 'Område 2' } },
			reason: 'Hører heime der'
		});
	});

	it('redirects all old addresses unless a new measure uses them', async () => {
		expectOk(await moveMeasure(ssu(), target(), { area: 2, code: '2.7', reason: 'Sak' }));
		expectOk(await moveMeasure(ssu(), target('2.7', 2), { area: null, code: null, reason: 'Sak' }));
		expect(await codeAfterMove(partnership.db.read, partnership.planId, '1.1')).toBe('X.1');
		expect(await codeAfterMove(partnership.db.read, partnership.planId, '2.7')).toBe('X.1');
		expectOk(await moveMeasure(ssu(), target('1.2'), { area: 1, code: '1.1', reason: 'Sak' }));
		expect((await measureByCode(partnership.db.read, partnership.planId, '1.1'))?.id).toBe('measure-3');
		expect(await codeAfterMove(partnership.db.read, partnership.planId, '9.9')).toBeNull();
	});

	it('writes nothing to the same place and refuses a missing reason', async () => {
		const before = await partnership.traces();
		expectOk(await moveMeasure(ssu(), target(), { area: 1, code: '1.1', reason: 'Sak' }));
		expect(expectRefusal(await moveMeasure(ssu(), target(), { area: 2, code: '2.1', reason: ' ' }))).toEqual({
			code: 'invalid',
			faults: [
				{ field: 'code', code: 'taken' },
				{ field: 'reason', code: 'required' }
			]
		});
		expect(await partnership.traces()).toEqual(before);
	});
});

describe('a merger', () => {
	it('discontinues the sources, links both ways and copies threads', async () => {
		expect(expectOk(await merge())).toEqual({ code: '1.3' });
		expect(await found('1.3')).toMatchObject({
			title,
			lifecycle: 'adopted',
			body: { slug: 'fsu-1' },
			values: [{ code: 'engasjert' }],
			drivers: [{ code: 'U1' }, { code: 'U2' }, { code: 'M1' }],
			partners: [{ number: '4003' }, { number: 'STHF' }],
			furtherAreas: [{ number: 2 }],
			introducedAtHome: true,
			milestones: [{ title: { nb: 'Halvveges' }, due: '2026-01-15', doneOn: null }]
		});
		for (const code of ['1.1', '1.2'])
			expect(await found(code)).toMatchObject({ lifecycle: 'discontinued', version: 2 });
		const into = await relatedMeasures(partnership.db.read, 'nytt-tiltak');
		expect(into).toMatchObject({ from: [{ code: '1.1', how: 'merged' }, { code: '1.2' }], into: [] });
		const out = await relatedMeasures(partnership.db.read, 'measure-1');
		expect(out).toMatchObject({ from: [], into: [{ code: '1.3', how: 'merged' }] });
	});

	it('records an event for every measure, with reason and decision', async () => {
		expectOk(await merge());
		for (const id of ['nytt-tiltak', 'measure-1', 'measure-3']) {
			const [newest] = await measureHistory(partnership.db.read, id);
			expect(newest).toMatchObject({
				verb: 'merge-measures',
				reason: grounds.reason,
				after: { decision: grounds.decision }
			});
		}
		const [ended] = await measureHistory(partnership.db.read, 'measure-1');
		expect(ended).toMatchObject({
			before: { lifecycle: 'adopted' },
			after: { lifecycle: 'discontinued', became: [{ nb: '1.3 Nytt tiltak' }] }
		});
	});

	it.each([
		['of one measure', both.slice(0, 1), {}, grounds, [{ field: 'from', code: 'two-or-more' }]],
		['of one measure twice', [both[0]!, both[0]!], {}, grounds, [{ field: 'from', code: 'two-or-more' }]],
		['without a reason', both, {}, { ...grounds, reason: ' ' }, [{ field: 'reason', code: 'required' }]],
		[
			'of adopted ones without a decision',
			both,
			{},
			{ ...grounds, decision: '' },
			[{ field: 'decision', code: 'required' }]
		],
		['into a code that is taken', both, { code: '1.2' }, grounds, [{ field: 'code', code: 'taken' }]]
	])('is refused %s and writes nothing', async (_, sources, given, why, faults) => {
		const before = await partnership.traces();
		const outcome = await mergeMeasures(
			ssu(),
			{ planId: partnership.planId, sources },
			{ ...why, heir: heir(given) }
		);
		expect(expectRefusal(outcome)).toEqual({ code: 'invalid', faults });
		expect(await partnership.traces()).toEqual(before);
	});

	it.each(['completed', 'discontinued'] as const)('is refused for a source that is %s', async (lifecycle) => {
		await partnership.db.write((tx) =>
			tx.update(measure).set({ lifecycle }).where(eq(measure.id, 'measure-3'))
		);
		const before = await partnership.traces();
		expect(expectRefusal(await merge())).toEqual({ code: 'wrong-state', state: lifecycle });
		expect(await partnership.traces()).toEqual(before);
	});

	it('of proposed measures is proposed and needs no decision', async () => {
		await partnership.db.write((tx) => tx.update(measure).set({ lifecycle: 'proposed' }));
		const why = { reason: 'Same sak', decision: '' };
		expectOk(
			await mergeMeasures(ssu(), { planId: partnership.planId, sources: both }, { ...why, heir: heir() })
		);
		expect(await found('1.3')).toMatchObject({ lifecycle: 'proposed' });
	});
});

describe('a split', () => {
	it('discontinues the source and gives each part a place and threads', async () => {
		expectOk(await split(heir({ code: '1.8' }), heir({ area: 2 }), heir({ area: 2 })));
		expect(await found('1.1')).toMatchObject({ lifecycle: 'discontinued' });
		const { into } = await relatedMeasures(partnership.db.read, 'measure-1');
		expect(into.map(({ code, how }) => `${code} ${how}`)).toEqual(['1.8 split', '2.3 split', '2.4 split']);
		expect(await found('1.8')).toMatchObject({
			body: { slug: 'fsu-1' },
			milestones: [{ due: '2026-01-15' }]
		});
		expect(await found('2.4')).toMatchObject({
			body: { slug: 'fsu-2' },
			milestones: [],
			furtherAreas: [{ number: 1 }],
			values: [{ code: 'engasjert' }]
		});
		const areas = await partnership.db.read.select().from(measureArea);
		expect(areas.filter((one) => one.measureId.startsWith('nytt-tiltak'))).toHaveLength(3);
	});

	it('is refused with one part or a duplicate code and writes nothing', async () => {
		const before = await partnership.traces();
		expect(expectRefusal(await split(heir()))).toEqual({
			code: 'invalid',
			faults: [{ field: 'add', code: 'two-or-more' }]
		});
		expect(expectRefusal(await split(heir({ code: '1.9' }), heir({ code: '1.9' })))).toEqual({
			code: 'invalid',
			faults: [{ field: 'parts.1.code', code: 'taken' }]
		});
		expect(await partnership.traces()).toEqual(before);
		expect(await partnership.db.read.select().from(measureOrigin)).toEqual([]);
	});
});

describe('while a round runs', () => {
	beforeEach(async () => {
		const rounds = [{ year: 2026, kind: 'annual', state: 'open' }] as const;
		partnership = await aPartnership(aPlanFile({ measures: 8, rounds }));
	});

	it('refuses to change a measure with an evaluation, but moves others', async () => {
		const before = await partnership.traces();
		const faults = (field: string) => ({ code: 'invalid', faults: [{ field, code: 'reported-in-round' }] });
		expect(expectRefusal(await moveMeasure(ssu(), target(), { area: 2, code: null, reason: 'Sak' }))).toEqual(
			faults('area')
		);
		expect(expectRefusal(await merge())).toEqual(faults('from'));
		expect(expectRefusal(await split(heir(), heir()))).toEqual(faults('from'));
		expect(await partnership.traces()).toEqual(before);
		// Measure 1.4 is the one without an evaluation.
		expectOk(await moveMeasure(ssu(), target('1.4'), { area: 2, code: null, reason: 'Sak' }));
	});
});
