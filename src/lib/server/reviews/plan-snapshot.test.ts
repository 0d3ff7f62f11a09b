import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	completeAnswers,
	expectOk,
	type Partnership,
	type RoundShape
} from '../../../../tests/support/partnership';
import { computeFigures } from '$lib/domain/figures/figures';
import { submitEvaluation } from '../evaluations/commands';
import { approveEvaluation, returnEvaluation } from '../evaluations/approval';
import { evaluationIn, evaluationsOf } from '../evaluations/queries';
import { changeLifecycle } from '../measures/commands';
import { openRound } from '../workflows/open-round';
import { closeRound } from '../workflows/close-round';
import { publishReview } from './commands';
import { reopenRound } from '../rounds/commands';
import { parseRoundKey } from '$lib/domain/round/round';
import { roundByKey } from '../rounds/queries';
import { reviewByKey } from './queries';
import { loadPlanSnapshot, type Audience } from './plan-snapshot';

let partnership: Partnership;

/** Planned rounds of 2025 and 2026; the tests report measure 1.1 step by step. */
const planned: RoundShape[] = ['2025-half', '2025', '2026-half', '2026'].map((key) => ({
	...parseRoundKey(key)!,
	state: 'planned',
	reported: false
}));

beforeEach(async () => {
	partnership = await aPartnership(aPlanFile({ measures: 3, rounds: planned }));
});

const secretariat = (now?: Date) => partnership.as('secretariat', now);
const open = async (key: string) => expectOk(await openRound(secretariat(), await partnership.round(key)));
const close = async (key: string, now?: Date) =>
	expectOk(await closeRound(secretariat(now), await partnership.round(key)));
const publish = async (key: string) => expectOk(await publishReview(secretariat(), partnership.planId, key));
const reopen = async (key: string) =>
	expectOk(await reopenRound(secretariat(), await partnership.round(key), 'Eit tal var feil.'));

/** Reports measure 1.1 in a round and approves it, returning an approved evaluation first. */
async function report(
	key: string,
	progress: number,
	now = new Date('2026-11-10T12:00:00.000Z')
): Promise<void> {
	const { db, planId } = partnership;
	const target = async () => {
		const round = (await roundByKey(db.read, planId, key))!;
		const given = await evaluationIn(db.read, round.id, 'measure-1');
		return { planId, round: key, measure: '1.1', version: given?.version ?? null, state: given?.state };
	};
	if ((await target()).state === 'approved')
		expectOk(await returnEvaluation(secretariat(now), await target(), { text: 'Rett.', lang: 'nn' }));
	expectOk(await submitEvaluation(secretariat(now), await target(), completeAnswers({ progress })));
	expectOk(await approveEvaluation(secretariat(now), await target()));
}

/** Opens a round, reports measure 1.1 and closes the round. */
async function run(key: string, progress: number, now?: Date): Promise<void> {
	await open(key);
	await report(key, progress, now);
	await close(key, now);
}

async function standing(audience: Audience, on = '2026-12-31') {
	const now = new Date(`${on}T12:00:00.000Z`);
	return loadPlanSnapshot(partnership.db.read, await partnership.plan(), { of: 'latest', audience }, now);
}

/** Returns the round and progress of measure 1.1 that the audience sees. */
async function seenBy(audience: Audience) {
	const { report: given } = (await standing(audience)).measures[0]!;
	return given && `${given.round}: ${given.progress}`;
}

describe('the public snapshot', () => {
	it('contains an evaluation once published, unlike the members’ snapshot', async () => {
		await open('2025');
		expect([await seenBy('public'), await seenBy('members')]).toEqual([null, null]);
		await report('2025', 30);
		expect([await seenBy('public'), await seenBy('members')]).toEqual([null, '2025: 30']);
		await close('2025');
		expect([await seenBy('public'), await seenBy('members')]).toEqual([null, '2025: 30']);
		await publish('2025');
		expect([await seenBy('public'), await seenBy('members')]).toEqual(['2025: 30', '2025: 30']);
	});

	it('contains the last published evaluation until the later round is published', async () => {
		await run('2025', 30);
		await publish('2025');
		await run('2026-half', 50);
		expect([await seenBy('public'), await seenBy('members')]).toEqual(['2025: 30', '2026-half: 50']);
		await publish('2026-half');
		expect(await seenBy('public')).toBe('2026-half: 50');
	});

	it('contains a correction only once it is published', async () => {
		await run('2025', 30);
		await publish('2025');
		await reopen('2025');
		expect(await seenBy('public')).toBe('2025: 30');
		await report('2025', 35);
		expect([await seenBy('public'), await seenBy('members')]).toEqual(['2025: 30', '2025: 35']);
		await close('2025');
		expect([await seenBy('public'), await seenBy('members')]).toEqual(['2025: 30', '2025: 35']);
		await publish('2025');
		expect(await seenBy('public')).toBe('2025: 35');
	});

	it('lists a corrected evaluation as unpublished until its review is published', async () => {
		const published = async () => (await evaluationsOf(partnership.db.read, 'measure-1'))[0]?.published;
		await run('2025', 30);
		expect(await published()).toBe(false);
		await publish('2025');
		expect(await published()).toBe(true);
		await reopen('2025');
		await report('2025', 35);
		await close('2025');
		expect(await published()).toBe(false);
		await publish('2025');
		expect(await published()).toBe(true);
	});

	it('contains no running round', async () => {
		await run('2025', 30);
		await publish('2025');
		await open('2026');
		expect((await standing('public')).round).toBeNull();
		expect((await standing('members')).round).toMatchObject({ year: 2026, asked: 3, approved: 0 });
	});
});

