import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	roundDates,
	lastEvent,
	expectRefusal,
	expectOk,
	today,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import { questions } from '$lib/domain/evaluation/evaluation';
import type { Result } from '$lib/domain/result';
import type { RoundPeriod } from '$lib/domain/round/round';
import { reviewByKey } from '../reviews/queries';
import { openRound } from '../workflows/open-round';
import { closeRound } from '../workflows/close-round';
import { publishReview } from '../reviews/commands';
import { type RoundTarget } from './transition';
import {
	deletePlannedRound,
	editRound,
	planRound,
	reopenRound,
	type PlanRoundInput,
	type RoundSettings
} from './commands';
import { roundByKey, roundsOf, runningRound } from './queries';
import { restoreDeletedRound } from './restore';

const half: RoundPeriod = { year: 2027, kind: 'half' };

function aRoundPlan(given: Partial<PlanRoundInput> = {}): PlanRoundInput {
	const instruction = { nb: 'Skriv kort.', nn: 'Skriv kort.' };
	return { ...half, ...roundDates(half), graceDays: 5, questions: [...questions], instruction, ...given };
}

let partnership: Partnership;

beforeEach(async () => {
	partnership = await aPartnership(
		aPlanFile({
			rounds: [
				{ year: 2025, kind: 'annual', state: 'closed' },
				{ year: 2026, kind: 'annual', state: 'open' },
				{ year: 2027, kind: 'annual', state: 'planned', reported: false }
			]
		})
	);
});

const secretariat = () => partnership.as('secretariat');
const close = async (key: string) => closeRound(secretariat(), await partnership.round(key));
const open = async (key: string) => openRound(secretariat(), await partnership.round(key));
const reopen = async (key: string, reason = 'Eit tal var feil.') =>
	reopenRound(secretariat(), await partnership.round(key), reason);
const publish = (key: string) => publishReview(secretariat(), partnership.planId, key);
const stateOf = async (key: string) =>
	(await roundByKey(partnership.db.read, partnership.planId, key))?.state;

/** Every command with valid input. */
const commands: Record<string, (who: PersonName) => Promise<unknown>> = {
	planRound: (who) => planRound(partnership.as(who), partnership.planId, aRoundPlan()),
	openRound: async (who) => openRound(partnership.as(who), await partnership.round('2027')),
	editRound: async (who) =>
		editRound(partnership.as(who), await partnership.round('2027'), { meetingOn: '2027-12-30' }),
	deletePlannedRound: async (who) => deletePlannedRound(partnership.as(who), await partnership.round('2027')),
	closeRound: async (who) => closeRound(partnership.as(who), await partnership.round('2026')),
	reopenRound: async (who) => reopenRound(partnership.as(who), await partnership.round('2025'), 'Feil'),
	publishReview: (who) => publishReview(partnership.as(who), partnership.planId, '2025')
};

describe.each(Object.entries(commands))('%s', (_, command) => {
	const others = [
		'anyone',
		'signedIn',
		'observer',
		'member',
		'deputy',
		'leader',
		'ssuMember',
		'ssuLeader',
		'meeting',
		'administrator'
	] as const;
	it('is refused to everyone but the secretariat, without a trace', async () => {
		const before = await partnership.traces();
		for (const who of others)
			expect([who, await command(who)]).toEqual([
				who,
				{
					ok: false,
					refused: {
						code: 'not-permitted',
						permission: {
							allowed: false,
							reason: who === 'anyone' ? 'sign-in-first' : 'not-your-role',
							only: ['secretariat']
						}
					}
				}
			]);
		expect(await partnership.traces()).toEqual(before);
	});
});

const steps: Record<string, (target: RoundTarget) => Promise<Result<unknown>>> = {
	openRound: (target) => openRound(secretariat(), target),
	closeRound: (target) => closeRound(secretariat(), target),
	reopenRound: (target) => reopenRound(secretariat(), target, 'Feil')
};

