import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	lastEvent,
	expectRefusal,
	expectOk,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import type { Result } from '$lib/domain/result';
import { addEntry } from '../plan-structure/commands';
import { endEntry } from '../plan-structure/end-entry';
import { createMeasure } from '../measures/create';
import { measureHistory, measureByCode, measureDetails } from '../measures/queries';
import { exportPlan } from '../plan-file/export';
import { saveAddition, decideAddition, withdrawAddition } from './additions';
import { adoptAdjustment, previewAdjustment } from '../workflows/adopt-adjustment';
import { openAdjustment } from './commands';
import { additionsOf, adjustmentFor, parseAdjustmentContent, type Addition } from './queries';

const year = 2027;
const decision = 'SSU 14.01.2027, sak 03/27';

let partnership: Partnership;
const target = () => ({ planId: partnership.planId, year });
const ssu = () => partnership.as('ssuLeader');
const read = () => partnership.db.read;

function anAddition({ edit, ...given }: Partial<Addition> = {}): Addition {
	return {
		area: 1,
		code: null,
		edit: {
			title: { nn: 'Heimeoppfølging i lag', nb: 'Felles hjemmeoppfølging' },
			summary: { nn: 'Ei teneste for alle.' },
			targetGroup: null,
			expectedEffect: null,
			contact: null,
			body: null,
			startsOn: '2027-02-01',
			deadline: '2027-12-31',
			deadlineWords: null,
			milestones: [{ title: { nn: 'Oppstart' }, due: '2027-03-01', doneOn: null }],
			...edit
		},
		...given
	};
}

const add = (given?: Partial<Addition>, reason = 'Mange ventar på det.') =>
	saveAddition(ssu(), target(), { ...anAddition(given), reason });
const adopt = () => adoptAdjustment(ssu(), target(), decision);

beforeEach(async () => {
	partnership = await aPartnership();
	expectOk(await openAdjustment(ssu(), target()));
});

describe('a new measure in an adjustment', () => {
	it('is not part of the plan before adoption', async () => {
		const plan = async () => (await measureByCode(read(), partnership.planId, '1.3'))?.title ?? null;
		expectOk(await add());
		expect(await plan()).toBeNull();
		expectOk(await adopt());
		expect(await plan()).toEqual(anAddition().edit.title);
	});

	it('is created on adoption with an event with reason and decision', async () => {
		expectOk(await add());
		const preview = expectOk(await previewAdjustment(ssu(), target()));
		expectOk(await adopt());
		const made = (await measureDetails(read(), partnership.planId, '1.3'))!;
		expect(made).toMatchObject({
			lifecycle: 'adopted',
			body: { slug: 'fsu-1' },
			deadline: '2027-12-31',
			milestones: [{ due: '2027-03-01' }]
		});
		const [born] = await measureHistory(read(), made.id);
		expect(born).toMatchObject({
			verb: 'add-measure',
			reason: `Mange ventar på det. (${decision})`,
			after: { code: '1.3', lifecycle: 'adopted', decision }
		});
		const { changes } = parseAdjustmentContent((await adjustmentFor(read(), partnership.planId, year))!)!;
		expect(changes).toEqual(preview);
		expect(changes).toMatchObject([{ code: '1.3', kind: 'added', reason: 'Mange ventar på det.' }]);
	});

	it('gets its chosen code, or the next free one', async () => {
		expectOk(await add());
		expectOk(await add({ code: '1.3' }));
		expectOk(await add());
		expectOk(await adopt());
		const { changes } = parseAdjustmentContent((await adjustmentFor(read(), partnership.planId, year))!)!;
		expect(changes.map(({ code, key }) => [code, key])).toEqual([
			['1.3', 'felles-hjemmeoppfolging-2'],
			['1.4', 'felles-hjemmeoppfolging'],
			['1.5', 'felles-hjemmeoppfolging-3']
		]);
	});

	it('is rejected with a reason in the adopted content', async () => {
		const { item } = expectOk(await add());
		expectOk(
			await decideAddition(
				ssu(),
				{ ...target(), item, version: 1 },
				{ stance: 'left', reason: 'Ingen pengar i år.' }
			)
		);
		expectOk(await adopt());
		const content = parseAdjustmentContent((await adjustmentFor(read(), partnership.planId, year))!)!;
		expect(content.changes).toEqual([]);
		expect(content.left).toEqual([
			{ code: null, name: anAddition().edit.title, kind: 'new', reason: 'Ingen pengar i år.' }
		]);
	});

	it('is replaced and withdrawn with its content in the event', async () => {
		const { item } = expectOk(await add());
		expectOk(
			await saveAddition(
				ssu(),
				{ ...target(), item, version: 1 },
				{ ...anAddition({ area: null }), reason: 'Gjeld alle' }
			)
		);
		const open = (await adjustmentFor(read(), partnership.planId, year))!;
		expect(await additionsOf(read(), open.id)).toMatchObject([
			{ addition: { area: null }, item: { version: 2, reason: 'Gjeld alle' } }
		]);
		expectOk(await withdrawAddition(ssu(), { ...target(), item, version: 2 }));
		expect(await additionsOf(read(), open.id)).toEqual([]);
		expect(await lastEvent(partnership.db)).toMatchObject({
			verb: 'withdraw-addition',
			before: { title: anAddition().edit.title }
		});
	});

	it('prevents adoption while it is pending', async () => {
		const { item } = expectOk(await add());
		expectOk(await decideAddition(ssu(), { ...target(), item, version: 1 }, { stance: 'open', reason: '' }));
		expect(expectRefusal(await adopt())).toEqual({
			code: 'invalid',
			faults: [{ field: `new-${item}`, code: 'unsettled' }]
		});
	});
});

