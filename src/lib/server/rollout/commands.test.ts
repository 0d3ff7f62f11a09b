import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	lastEvent,
	expectRefusal,
	expectOk,
	today,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import { rolloutStates } from '$lib/domain/rollout';
import type { Context } from '../context';
import { measure, partner, rollout, rolloutStep } from '../database/schema';
import { changeLifecycle } from '../measures/commands';
import { measureByCode } from '../measures/queries';
import {
	confirmRollout,
	confirmRollouts,
	setIntroducedAtHome,
	reportRollout,
	type RolloutInput,
	type RolloutTarget
} from './commands';

/** Skien has reported that it started with 1.1; Seljord has not answered. 2.1 is not introduced at home. */
let partnership: Partnership;
let skien: number;

const input: RolloutInput = { state: 'in-use', since: '2026-10-01', note: 'Alle avdelingar.', lang: 'nn' };
const target = (given: Partial<RolloutTarget> = {}): RolloutTarget => ({
	planId: partnership.planId,
	measure: '1.1',
	partner: '4003',
	version: 1,
	...given
});

/** Each command with valid arguments. */
const commands = {
	reportRollout: (context: Context, at: RolloutTarget) => reportRollout(context, at, input),
	confirmRollout
};

/** The representative of Skien, with a seat in the partnership meeting. */
function representative(now = today): Context {
	const { actor, ...rest } = partnership.as('meeting', now);
	return { ...rest, actor: { ...actor, seats: actor.seats.map((seat) => ({ ...seat, partnerId: skien })) } };
}

async function traces() {
	const { read } = partnership.db;
	const rows = { rollouts: await read.select().from(rollout), steps: await read.select().from(rolloutStep) };
	return { ...(await partnership.traces()), ...rows };
}

const answers = () => partnership.db.read.select().from(rollout);
const stepsOfSkien = async () =>
	(await partnership.db.read.select().from(rolloutStep).orderBy(rolloutStep.id))
		.filter(({ measureId, partnerId }) => measureId === 'measure-1' && partnerId === skien)
		.map(({ state, on }) => [state, on]);

beforeEach(async () => {
	partnership = await aPartnership();
	const parties = await partnership.db.read.select().from(partner);
	skien = parties.find(({ number }) => number === '4003')!.id;
});

describe.each(Object.entries(commands))('%s', (name, command) => {
	it('refuses everyone but representatives and the secretariat and writes nothing', async () => {
		const before = await traces();
		const others: PersonName[] = [
			'anyone',
			'signedIn',
			'observer',
			'member',
			'leader',
			'ssuMember',
			'ssuLeader',
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
						only: ['representative', 'secretariat']
					}
				}
			]);
		expect(await traces()).toEqual(before);
	});

	it('refuses a representative of another partner and reveals nothing', async () => {
		for (const other of ['4022', '9999'])
			expect(
				expectRefusal(await command(representative(), target({ partner: other, version: null })))
			).toMatchObject({ code: 'not-permitted' });
	});

	it.each(['representative', 'secretariat'] as const)('lets the %s answer and records it', async (who) => {
		const context = who === 'representative' ? representative() : partnership.as(who);
		expect(expectOk(await command(context, target()))).toEqual({ version: 2 });
		expect(await answers()).toContainEqual(
			expect.objectContaining({
				measureId: 'measure-1',
				version: 2,
				reportedBy: context.actor.name,
				reportedAt: today.toISOString()
			})
		);
		expect(await lastEvent(partnership.db)).toMatchObject({
			planId: partnership.planId,
			verb: name === 'reportRollout' ? 'report-rollout' : 'confirm-rollout',
			noun: 'rollout',
			nounId: 'measure-1/4003',
			by: context.actor.name,
			at: today.toISOString(),
			before: { reportedAt: '2026-02-01T09:00:00.000Z' },
			after: { reportedAt: today.toISOString() }
		});
	});

	it('refuses measures that are unknown, not introduced at home or ended', async () => {
		const secretariat = partnership.as('secretariat');
		const refused = async (given: Partial<RolloutTarget>) =>
			expectRefusal(await command(secretariat, target(given)));
		const before = await traces();
		expect(await refused({ measure: '9.9' })).toEqual({ code: 'not-found' });
		expect(await refused({ partner: '9999' })).toEqual({ code: 'not-found' });
		expect(await refused({ planId: 99 })).toEqual({ code: 'not-found' });
		expect(await refused({ measure: '2.1', version: null })).toEqual({
			code: 'wrong-state',
			state: 'not-introduced-at-home'
		});
		expect(await traces()).toEqual(before);
		const measure = { planId: partnership.planId, code: '1.1', version: 1 };
		expectOk(
			await changeLifecycle(partnership.as('ssuLeader'), measure, { to: 'discontinued', reason: 'Sak 07/26' })
		);
		expect(await refused({})).toEqual({ code: 'wrong-state', state: 'discontinued' });
	});

	it('refuses an older version and returns the current answer', async () => {
		const before = await traces();
		const current = (await answers()).find(({ measureId }) => measureId === 'measure-1');
		for (const version of [null, 2])
			expect(expectRefusal(await command(representative(), target({ version })))).toEqual({
				code: 'stale',
				current
			});
		expect(await traces()).toEqual(before);
	});

	it('accepts one of two concurrent answers and returns the current one to the other', async () => {
		const outcomes = await Promise.all([
			command(representative(), target()),
			command(partnership.as('secretariat'), target())
		]);
		expect(outcomes.map((one) => one.ok)).toEqual([true, false]);
		expect(expectRefusal(outcomes[1])).toMatchObject({ code: 'stale', current: { version: 2 } });
	});
});