describe.each([
	['openRound', '2027', ['planned']],
	['closeRound', '2026', ['open', 'reading']],
	['reopenRound', '2025', ['closed']]
] as const)('%s is refused without a trace', (name, key, from) => {
	const command = steps[name]!;

	it('for an unknown round or plan', async () => {
		const before = await partnership.traces();
		for (const target of [
			{ planId: partnership.planId, round: '2029', version: 1 },
			{ planId: partnership.planId, round: 'summer', version: 1 },
			{ planId: 99, round: key, version: 1 }
		])
			expect(expectRefusal(await command(target))).toEqual({ code: 'not-found' });
		expect(await partnership.traces()).toEqual(before);
	});

	it('from a stale version, with the current round', async () => {
		const before = await partnership.traces();
		const current = await roundByKey(partnership.db.read, partnership.planId, key);
		const target = { planId: partnership.planId, round: key, version: 7 };
		expect(expectRefusal(await command(target))).toEqual({ code: 'stale', current });
		expect(await partnership.traces()).toEqual(before);
	});

	it('from a state without this transition', async () => {
		const before = await partnership.traces();
		for (const [round, state] of [
			['2025', 'closed'],
			['2026', 'open'],
			['2027', 'planned']
		] as const) {
			if (from.some((one) => one === state)) continue;
			expect(expectRefusal(await command(await partnership.round(round)))).toEqual({
				code: 'wrong-state',
				state
			});
		}
		expect(await partnership.traces()).toEqual(before);
	});
});

describe('deleting a planned round', () => {
	const remove = async (key: string, version?: number) => {
		const found = await partnership.round(key);
		return deletePlannedRound(secretariat(), { ...found, version: version ?? found.version });
	};

	it('removes it with an event, so that it can be planned again', async () => {
		expectOk(await remove('2027'));
		expect(await stateOf('2027')).toBeUndefined();
		expect(await lastEvent(partnership.db)).toMatchObject({
			verb: 'delete-round',
			nounId: '2027',
			after: null
		});
		expectOk(await planRound(secretariat(), partnership.planId, aRoundPlan({ year: 2027, kind: 'annual' })));
	});

	it('is undone within half an hour, as it was', async () => {
		const of = async () => {
			const { id: _id, ...found } = (await roundByKey(partnership.db.read, partnership.planId, '2027'))!;
			return found;
		};
		const before = await of();
		const { event } = expectOk(await remove('2027'));
		const restore = (minutes: number, who: PersonName = 'secretariat', seq = event) => {
			const now = new Date(today.getTime() + minutes * 60_000);
			return restoreDeletedRound(partnership.as(who, now), partnership.planId, seq);
		};
		expect(expectRefusal(await restore(0, 'leader'))).toMatchObject({ code: 'not-permitted' });
		expect(expectRefusal(await restore(0, 'secretariat', event - 1))).toEqual({ code: 'not-found' });
		expect(expectRefusal(await restore(31))).toEqual({ code: 'wrong-state', state: 'too-late' });
		expectOk(await restore(30));
		expect(await of()).toEqual({ ...before, version: 1 });
		expect(expectRefusal(await restore(30))).toEqual({ code: 'wrong-state', state: 'year-taken' });
	});

	it.each(['2025', '2026'])('is refused for %s, which has been opened', async (key) => {
		const before = await partnership.traces();
		expect(expectRefusal(await remove(key))).toMatchObject({ code: 'wrong-state' });
		expect(await partnership.traces()).toEqual(before);
	});

	it('is refused from an older version, and for an unknown round', async () => {
		expect(expectRefusal(await remove('2027', 99))).toMatchObject({ code: 'stale' });
		const unknown = { planId: partnership.planId, round: '2028', version: 1 };
		expect(expectRefusal(await deletePlannedRound(secretariat(), unknown))).toEqual({ code: 'not-found' });
	});
});

