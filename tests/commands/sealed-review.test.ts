import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { canonicalJson, type ReviewContent } from '$lib/domain/review/review';
import * as schema from '$lib/server/database/schema';
import { saveDraft, submitEvaluation } from '$lib/server/evaluations/commands';
import { approveEvaluation, returnEvaluation } from '$lib/server/evaluations/approval';
import { evaluationIn } from '$lib/server/evaluations/queries';
import { changeLifecycle, editMeasure, setMilestones } from '$lib/server/measures/commands';
import { measureByCode } from '$lib/server/measures/queries';
import { overviewPage } from '$lib/server/reviews/overview';
import { reviewByKey, reviewEntries } from '$lib/server/reviews/queries';
import { openRound } from '$lib/server/workflows/open-round';
import { closeRound } from '$lib/server/workflows/close-round';
import { publishReview } from '$lib/server/reviews/commands';
import { planRound, reopenRound } from '$lib/server/rounds/commands';
import {
	aPartnership,
	aPlanFile,
	roundDates,
	completeAnswers,
	expectOk,
	today,
	type Partnership
} from '../support/partnership';

/*
 * What was closed does not move (domain-rules.md §4.1): a review says for ever what was true when
 * its round closed, however the plan moves on.
 */

let partnership: Partnership;
const review = (version?: number, publishedOnly = false) =>
	reviewByKey(partnership.db.read, partnership.planId, '2026', { version, publishedOnly });
const close = async () =>
	expectOk(await closeRound(partnership.as('secretariat'), await partnership.round('2026')));
const reopen = async () =>
	expectOk(
		await reopenRound(partnership.as('secretariat'), await partnership.round('2026'), 'Eit tal var feil.')
	);
const publish = async () =>
	expectOk(await publishReview(partnership.as('secretariat'), partnership.planId, '2026'));
const named = (measure: string, version: number | null = null) => ({
	planId: partnership.planId,
	round: '2026',
	measure,
	version
});

/** Measure 1.1 approved, 2.1 submitted, 1.2 returned, 2.2 a draft, 1.3 silent. */
beforeEach(async () => {
	partnership = await aPartnership(
		aPlanFile({ measures: 5, rounds: [{ year: 2026, kind: 'annual', state: 'open', reported: false }] })
	);
	const { as } = partnership;
	for (const code of ['1.1', '2.1', '1.2'])
		expectOk(
			await submitEvaluation(as('secretariat'), named(code), completeAnswers({ done: `Gjort i ${code}` }))
		);
	expectOk(await approveEvaluation(as('ssuLeader'), named('1.1', 1)));
	expectOk(await returnEvaluation(as('ssuLeader'), named('1.2', 1), { text: 'Kva tid?', lang: 'nn' }));
	expectOk(await saveDraft(as('secretariat'), named('2.2'), completeAnswers()));
});

describe('what a closing round freezes', () => {
	it('is one canonical text, under the SHA-256 of its bytes', async () => {
		const { sha256, version } = await close();
		const frozen = await review();
		expect(frozen?.text).toBe(canonicalJson(JSON.parse(frozen!.text)));
		expect(createHash('sha256').update(Buffer.from(frozen!.text, 'utf8')).digest('hex')).toBe(sha256);
		expect(frozen).toMatchObject({ sha256, version, intact: true });
	});

	it('names every measure, with the approved report or none', async () => {
		await close();
		const { measures, round, figures } = (await review())!.content;
		expect(measures.map((one) => [one.code, one.title.nn, one.report?.done ?? null])).toEqual([
			['1.1', 'Tiltak 1', 'Gjort i 1.1'],
			['1.2', 'Tiltak 3', null],
			['1.3', 'Tiltak 5', null],
			['2.1', 'Tiltak 2', null],
			['2.2', 'Tiltak 4', null]
		]);
		expect(round).toMatchObject({ asked: 5, approved: 1 });
		expect(figures.total).toMatchObject({
			counted: 5,
			reported: 1,
			statuses: { 'on-track': 1, 'not-reported': 4 }
		});
	});

	it('locks what is approved and leaves the rest as far as it had come', async () => {
		await close();
		const states = ['1', '2', '3', '4', '5'].map(
			async (number) => (await evaluationIn(partnership.db.read, 1, `measure-${number}`))?.state
		);
		expect(await Promise.all(states)).toEqual(['locked', 'submitted', 'returned', 'draft', undefined]);
	});

	it('is the same text wherever the same things were reported', async () => {
		const { sha256 } = await close();
		await reopen();
		expect(await close()).toEqual({ version: 2, sha256 });
	});
});