describe('the members’ snapshot', () => {
	it('contains each measure’s latest approved evaluation, annual after half-year', async () => {
		await run('2025-half', 10);
		await run('2025', 30);
		expect(await seenBy('members')).toBe('2025: 30');
		await open('2026-half');
		expect(await seenBy('members')).toBe('2025: 30');
		await report('2026-half', 50);
		expect(await seenBy('members')).toBe('2026-half: 50');
		expect((await standing('members')).round).toMatchObject({ kind: 'half', approved: 1 });
	});

	it('omits a returned evaluation', async () => {
		await open('2025');
		await report('2025', 30);
		const { as, planId } = partnership;
		const target = { planId, round: '2025', measure: '1.1', version: 2 };
		expectOk(await returnEvaluation(as('ssuLeader'), target, { text: 'Kva tid?', lang: 'nn' }));
		expect(await seenBy('members')).toBeNull();
	});

	it('counts only adopted measures that have not ended as asked', async () => {
		await open('2025');
		const { as, planId } = partnership;
		expectOk(
			await changeLifecycle(
				as('ssuLeader'),
				{ planId, code: '1.2', version: 1 },
				{ to: 'completed', reason: 'Ferdig' }
			)
		);
		expect((await standing('members')).round).toMatchObject({ asked: 2 });
	});
});

describe('an evaluation becomes stale', () => {
	beforeEach(() => run('2025', 30, new Date('2025-12-01T12:00:00.000Z')));
	it.each([
		['2026-05-30', 180, false],
		['2026-05-31', 181, true]
	])('on %s, when %i days old: %s', async (on, _, stale) => {
		expect((await standing('members', on)).measures[0]?.report).toMatchObject({
			submittedOn: '2025-12-01',
			stale
		});
	});

	it('for the public too, counted from its submission', async () => {
		await publish('2025');
		expect((await standing('public', '2026-05-30')).measures[0]?.report).toMatchObject({ stale: false });
		expect((await standing('public', '2026-05-31')).measures[0]?.report).toMatchObject({ stale: true });
	});

	it('but not in its own round’s review', async () => {
		await open('2026');
		await report('2026', 40, new Date('2026-01-01T12:00:00.000Z'));
		const round = (await roundByKey(partnership.db.read, partnership.planId, '2026'))!;
		const late = new Date('2027-12-31T12:00:00.000Z');
		const closing = await loadPlanSnapshot(
			partnership.db.read,
			await partnership.plan(),
			{ of: 'round', round },
			late
		);
		expect(closing.measures[0]?.report).toMatchObject({ stale: false });
	});
});

describe('the previous review and the year before', () => {
	const compared = async (audience: Audience = 'members', on = '2026-12-31') => {
		const { last, yearBefore } = await standing(audience, on);
		return { last: last?.key ?? null, yearBefore: yearBefore?.key ?? null };
	};

	it('are chosen for each round', async () => {
		const seen: Record<string, unknown> = {};
		for (const key of ['2025-half', '2025', '2026-half', '2026']) {
			await open(key);
			seen[key] = await compared();
			await close(key);
		}
		expect(seen).toEqual({
			'2025-half': { last: null, yearBefore: null },
			'2025': { last: '2025-half', yearBefore: null },
			'2026-half': { last: '2025', yearBefore: '2025' },
			'2026': { last: '2026-half', yearBefore: '2025' }
		});
	});

	it('are sealed unchanged when a round is corrected after later ones closed', async () => {
		for (const key of ['2025-half', '2025', '2026-half', '2026']) await run(key, 30);
		await reopen('2025');
		await close('2025');
		const { db, planId } = partnership;
		const frozen = async (key: string) => {
			const { last, yearBefore } = (await reviewByKey(db.read, planId, key))!.content;
			return [last?.key ?? null, yearBefore?.key ?? null];
		};
		expect(await frozen('2025')).toEqual(['2025-half', null]);
		expect(await frozen('2026-half')).toEqual(['2025', '2025']);
		expect(await frozen('2026')).toEqual(['2026-half', '2025']);
	});

	it('are those of the newest review between rounds', async () => {
		for (const key of ['2025', '2026-half']) await run(key, 30);
		expect(await compared('members', '2026-09-01')).toEqual({ last: '2025', yearBefore: '2025' });
		expect(await compared('members', '2027-09-01')).toEqual({ last: '2025', yearBefore: '2025' });
	});

	it('are published reviews for the public', async () => {
		for (const key of ['2025', '2026-half']) await run(key, 30);
		expect(await compared('public')).toEqual({ last: null, yearBefore: null });
		await publish('2025');
		expect(await compared('public')).toEqual({ last: null, yearBefore: null });
		await publish('2026-half');
		expect(await compared('public')).toEqual({ last: '2025', yearBefore: '2025' });
	});

	it('contain the progress measured then', async () => {
		await run('2025', 30);
		await run('2026', 50);
		const now = await standing('members');
		expect(now.last).toMatchObject({ key: '2025', progress: { all: 30, '1': 30, '2': null } });
		expect(now.last?.measures.map(({ progress }) => progress)).toContain(30);
		expect(computeFigures(now).total).toMatchObject({ progress: 50, before: null });
	});
});

describe('correcting a round', () => {
	it('does not change the snapshot if a later round has closed', async () => {
		await run('2025', 30);
		await run('2026', 50);
		const before = await standing('members');
		await reopen('2025');
		expect(await standing('members')).toEqual(before);
		expect(await seenBy('members')).toBe('2026: 50');
	});

	it('makes the newest round the running one again', async () => {
		await run('2025', 30);
		await reopen('2025');
		expect((await standing('members')).round).toMatchObject({ year: 2025, approved: 1 });
	});
});