describe('planning a round', () => {
	const plan = (given: Partial<PlanRoundInput> = {}) =>
		planRound(secretariat(), partnership.planId, aRoundPlan(given));

	it('stores the round and records the event', async () => {
		expect(expectOk(await plan())).toEqual({ key: '2027-half' });
		expect(await roundByKey(partnership.db.read, partnership.planId, '2027-half')).toMatchObject({
			...aRoundPlan(),
			state: 'planned',
			version: 1
		});
		expect(await lastEvent(partnership.db)).toMatchObject({
			verb: 'plan-round',
			noun: 'round',
			nounId: '2027-half',
			before: null,
			after: aRoundPlan(),
			by: 'Siri',
			at: today.toISOString()
		});
	});

	it.each([
		['before the plan', { year: 2024 }, 'year', 'outside-plan'],
		['after the plan', { year: 2030 }, 'year', 'outside-plan'],
		['of a kind the year has', { kind: 'annual' }, 'year', 'year-taken'],
		['opening yesterday', { opensOn: '2026-11-09' }, 'opensOn', 'in-past'],
		['reporting before opening', { reportBy: '2027-04-14' }, 'reportBy', 'out-of-order'],
		['read before reporting', { readBy: '2027-04-30' }, 'readBy', 'out-of-order'],
		['meeting before reading', { meetingOn: '2027-05-19' }, 'meetingOn', 'out-of-order']
	] as [string, Partial<PlanRoundInput>, string, string][])(
		'%s is refused without a trace',
		async (_, given, field, code) => {
			const before = await partnership.traces();
			expect(expectRefusal(await plan(given))).toEqual({ code: 'invalid', faults: [{ field, code }] });
			expect(await partnership.traces()).toEqual(before);
		}
	);

	it('is refused for an unknown plan', async () => {
		expect(expectRefusal(await planRound(secretariat(), 99, aRoundPlan()))).toEqual({ code: 'not-found' });
	});

	it('accepts a round that opens today', async () => {
		expectOk(await plan({ opensOn: '2026-11-10' }));
	});

	it('accepts all deadlines on one day, in the plan’s first and last year', async () => {
		const day = {
			opensOn: '2027-05-01',
			reportBy: '2027-05-01',
			readBy: '2027-05-01',
			meetingOn: '2027-05-01'
		};
		expectOk(await plan({ ...day, year: 2025 }));
		expectOk(await plan({ ...day, year: 2029 }));
		const rounds = await roundsOf(partnership.db.read, partnership.planId);
		expect(rounds.map((one) => [one.year, one.kind])).toEqual([
			[2025, 'half'],
			[2025, 'annual'],
			[2026, 'annual'],
			[2027, 'annual'],
			[2029, 'half']
		]);
	});
});

