import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	lastEvent,
	expectRefusal,
	expectOk,
	today,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import { lifecycles, mayChangeLifecycle, type Lifecycle } from '$lib/domain/measure/measure';
import type { Context } from '../context';
import { changeLifecycle, editMeasure, setMilestones } from './commands';
import type { MeasureTarget } from './run-command';
import type { MeasureTexts } from './edit';
import { upcomingDates, measureHistory, measureByCode, measureDetails } from './queries';

const texts: MeasureTexts = {
	title: { nb: 'Tiltak 1', nn: 'Tiltak 1' },
	summary: null,
	targetGroup: null,
	expectedEffect: null,
	contact: null,
	body: 'fsu-1',
	startsOn: '2025-01-01',
	deadline: '2026-12-31',
	deadlineWords: null
};
const milestone = { title: { nb: 'Halvveis' }, due: '2026-06-01', doneOn: null };

/** Each command with valid arguments. */
const commands = {
	editMeasure: (context: Context, target: MeasureTarget) =>
		editMeasure(context, target, { ...texts, contact: 'Kari', reason: 'Ny kontakt' }),
	changeLifecycle: (context: Context, target: MeasureTarget) =>
		changeLifecycle(context, target, { to: 'in-operation', reason: 'Sak 07/26' }),
	setMilestones: (context: Context, target: MeasureTarget) => setMilestones(context, target, [milestone])
};

let partnership: Partnership;
const target = (given: Partial<MeasureTarget> = {}): MeasureTarget => ({
	planId: partnership.planId,
	code: '1.1',
	version: 1,
	...given
});
const found = () => measureDetails(partnership.db.read, partnership.planId, '1.1');
const ssu = () => partnership.as('ssuLeader');

beforeEach(async () => void (partnership = await aPartnership()));

describe.each(Object.entries(commands))('%s', (name, command) => {
	it('refuses everyone but SSU leaders and the secretariat and writes nothing', async () => {
		const before = await partnership.traces();
		const others: PersonName[] = [
			'anyone',
			'signedIn',
			'observer',
			'member',
			'leader',
			'ssuMember',
			'meeting',
			'administrator'
		];
		for (const who of others)
			expect([who, expectRefusal(await command(partnership.as(who), target()))]).toEqual([
				who,
				{
					code: 'not-permitted',
					permission: {
						allowed: false,
						reason: who === 'anyone' ? 'sign-in-first' : 'not-your-role',
						only: ['ssu-leader', 'secretariat']
					}
				}
			]);
		expect(await partnership.traces()).toEqual(before);
	});

	it.each(['ssuLeader', 'secretariat'] as const)(
		'lets the %s change the measure and records it',
		async (who) => {
			expect(expectOk(await command(partnership.as(who), target()))).toEqual({ version: 2 });
			expect(await found()).toMatchObject({ version: 2 });
			expect(await lastEvent(partnership.db)).toMatchObject({
				planId: partnership.planId,
				verb: {
					editMeasure: 'edit-measure',
					changeLifecycle: 'change-lifecycle',
					setMilestones: 'set-milestones'
				}[name],
				noun: 'measure',
				nounId: 'measure-1',
				by: partnership.actors[who].name,
				personId: partnership.actors[who].personId,
				at: today.toISOString()
			});
		}
	);

	it('refuses an unknown measure and an older version', async () => {
		const before = await partnership.traces();
		const current = await measureByCode(partnership.db.read, partnership.planId, '1.1');
		expect(expectRefusal(await command(ssu(), target({ code: '9.9' })))).toEqual({ code: 'not-found' });
		expect(expectRefusal(await command(ssu(), target({ planId: 99 })))).toEqual({ code: 'not-found' });
		expect(expectRefusal(await command(ssu(), target({ version: 2 })))).toEqual({ code: 'stale', current });
		expect(await partnership.traces()).toEqual(before);
	});

	it('accepts one of two concurrent changes and returns the current measure to the other', async () => {
		const outcomes = await Promise.all([command(ssu(), target()), command(ssu(), target())]);
		expect(outcomes.map((one) => one.ok)).toEqual([true, false]);
		expect(expectRefusal(outcomes[1])).toMatchObject({ code: 'stale', current: { version: 2 } });
	});
});