/** What happens to a plan in the years after: by the commands, and by programs we do not know. */
const later: [string, () => Promise<unknown>][] = [
	[
		'a new title, deadline and body',
		async () => {
			const { as, db, planId } = partnership;
			const found = (await measureByCode(db.read, planId, '1.1'))!;
			const texts = { ...found, title: { nb: 'Noe annet' }, deadline: '2029-12-31', body: 'ssu' };
			expectOk(await editMeasure(as('ssuLeader'), { planId, code: '1.1', version: 1 }, texts));
		}
	],
	[
		'a measure ends',
		async () => {
			const { as, planId } = partnership;
			expectOk(
				await changeLifecycle(
					as('ssuLeader'),
					{ planId, code: '1.1', version: 1 },
					{ to: 'discontinued', reason: 'Sak 1/27' }
				)
			);
		}
	],
	[
		'new milestones',
		async () => {
			const { as, planId } = partnership;
			const target = { planId, code: '1.1', version: 1 };
			expectOk(
				await setMilestones(as('ssuLeader'), target, [
					{ title: { nb: 'Ny' }, due: '2027-01-01', doneOn: null }
				])
			);
		}
	],
	[
		'new names of area, body, value and partnership',
		() =>
			partnership.db.write(async (tx) => {
				const name = { nn: 'Eit nytt namn' };
				await tx
					.update(schema.focusArea)
					.set({ name, shortName: name, number: sql`number + 10`, kind: 'adopted-area' });
				await tx.update(schema.body).set({ name });
				await tx.update(schema.coreValue).set({ name });
				await tx.update(schema.partnership).set({ name });
				await tx.update(schema.plan).set({ name, slug: 'another', freshnessDays: 1 });
			})
	],
	[
		'another core value, and codes and weights that change',
		() =>
			partnership.db.write(async (tx) => {
				const value = { planId: partnership.planId, place: 3, code: 'modig', name: { nb: 'Modig' } };
				await tx.insert(schema.coreValue).values(value);
				await tx.update(schema.measure).set({ code: sql`'X.' || substr(id, 9)`, areaId: null, weight: 7 });
			})
	],
	[
		'the reports themselves',
		() =>
			partnership.db.write(async (tx) => {
				await tx
					.update(schema.evaluation)
					.set({ state: 'draft', status: 'done', done: 'Noe annet', reportedBy: 'Ingen' });
				await tx.update(schema.valueScore).set({ score: 1 });
			})
	],
	[
		'a new round that reports otherwise and closes',
		async () => {
			const { as, planId, round } = partnership;
			const next = { year: 2027, kind: 'half' } as const;
			const frame = { graceDays: 0, questions: [], instruction: null };
			expectOk(await planRound(as('secretariat'), planId, { ...next, ...roundDates(next), ...frame }));
			expectOk(await openRound(as('secretariat'), await round('2027-half')));
			const target = { ...named('1.1'), round: '2027-half' };
			expectOk(
				await submitEvaluation(as('leader'), target, completeAnswers({ status: 'delayed', progress: 10 }))
			);
			expectOk(await approveEvaluation(as('ssuLeader'), { ...target, version: 1 }));
			expectOk(await closeRound(as('secretariat'), await round('2027-half')));
		}
	]
];

describe('what a review keeps of indicators and rollout', () => {
	it('is what was known when its round closed, with what it came to', async () => {
		await close();
		const { indicators, rollout } = (await review())!.content;
		expect(indicators?.map(({ measure }) => measure.code)).toEqual(['1.1', '1.3']);
		expect(indicators?.[0]?.readings).toContainEqual({
			...{ on: '2026-06-30', value: 35, standing: 'behind-target' },
			expected: expect.closeTo(50.17, 2) as number
		});
		expect(rollout?.measures.map(({ code }) => code)).toEqual(['1.1', '1.3']);
		expect(rollout?.parties.find(({ number }) => number === '4003')?.cells).toEqual(['started', 'started']);
		expect(rollout?.total).toMatchObject({ inUse: 0, states: { started: 2 } });
	});
});

describe('a review stays, byte for byte, after', () => {
	it.each(later)('%s', async (_, happens) => {
		const { sha256 } = await close();
		await publish();
		const before = await review();
		const shown = (
			await overviewPage(
				partnership.db,
				{ planId: partnership.planId, audience: 'public', round: '2026' },
				today
			)
		)?.overview;
		await happens();
		const after = await review();
		expect(after?.text).toBe(before?.text);
		expect(after).toEqual(before);
		expect(after).toMatchObject({ sha256, intact: true });
		expect(
			(
				await overviewPage(
					partnership.db,
					{ planId: partnership.planId, audience: 'public', round: '2026' },
					today
				)
			)?.overview
		).toEqual(shown);
	});
});