describe('reporting', () => {
	it('records changed fields and adds a step', async () => {
		expectOk(await reportRollout(representative(), target(), input));
		expect(await answers()).toContainEqual(expect.objectContaining({ ...input, measureId: 'measure-1' }));
		expect(await lastEvent(partnership.db)).toMatchObject({
			before: { state: 'started', since: '2025-09-01', note: 'Opplæring i gang.' },
			after: { state: 'in-use', since: '2026-10-01', note: 'Alle avdelingar.' }
		});
		expect(await stepsOfSkien()).toEqual([
			['planned', '2025-03-01'],
			['started', '2025-09-01'],
			['in-use', '2026-10-01']
		]);
	});

	it.each(rolloutStates)('accepts %s as a first answer and records every field', async (state) => {
		const first = { state, since: null, note: '', lang: 'nb' } as const;
		const at = target({ partner: '4022', version: null });
		expect(expectOk(await reportRollout(partnership.as('secretariat'), at, first))).toEqual({ version: 1 });
		expect(await lastEvent(partnership.db)).toMatchObject({ before: null, after: first });
		const steps = await partnership.db.read.select().from(rolloutStep).orderBy(rolloutStep.id);
		expect(steps.at(-1)).toMatchObject({ measureId: 'measure-1', state, on: '2026-11-10' });
	});

	it('adds no step for a changed note and keeps the state’s date', async () => {
		const before = await stepsOfSkien();
		const same = { ...input, state: 'started', since: '2025-09-01' } as const;
		expectOk(await reportRollout(representative(), target(), same));
		expectOk(await reportRollout(representative(), target({ version: 2 }), { ...same, since: null }));
		expect(await stepsOfSkien()).toEqual(before);
		expect(await answers()).toContainEqual(
			expect.objectContaining({ measureId: 'measure-1', since: '2025-09-01', version: 3 })
		);
	});

	it('does not keep the old date for a new state', async () => {
		expectOk(await reportRollout(representative(), target(), { ...input, since: null }));
		expect(await answers()).toContainEqual(
			expect.objectContaining({ measureId: 'measure-1', state: 'in-use', since: null })
		);
		expect((await stepsOfSkien()).at(-1)).toEqual(['in-use', '2026-11-10']);
	});

	it('adds a step for a new date of the same state', async () => {
		const dated = { ...input, state: 'started', since: '2025-10-15' } as const;
		expectOk(await reportRollout(representative(), target(), dated));
		expect((await stepsOfSkien()).at(-1)).toEqual(['started', '2025-10-15']);
	});

	it('refuses a future date, by the day in Oslo', async () => {
		const before = await traces();
		const late = new Date('2026-11-10T23:30:00.000Z');
		const tomorrow = { ...input, since: '2026-11-11' };
		expect(expectRefusal(await reportRollout(representative(), target(), tomorrow))).toEqual({
			code: 'invalid',
			faults: [{ field: 'since', code: 'in-future' }]
		});
		expect(await traces()).toEqual(before);
		expect((await reportRollout(representative(late), target(), tomorrow)).ok).toBe(true);
	});
});

describe('confirming an answer', () => {
	it('keeps the answer and adds no step', async () => {
		const before = (await answers()).find(({ measureId }) => measureId === 'measure-1')!;
		const steps = await stepsOfSkien();
		expectOk(await confirmRollout(representative(), target()));
		const said = { reportedBy: 'Ordførar Olsen', reportedAt: today.toISOString(), version: 2 };
		expect(await answers()).toContainEqual({ ...before, ...said });
		expect(await stepsOfSkien()).toEqual(steps);
	});

	it('refuses a missing answer', async () => {
		const silent = target({ partner: '4022', version: null });
		expect(expectRefusal(await confirmRollout(partnership.as('secretariat'), silent))).toEqual({
			code: 'invalid',
			faults: [{ field: 'state', code: 'required' }]
		});
	});
});