describe('editing', () => {
	it('records the changed fields before and after, with the reason', async () => {
		const given = { ...texts, title: { nb: 'Nytt', nn: 'Nytt' }, deadline: null, body: 'ssu' };
		expectOk(await editMeasure(ssu(), target(), { ...given, reason: 'Sak 07/26' }));
		expect(await found()).toMatchObject({ title: given.title, deadline: null, body: { slug: 'ssu' } });
		expect(await lastEvent(partnership.db)).toMatchObject({
			before: { title: texts.title, deadline: '2026-12-31', body: { nb: 'fsu-1', nn: 'fsu-1' } },
			after: { title: given.title, deadline: null, body: { nb: 'ssu', nn: 'ssu' } },
			reason: 'Sak 07/26'
		});
		const [newest] = await measureHistory(partnership.db.read, 'measure-1');
		expect(newest).toMatchObject({ verb: 'edit-measure', by: 'Stein', reason: 'Sak 07/26' });
	});

	it('writes nothing if nothing changed', async () => {
		const before = await partnership.traces();
		expect(expectOk(await editMeasure(ssu(), target(), texts))).toEqual({ version: 1 });
		const turned = { ...texts, title: { nn: 'Tiltak 1', nb: 'Tiltak 1' } };
		expect(expectOk(await editMeasure(ssu(), target(), turned))).toEqual({ version: 1 });
		expect(await partnership.traces()).toEqual(before);
	});

	it.each([
		['a deadline before the start', { deadline: '2024-12-31' }, 'deadline', 'before-start'],
		['an unknown body', { body: 'nobody' }, 'body', 'unknown']
	])('refuses %s and writes nothing', async (_, given, field, code) => {
		const before = await partnership.traces();
		expect(expectRefusal(await editMeasure(ssu(), target(), { ...texts, ...given }))).toEqual({
			code: 'invalid',
			faults: [{ field, code }]
		});
		expect(await partnership.traces()).toEqual(before);
	});

	it('accepts a deadline on the start day and missing dates', async () => {
		let version = 1;
		for (const dates of [
			{ startsOn: '2026-01-01', deadline: '2026-01-01' },
			{ startsOn: null, deadline: '2024-01-01' },
			{ startsOn: '2026-01-01', deadline: null }
		])
			({ version } = expectOk(await editMeasure(ssu(), target({ version }), { ...texts, ...dates })));
		expect(version).toBe(4);
	});
});