describe('editing a round', () => {
	const edit = async (key: string, given: RoundSettings) =>
		editRound(secretariat(), await partnership.round(key), given);
	const fault = (field: string, code: string) => ({ code: 'invalid', faults: [{ field, code }] });

	it('changes every setting of a planned round and records the previous values', async () => {
		const given = { opensOn: '2027-10-01', graceDays: 2, instruction: { nb: 'Kort!', nn: 'Kort!' } };
		expect(expectOk(await edit('2027', given))).toEqual({ version: 2 });
		expect(await roundByKey(partnership.db.read, partnership.planId, '2027')).toMatchObject(given);
		expect(await lastEvent(partnership.db)).toMatchObject({
			verb: 'edit-round',
			nounId: '2027',
			before: { opensOn: '2027-11-01', graceDays: 5 },
			after: given
		});
	});

	it('changes later deadlines of a running round and refuses settled ones', async () => {
		expectOk(await edit('2026', { reportBy: '2026-11-24', meetingOn: '2027-01-15' }));
		expect(expectRefusal(await edit('2026', { opensOn: '2026-11-11' }))).toEqual(fault('opensOn', 'settled'));
		expectOk(await close('2026'));
		expectOk(await reopen('2026'));
		expect(expectRefusal(await edit('2026', { reportBy: '2026-11-25' }))).toEqual(
			fault('reportBy', 'settled')
		);
		expectOk(await edit('2026', { readBy: '2026-12-08' }));
		expectOk(await close('2026'));
		expect(expectRefusal(await edit('2026', { readBy: '2026-12-09' }))).toEqual({
			code: 'wrong-state',
			state: 'closed'
		});
	});

	it('refuses dates in the past or out of order, and records nothing without a change', async () => {
		const before = await partnership.traces();
		expect(expectRefusal(await edit('2026', { reportBy: '2026-11-09' }))).toEqual(
			fault('reportBy', 'in-past')
		);
		expect(expectRefusal(await edit('2026', { readBy: '2026-11-11' }))).toEqual(
			fault('readBy', 'out-of-order')
		);
		// A date that has already passed may stay.
		expectOk(await edit('2026', { opensOn: '2026-11-01', reportBy: '2026-11-21' }));
		expect(await partnership.traces()).toEqual(before);
	});

	it('refuses a stale version', async () => {
		const target = await partnership.round('2027');
		expectOk(await editRound(secretariat(), target, { graceDays: 1 }));
		expect(expectRefusal(await editRound(secretariat(), target, { graceDays: 2 }))).toMatchObject({
			code: 'stale',
			current: { graceDays: 1 }
		});
	});
});

describe('a running round', () => {
	const another = { code: 'invalid', faults: [{ field: 'round', code: 'another-runs' }] };

	it('prevents opening or reopening another until it closes', async () => {
		const before = await partnership.traces();
		expect(expectRefusal(await open('2027'))).toEqual(another);
		expect(expectRefusal(await reopen('2025'))).toEqual(another);
		expect(await partnership.traces()).toEqual(before);
		expectOk(await close('2026'));
		expectOk(await reopen('2025'));
		expect(expectRefusal(await open('2027'))).toEqual(another);
		expectOk(await close('2025'));
		expectOk(await open('2027'));
		expect(await runningRound(partnership.db.read, partnership.planId)).toMatchObject({ year: 2027 });
	});

	it('is the only one after two concurrent openings', async () => {
		expectOk(await planRound(secretariat(), partnership.planId, aRoundPlan()));
		expectOk(await close('2026'));
		const outcomes = await Promise.all([open('2027'), open('2027-half')]);
		expect(outcomes.map((one) => one.ok)).toEqual([true, false]);
	});
});

describe('closing a round', () => {
	it('writes the round, review and event', async () => {
		const { db, planId } = partnership;
		const { sha256 } = expectOk(await close('2026'));
		expect(await roundByKey(db.read, planId, '2026')).toMatchObject({ state: 'closed', version: 2 });
		expect(await reviewByKey(db.read, planId, '2026')).toMatchObject({
			version: 1,
			sha256,
			intact: true,
			closedAt: today.toISOString(),
			closedBy: 'Siri',
			publishedAt: null
		});
		expect(await lastEvent(db)).toMatchObject({
			verb: 'close-round',
			noun: 'round',
			nounId: '2026',
			before: { state: 'open' },
			after: { state: 'closed', review: 1, sha256 },
			by: 'Siri'
		});
	});

	it('creates one review for two concurrent calls', async () => {
		const target = await partnership.round('2026');
		const outcomes = await Promise.all([1, 2].map(() => closeRound(secretariat(), target)));
		expect(outcomes.map((one) => one.ok)).toEqual([true, false]);
		expect(expectRefusal(outcomes[1]!)).toMatchObject({ code: 'stale', current: { state: 'closed' } });
	});
});