describe('refusing a new measure', () => {
	const deadline = { startsOn: '2027-05-01', deadline: '2027-04-01' } as Addition['edit'];
	it.each<[string, Partial<Addition>, string, string, string]>([
		['without a reason', {}, ' ', 'reason', 'reason-required'],
		['in an unknown area', { area: 9 }, 'Sak', 'area', 'unknown'],
		['with another measure’s code', { code: '1.1' }, 'Sak', 'code', 'taken'],
		['with a code of another area', { code: '2.9' }, 'Sak', 'code', 'code-of-other-area'],
		['with an invalid code', { code: 'A.1' }, 'Sak', 'code', 'not-a-code'],
		['with a deadline before its start', { edit: deadline }, 'Sak', 'deadline', 'before-start'],
		['with an unknown body', { edit: { body: 'nobody' } as Addition['edit'] }, 'Sak', 'body', 'unknown']
	])('refuses a measure %s', async (_, given, reason, field, code) => {
		const before = await partnership.traces();
		expect(expectRefusal(await add(given, reason))).toEqual({ code: 'invalid', faults: [{ field, code }] });
		expect(await partnership.traces()).toEqual(before);
	});

	it('refuses a code chosen by another new measure', async () => {
		expectOk(await add({ code: '1.7' }));
		expect(expectRefusal(await add({ code: '1.7' }))).toMatchObject({ faults: [{ code: 'taken' }] });
	});

	it('refuses adoption if its code was taken since', async () => {
		const { item } = expectOk(await add({ code: '1.3' }));
		const other = { title: { nb: 'Et annet' }, summary: null, origin: 'measure', source: null } as const;
		expectOk(
			await createMeasure(ssu(), partnership.planId, { ...other, area: 1, code: '1.3', reason: 'Sak' })
		);
		const before = await exportPlan(read(), partnership.planId);
		const faults = [{ field: `new-${item}`, code: 'taken' }];
		expect(expectRefusal(await previewAdjustment(ssu(), target()))).toEqual({ code: 'invalid', faults });
		expect(await exportPlan(read(), partnership.planId)).toBe(before);
	});

	it('refuses adoption if its body has ended since', async () => {
		const { planId } = partnership;
		const group = { name: { nb: 'Gruppe' }, kind: 'working-group', parent: 'ssu', mandate: null, note: null };
		const part = 'bodies' as const;
		const { key } = expectOk(await addEntry(ssu(), { planId, part }, group, 'Sak'));
		const { item } = expectOk(await add({ edit: { body: key } as Addition['edit'] }));
		expectOk(
			await endEntry(ssu(), { planId, part, key, version: 1 }, { endedOn: '2026-11-01', reason: 'Sak' })
		);
		expect(expectRefusal(await adopt())).toEqual({
			code: 'invalid',
			faults: [{ field: `new-${item}`, code: 'overtaken' }]
		});
	});
});

/** A command with valid arguments, called by a person with an item and its version. */
type Call = (who: PersonName, item: number, version: number) => Promise<Result<unknown>>;
const commands: Record<string, Call> = {
	saveAddition: (who, item, version) =>
		saveAddition(
			partnership.as(who),
			{ ...target(), item, version },
			{ ...anAddition({ area: 2 }), reason: 'Sak' }
		),
	settleAddition: (who, item, version) =>
		decideAddition(partnership.as(who), { ...target(), item, version }, { stance: 'left', reason: 'Sak' }),
	withdrawAddition: (who, item, version) =>
		withdrawAddition(partnership.as(who), { ...target(), item, version })
};

describe.each(Object.entries(commands))('%s', (_, command) => {
	let item: number;
	beforeEach(async () => void ({ item } = expectOk(await add())));

	it('refuses everyone without permission and writes nothing', async () => {
		const before = await partnership.traces();
		for (const who of ['anyone', 'signedIn', 'observer', 'leader', 'ssuMember', 'meeting'] as const)
			expect([who, expectRefusal(await command(who, item, 1))]).toMatchObject([
				who,
				{ code: 'not-permitted' }
			]);
		expect(await partnership.traces()).toEqual(before);
	});

	it('refuses an older version and returns the current item', async () => {
		expectOk(
			await decideAddition(ssu(), { ...target(), item, version: 1 }, { stance: 'taken', reason: 'Først' })
		);
		expect(expectRefusal(await command('secretariat', item, 1))).toMatchObject({
			code: 'stale',
			current: { item: { reason: 'Først' } }
		});
		expect((await command('secretariat', item, 2)).ok).toBe(true);
	});

	it('refuses an unknown item and an adopted adjustment', async () => {
		expect(expectRefusal(await command('ssuLeader', item + 1, 1))).toEqual({ code: 'not-found' });
		expectOk(await adopt());
		expect(expectRefusal(await command('ssuLeader', item, 1))).toEqual({
			code: 'wrong-state',
			state: 'adopted'
		});
	});
});

it('refuses a disposition without a reason', async () => {
	const { item } = expectOk(await add());
	for (const stance of ['taken', 'left'] as const)
		expect(
			expectRefusal(await decideAddition(ssu(), { ...target(), item, version: 1 }, { stance, reason: ' ' }))
		).toEqual({
			code: 'invalid',
			faults: [{ field: 'reason', code: 'reason-required' }]
		});
});