describe('setting a measure as introduced at home', () => {
	const measure = (version = 1) => ({ planId: partnership.planId, code: '2.1', version });

	it('is allowed for SSU and the secretariat and recorded on the measure', async () => {
		for (const who of ['member', 'ssuMember', 'administrator'] as const)
			expect(expectRefusal(await setIntroducedAtHome(partnership.as(who), measure(), true))).toMatchObject({
				code: 'not-permitted',
				permission: { only: ['ssu-leader', 'secretariat'] }
			});
		expect(expectOk(await setIntroducedAtHome(partnership.as('ssuLeader'), measure(), true))).toEqual({
			version: 2
		});
		expect(await lastEvent(partnership.db)).toMatchObject({
			verb: 'introduce-at-home',
			noun: 'measure',
			before: { introducedAtHome: false },
			after: { introducedAtHome: true }
		});
	});

	it('keeps the partners’ answers', async () => {
		const at = { planId: partnership.planId, code: '1.1', version: 1 };
		const before = await answers();
		expectOk(await setIntroducedAtHome(partnership.as('secretariat'), at, false));
		expect(await answers()).toEqual(before);
	});

	it('writes nothing if nothing changed and refuses an older version', async () => {
		const before = await traces();
		expect(expectOk(await setIntroducedAtHome(partnership.as('secretariat'), measure(), false))).toEqual({
			version: 1
		});
		expect(expectRefusal(await setIntroducedAtHome(partnership.as('secretariat'), measure(2), true))).toEqual(
			{
				code: 'stale',
				current: await measureByCode(partnership.db.read, partnership.planId, '2.1')
			}
		);
		expect(
			expectRefusal(
				await setIntroducedAtHome(partnership.as('secretariat'), { ...measure(), code: '9.9' }, true)
			)
		).toEqual({ code: 'not-found' });
		expect(await traces()).toEqual(before);
	});
});

describe('confirming several answers', () => {
	/** Skien has answered 1.1, 1.2 and 2.1; all three are introduced at home. */
	const seen = [
		{ measure: '1.1', version: 1 },
		{ measure: '1.2', version: 1 },
		{ measure: '2.1', version: 1 }
	];
	const within = (number = '4003') => ({ planId: partnership.planId, partner: number });
	beforeEach(async () => {
		await partnership.db.write((tx) => tx.update(measure).set({ introducedAtHome: true }));
		for (const code of ['1.2', '2.1'])
			expectOk(await reportRollout(representative(), target({ measure: code, version: null }), input));
	});

	it('confirms all in one transaction with an event each and keeps dates', async () => {
		const steps = await stepsOfSkien();
		const later = new Date(today.getTime() + 86_400_000);
		expect(expectOk(await confirmRollouts(representative(later), within(), seen))).toEqual({ confirmed: 3 });
		const said = (await answers()).filter(({ partnerId }) => partnerId === skien);
		expect(said.map(({ version, reportedAt }) => [version, reportedAt])).toContainEqual([
			2,
			later.toISOString()
		]);
		expect(said.filter(({ version }) => version === 2)).toHaveLength(3);
		expect(await stepsOfSkien()).toEqual(steps);
		expect(await lastEvent(partnership.db)).toMatchObject({ verb: 'confirm-rollout' });
	});

	it('confirms none if one has changed, has ended or is unknown', async () => {
		expectOk(await confirmRollout(partnership.as('secretariat'), target({ measure: '1.2' })));
		const code = { planId: partnership.planId, code: '2.1', version: 1 };
		expectOk(
			await changeLifecycle(partnership.as('ssuLeader'), code, { to: 'discontinued', reason: 'Sak 07/26' })
		);
		const before = await traces();
		expect(expectRefusal(await confirmRollouts(representative(), within(), seen))).toEqual({
			code: 'invalid',
			faults: [
				{ field: '1.2', code: 'stale' },
				{ field: '2.1', code: 'stale' }
			]
		});
		const unknown = [...seen.slice(0, 1), { measure: '9.9', version: 1 }];
		expect(expectRefusal(await confirmRollouts(representative(), within(), unknown)).code).toBe('not-found');
		expect(expectRefusal(await confirmRollouts(representative(), within(), []))).toMatchObject({
			faults: [{ code: 'required' }]
		});
		expect(await traces()).toEqual(before);
	});

	it('refuses others and representatives of other partners', async () => {
		const before = await traces();
		for (const who of ['anyone', 'leader', 'ssuLeader', 'meeting', 'administrator'] as const)
			expect(expectRefusal(await confirmRollouts(partnership.as(who), within(), seen)).code).toBe(
				'not-permitted'
			);
		expect(expectRefusal(await confirmRollouts(representative(), within('4022'), seen)).code).toBe(
			'not-permitted'
		);
		expect(await traces()).toEqual(before);
	});
});