describe('reopening a round', () => {
	it.each(['', ' \n'])('refuses an empty reason (%j) without a trace', async (reason) => {
		expectOk(await close('2026'));
		const before = await partnership.traces();
		expect(expectRefusal(await reopen('2026', reason))).toEqual({
			code: 'invalid',
			faults: [{ field: 'reason', code: 'required' }]
		});
		expect(await partnership.traces()).toEqual(before);
	});

	it('sets the state to reading, records the reason and closes as the next version', async () => {
		expectOk(await close('2026'));
		expectOk(await reopen('2026', ' Eit tal var feil. '));
		expect(await stateOf('2026')).toBe('reading');
		expect(await lastEvent(partnership.db)).toMatchObject({
			verb: 'reopen-round',
			before: { state: 'closed' },
			after: { state: 'reading' },
			reason: 'Eit tal var feil.'
		});
		expect(expectOk(await close('2026'))).toMatchObject({ version: 2 });
	});
});

describe('publishing a review', () => {
	it('is refused without a round, a review or a new version, without a trace', async () => {
		const before = await partnership.traces();
		expect(expectRefusal(await publish('2029'))).toEqual({ code: 'not-found' });
		expect(expectRefusal(await publish('2026'))).toEqual({ code: 'wrong-state', state: 'open' });
		expect(expectRefusal(await publish('2025'))).toEqual({ code: 'wrong-state', state: 'closed' });
		expect(await partnership.traces()).toEqual(before);
		expectOk(await close('2026'));
		expectOk(await publish('2026'));
		const published = await partnership.traces();
		expect(expectRefusal(await publish('2026'))).toEqual({ code: 'wrong-state', state: 'published' });
		expect(await partnership.traces()).toEqual(published);
	});

	it('is refused while the round is reopened for correction', async () => {
		expectOk(await close('2026'));
		expectOk(await reopen('2026'));
		expect(expectRefusal(await publish('2026'))).toEqual({ code: 'wrong-state', state: 'reading' });
	});

	it('is refused until the reviews it is compared with are published, and names them', async () => {
		partnership = await aPartnership(
			aPlanFile({
				rounds: [
					{ year: 2025, kind: 'annual', state: 'open' },
					{ year: 2026, kind: 'half', state: 'planned' },
					{ year: 2026, kind: 'annual', state: 'planned' }
				]
			})
		);
		expectOk(await close('2025'));
		expectOk(await open('2026-half'));
		expectOk(await close('2026-half'));
		expectOk(await open('2026'));
		expectOk(await close('2026'));
		const before = await partnership.traces();
		const waitsFor = (field: string) => ({
			code: 'invalid',
			faults: [{ field, code: 'earlier-unpublished' }]
		});
		expect(expectRefusal(await publish('2026'))).toEqual(waitsFor('2025'));
		expect(expectRefusal(await publish('2026-half'))).toEqual(waitsFor('2025'));
		expect(await partnership.traces()).toEqual(before);
		expectOk(await publish('2025'));
		expect(expectRefusal(await publish('2026'))).toEqual(waitsFor('2026-half'));
		expectOk(await publish('2026-half'));
		expectOk(await reopen('2026-half'));
		expectOk(await close('2026-half'));
		expect(expectRefusal(await publish('2026'))).toEqual(waitsFor('2026-half'));
		expectOk(await publish('2026-half'));
		expectOk(await publish('2026'));
	});

	it('publishes the newest version and records the event', async () => {
		const { db, planId } = partnership;
		expectOk(await close('2026'));
		expectOk(await reopen('2026'));
		expectOk(await close('2026'));
		expectOk(await publish('2026'));
		const dates = await Promise.all(
			[1, 2].map(async (version) => (await reviewByKey(db.read, planId, '2026', { version }))?.publishedAt)
		);
		expect(dates).toEqual([null, today.toISOString()]);
		expect(await lastEvent(db)).toMatchObject({
			verb: 'publish-review',
			noun: 'review',
			nounId: '2026',
			after: { version: 2 }
		});
	});
});