describe('a correction', () => {
	/** Reopens the round and approves another text for measure 1.1. */
	async function correct(): Promise<void> {
		const { as, db } = partnership;
		await reopen();
		const version = async () => (await evaluationIn(db.read, 1, 'measure-1'))!.version;
		const comment = { text: 'Rett talet.', lang: 'nn' } as const;
		expectOk(await returnEvaluation(as('ssuLeader'), named('1.1', await version()), comment));
		const answers = completeAnswers({ progress: 41, done: 'Retta' });
		expectOk(await submitEvaluation(as('leader'), named('1.1', await version()), answers));
		expectOk(await approveEvaluation(as('ssuLeader'), named('1.1', await version())));
	}

	it('makes version 2, and version 1 stays as it was', async () => {
		await close();
		const first = await review(1);
		await correct();
		expect(await close()).toMatchObject({ version: 2 });
		expect(await review(1)).toEqual(first);
		const second = await review();
		expect(second).toMatchObject({ version: 2, intact: true });
		expect(second?.content.measures[0]?.report).toMatchObject({ progress: 41, done: 'Retta' });
		expect(second?.sha256).not.toBe(first?.sha256);
		const entries = await reviewEntries(partnership.db.read, partnership.planId);
		expect(entries.map((one) => one.version)).toEqual([2, 1]);
	});

	it('is not the public’s before it is published; from then on the newest version wins', async () => {
		await close();
		expect(await review(undefined, true)).toBeNull();
		await publish();
		await correct();
		expect(await review(undefined, true)).toMatchObject({ version: 1 });
		await close();
		expect(await review()).toMatchObject({ version: 2 });
		expect(await review(undefined, true)).toMatchObject({ version: 1 });
		expect(await review(2, true)).toBeNull();
		await publish();
		expect(await review(undefined, true)).toMatchObject({ version: 2 });
		expect(await review(1, true)).toMatchObject({ version: 1 });
	});
});

describe('even by raw SQL', () => {
	beforeEach(close);
	const refused: [string, string][] = [
		["update review set content = '{}'", 'a review is frozen'],
		["update review set sha256 = 'ff'", 'a review is frozen'],
		['update review set version = 9', 'a review is frozen'],
		['update review set round_id = round_id', 'a review is frozen'],
		["update review set closed_by = 'Nokon annan', closed_at = '2020-01-01'", 'a review is frozen'],
		['delete from review', 'a review is never deleted'],
		["update event set by = 'Nokon annan'", 'history is append-only'],
		['update event set seq = seq + 100', 'history is append-only'],
		['delete from event', 'history is append-only'],
		[
			"insert or replace into review select id, round_id, version, '{}', sha256, closed_at, closed_by, published_at from review limit 1",
			'a review is frozen'
		],
		[
			"insert or replace into event (seq, at, verb, noun, noun_id) values (1, '2020', 'x', 'x', 'x')",
			'history is append-only'
		],
		['delete from event where seq = (select max(seq) from event)', 'history is append-only']
	];
	it.each(refused)('%s is refused', async (statement, because) => {
		const before = await partnership.traces();
		const cause = await partnership.db.read.run(sql.raw(statement)).then(
			() => '',
			(error: Error) => String(error.cause)
		);
		expect(cause).toContain(because);
		expect(await partnership.traces()).toEqual(before);
	});

	it('publishing alone may be written on a review', async () => {
		const before = await review();
		await partnership.db.read.run(sql`update review set published_at = '2026-12-01T00:00:00.000Z'`);
		expect(await review()).toEqual({ ...before, publishedAt: '2026-12-01T00:00:00.000Z' });
	});

	it('and not taken back', async () => {
		const { db } = partnership;
		await db.read.run(sql`update review set published_at = '2026-12-01T00:00:00.000Z'`);
		const cause = await db.read.run(sql`update review set published_at = null`).then(
			() => '',
			(error: Error) => String(error.cause)
		);
		expect(cause).toContain('a published review stays published');
	});

	it('a seal shows what was changed behind the triggers’ back', async () => {
		const { db } = partnership;
		await db.read.run(sql`drop trigger review_is_frozen`);
		await db.read.run(sql`update review set content = replace(content, 'Tiltak 1', 'Tiltak I')`);
		expect(await review()).toMatchObject({ intact: false });
		const content: ReviewContent = (await review())!.content;
		expect(content.measures[0]?.title.nn).toBe('Tiltak I');
	});
});
