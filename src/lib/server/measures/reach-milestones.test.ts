import { beforeEach, expect, it } from 'vitest';
import { anonymous, type Actor } from '$lib/domain/permission';
import {
	aPartnership,
	aPlanFile,
	expectOk,
	expectRefusal,
	lastEvent,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import { measureByCode, milestonesOf } from './queries';
import { setMilestones } from './commands';
import { reachMilestones } from './reach-milestones';

let partnership: Partnership;
beforeEach(async () => {
	const rounds = [{ year: 2026, kind: 'annual', state: 'open', reported: false }] as const;
	partnership = await aPartnership(aPlanFile({ measures: 2, rounds }));
	const { as, planId } = partnership;
	const due = ['2026-06-01', '2026-12-01'];
	const milestones = due.map((day, index) => ({
		...{ title: { nb: `Milepæl ${index + 1}` }, due: day, doneOn: null }
	}));
	expectOk(await setMilestones(as('ssuLeader'), { planId, code: '1.1', version: 1 }, milestones));
});

const stored = () => milestonesOf(partnership.db.read, 'measure-1');

async function reach(
	actor: Actor,
	days: (string | null)[],
	{ round }: { round: string | null } = { round: '2026' }
) {
	const { db, planId, as } = partnership;
	const measure = await measureByCode(db.read, planId, '1.1');
	const rows = await stored();
	const reached = new Map(rows.flatMap(({ id }, index) => (days[index] ? [[id, days[index]] as const] : [])));
	const target = { planId, code: '1.1', version: measure!.version, round };
	return reachMilestones({ ...as('leader'), actor }, target, reached);
}

const linkOf = (measureId: string | null): Actor => {
	const { planId, actors } = partnership;
	const given = { accessId: 1, planId, round: '2026', measureId, writtenForm: 'nb' } as const;
	return { ...anonymous, name: 'Kari', link: { ...given, seats: actors.leader.seats } };
};

it('saves the days of a reporter, and the measure’s log tells before and after', async () => {
	expectOk(await reach(partnership.actors.leader, ['2026-06-15', null]));
	expect((await stored()).map(({ doneOn }) => doneOn)).toEqual(['2026-06-15', null]);
	expect(await lastEvent(partnership.db)).toMatchObject({
		...{ verb: 'set-milestones', noun: 'measure', nounId: 'measure-1' },
		before: { milestones: [{ doneOn: null }, { doneOn: null }] },
		after: { milestones: [{ doneOn: '2026-06-15' }, { doneOn: null }] }
	});
	// Taken back, and then without a change no event.
	expectOk(await reach(partnership.actors.leader, [null, null]));
	const before = await partnership.traces();
	expectOk(await reach(partnership.actors.leader, [null, null]));
	expect(await partnership.traces()).toEqual(before);
});

it.each<[who: PersonName, allowed: boolean]>([
	['leader', true],
	['deputy', true],
	['secretariat', true],
	['otherLeader', false],
	['member', false],
	['observer', false],
	['administrator', false],
	['anyone', false]
])('as %s is allowed: %s', async (who, allowed) => {
	const result = await reach(partnership.actors[who], ['2026-06-15', null]);
	expect(result.ok ? 'ok' : result.refused.code).toBe(allowed ? 'ok' : 'not-permitted');
});

it.each<[measureId: string | null, round: string | null, allowed: boolean]>([
	[null, '2026', true],
	['measure-1', '2026', true],
	['measure-2', '2026', false],
	[null, '2025', false],
	[null, null, false]
])('by a link to measure %s in round %s is allowed: %s', async (measureId, round, allowed) => {
	const result = await reach(linkOf(measureId), ['2026-06-15', null], { round });
	expect(result.ok).toBe(allowed);
});

it('refuses a day to come and an older version, without a trace', async () => {
	const before = await partnership.traces();
	const [first] = await stored();
	expect(expectRefusal(await reach(partnership.actors.leader, ['2026-11-11', null]))).toEqual({
		code: 'invalid',
		faults: [{ field: `doneOn.${first!.id}`, code: 'in-future' }]
	});
	const target = { planId: partnership.planId, code: '1.1', version: 1, round: '2026' };
	const stale = await reachMilestones(partnership.as('leader'), target, new Map());
	expect(expectRefusal(stale)).toMatchObject({ code: 'stale' });
	expect(await partnership.traces()).toEqual(before);
});