describe('changing the lifecycle', () => {
	const steps = lifecycles.flatMap((from) => lifecycles.map((to) => [from, to] as const));
	it.each(steps)('allows or refuses %s to %s as the rules say', async (from, to) => {
		const file = aPlanFile();
		file.plan.measures[0]!.lifecycle = from;
		partnership = await aPartnership(file);
		const before = await partnership.traces();
		const outcome = await changeLifecycle(ssu(), target(), {
			to,
			reason: ' Det verkar ',
			decision: ' SSU, sak 07/26 '
		});
		if (mayChangeLifecycle(from, to)) {
			expect(expectOk(outcome)).toEqual({ version: 2 });
			expect(await lastEvent(partnership.db)).toMatchObject({
				before: { lifecycle: from },
				after: { lifecycle: to, decision: 'SSU, sak 07/26' },
				reason: 'Det verkar'
			});
		} else {
			expect(expectRefusal(outcome)).toEqual({ code: 'wrong-state', state: from });
			expect(await partnership.traces()).toEqual(before);
		}
	});

	it.each(['proposed', 'completed', 'discontinued'] as const)(
		'needs a decision to adopt a measure that was %s, but not for other steps',
		async (from) => {
			const file = aPlanFile();
			file.plan.measures[0]!.lifecycle = from;
			partnership = await aPartnership(file);
			const before = await partnership.traces();
			expect(
				expectRefusal(
					await changeLifecycle(ssu(), target(), { to: 'adopted', reason: 'Det verkar', decision: ' ' })
				)
			).toEqual({
				code: 'invalid',
				faults: [{ field: 'decision', code: 'required' }]
			});
			expect(await partnership.traces()).toEqual(before);
			expectOk(
				await changeLifecycle(ssu(), target(), { to: 'adopted', reason: 'Det verkar', decision: 'Sak 1' })
			);
			expectOk(await changeLifecycle(ssu(), target({ version: 2 }), { to: 'completed', reason: 'Ferdig' }));
		}
	);

	it.each(['', ' \n'])('refuses the reason %j', async (reason) => {
		const before = await partnership.traces();
		expect(expectRefusal(await changeLifecycle(ssu(), target(), { to: 'completed', reason }))).toEqual({
			code: 'invalid',
			faults: [{ field: 'reason', code: 'required' }]
		});
		expect(await partnership.traces()).toEqual(before);
	});
});

describe('milestones', () => {
	it('are replaced together and listed by date', async () => {
		const first = { title: { nn: 'Fyrst' }, due: '2026-01-01', doneOn: '2026-01-02' };
		expectOk(await setMilestones(ssu(), target(), [milestone, first]));
		expect((await found())?.milestones).toMatchObject([first, milestone]);
		expectOk(await setMilestones(ssu(), target({ version: 2 }), []));
		expect((await found())?.milestones).toEqual([]);
		expect(await lastEvent(partnership.db)).toMatchObject({
			before: { milestones: [first, milestone] },
			after: { milestones: [] }
		});
	});

	it('write nothing if they are the same in another order', async () => {
		const other = { ...milestone, due: '2026-01-01' };
		expectOk(await setMilestones(ssu(), target(), [milestone, other]));
		const before = await partnership.traces();
		const { title, due, doneOn } = other;
		const outcome = await setMilestones(ssu(), target({ version: 2 }), [{ due, doneOn, title }, milestone]);
		expect(expectOk(outcome)).toEqual({ version: 2 });
		expect(await partnership.traces()).toEqual(before);
	});
});

describe('upcoming dates', () => {
	const ahead = async (from: string, to: string) =>
		(await upcomingDates(partnership.db.read, partnership.planId, from, to)).map((one) => [
			one.due,
			one.code,
			one.what?.nn ?? null
		]);

	it('list open milestones and deadlines by date, first and last day included', async () => {
		expect(await ahead('2026-01-15', '2026-01-15')).toEqual([['2026-01-15', '1.1', 'Halvveges']]);
		expect(await ahead('2026-01-16', '2026-12-30')).toEqual([]);
		expect((await ahead('2026-01-01', '2026-12-31')).map(([, code]) => code)).toEqual([
			'1.1',
			'1.1',
			'1.2',
			'2.1',
			'2.2'
		]);
		expectOk(await setMilestones(ssu(), target(), [{ ...milestone, doneOn: '2026-05-01' }]));
		expect(await ahead('2026-01-01', '2026-12-30')).toEqual([]);
	});

	it.each<[Lifecycle, boolean]>([
		['proposed', false],
		['adopted', true],
		['in-operation', true],
		['completed', false],
		['discontinued', false]
	])('include a measure that is %s: %s', async (lifecycle, lies) => {
		const file = aPlanFile({ measures: 1 });
		file.plan.measures[0]!.lifecycle = lifecycle;
		partnership = await aPartnership(file);
		expect(await ahead('2026-01-01', '2026-12-31')).toHaveLength(lies ? 2 : 0);
	});
});
