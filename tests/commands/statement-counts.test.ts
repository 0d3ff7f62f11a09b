import { setImmediate } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/permission';
import { parseSearchQuery } from '$lib/domain/search/search';
import type { Database } from '$lib/server/database/database';
import { reportingEntries } from '$lib/server/rounds/queries';
import { evaluationsOf } from '$lib/server/evaluations/queries';
import {
	upcomingDates,
	relatedMeasures,
	measureDetails,
	measureTranslations
} from '$lib/server/measures/queries';
import { measureListFacts } from '$lib/server/measures/list';
import { sectionEntries } from '$lib/server/plan-structure/queries';
import { exportPlan } from '$lib/server/plan-file/export';
import { currentPlanSnapshot, overviewPage } from '$lib/server/reviews/overview';
import { latestReviews, reviewByKey, reviewEntries } from '$lib/server/reviews/queries';
import { loadPlanSnapshot } from '$lib/server/reviews/plan-snapshot';
import { rolloutMatrix } from '$lib/server/rollout/matrix';
import {
	rolloutAnswersOfPartner,
	measuresOfPartner,
	partnersWithUsage,
	partnerRepresentatives,
	rolloutOfMeasure,
	rolloutOfPlan
} from '$lib/server/rollout/queries';
import { openRound } from '$lib/server/workflows/open-round';
import { closeRound } from '$lib/server/workflows/close-round';
import { publishReview } from '$lib/server/reviews/commands';
import { indicatorsOfMeasure, indicatorsOfPlan } from '$lib/server/indicators/queries';
import { loadPlanThreads } from '$lib/server/threads/plan-threads';
import { threadChoices } from '$lib/server/threads/queries';
import { scheduleOf } from '$lib/server/timeline/queries';
import { loadStartFacts } from '$lib/server/start/queries';
import { recentWork } from '$lib/server/start/recent';
import { searchPlan } from '$lib/server/search/queries';
import { yearEntries } from '$lib/server/year/queries';
import { workbookReferences, workbookMeasures } from '$lib/server/workbooks/queries';
import { load as roundPage } from '../../src/routes/rounds/[round]/+page.server';
import { aPartnership, aPlanFile, expectOk, today, type Partnership } from '../support/partnership';

/*
 * A list page asks the database as often for 340 measures as for 34: the number of
 * statements is counted, not guessed. Both plans have two closed rounds, one of them published, and
 * an open one.
 */

const sizes = [34, 340] as const;
const plans = new Map<number, Partnership>();

beforeAll(async () => {
	for (const measures of sizes) {
		const partnership = await aPartnership(
			aPlanFile({
				measures,
				rounds: [
					{ year: 2025, kind: 'annual', state: 'open' },
					{ year: 2026, kind: 'half', state: 'planned' },
					{ year: 2026, kind: 'annual', state: 'planned' }
				]
			})
		);
		const { as, planId, round } = partnership;
		expectOk(await closeRound(as('secretariat'), await round('2025')));
		expectOk(await publishReview(as('secretariat'), planId, '2025'));
		expectOk(await openRound(as('secretariat'), await round('2026-half')));
		expectOk(await closeRound(as('secretariat'), await round('2026-half')));
		expectOk(await openRound(as('secretariat'), await round('2026')));
		plans.set(measures, partnership);
	}
}, 120_000);

/** The page of the open round, as the secretariat gets it. */
async function pageOfRound({ actors, db, scope }: Partnership): Promise<unknown> {
	const url = new URL('http://localhost/rounds/2026');
	const locals = { actor: actors.secretariat, db, scope, now: today, locale: 'nn' };
	const event = { url, params: { round: '2026' }, locals };
	return roundPage(event as unknown as Parameters<typeof roundPage>[0]);
}

/** What pages ask for, and the most statements it may take. */
const asked: [string, most: number, (partnership: Partnership) => Promise<unknown>][] = [
	[
		'where the plan stands, for members',
		11,
		async ({ db, plan }) =>
			loadPlanSnapshot(db.read, await plan(), { of: 'latest', audience: 'members' }, today)
	],
	[
		'where the plan stands, for the public',
		10,
		async ({ db, plan }) =>
			loadPlanSnapshot(db.read, await plan(), { of: 'latest', audience: 'public' }, today)
	],
	[
		'the overview, for members',
		25,
		({ db, planId }) => overviewPage(db, { planId, audience: 'members', round: null }, today)
	],
	[
		'the overview, for the public',
		22,
		({ db, planId }) => overviewPage(db, { planId, audience: 'public', round: null }, today)
	],
	[
		'the overview of a closed round',
		20,
		({ db, planId }) => overviewPage(db, { planId, audience: 'members', round: '2025' }, today)
	],
	[
		'the standing now and in each review',
		21,
		({ db, planId }) => currentPlanSnapshot(db, planId, 'members', today)
	],
	['the page of a round, with who is reminded', 13, pageOfRound],
	[
		'the next steps',
		18,
		async ({ db, plan }) => {
			const current = await plan();
			return loadStartFacts(db.read, { partnershipId: current.partnershipId, plan: current }, today);
		}
	],
	[
		'what was done lately',
		1,
		async ({ db, plan }) => {
			const current = await plan();
			return recentWork(db.read, { partnershipId: current.partnershipId, plan: current }, today);
		}
	],
	['the list of a round', 1, ({ db, planId }) => reportingEntries(db.read, planId, 3)],
	['the reports of a measure through the years', 2, ({ db }) => evaluationsOf(db.read, 'measure-1')],
	['a measure', 8, ({ db, planId }) => measureDetails(db.read, planId, '1.1')],
	['the measures to edit, with their texts', 2, ({ db, planId }) => measureTranslations(db.read, planId)],
	['what a measure came from and became', 2, ({ db }) => relatedMeasures(db.read, 'measure-1')],
	['a part of the frame', 1, async ({ db, plan }) => sectionEntries(db.read, await plan(), 'challenges', [])],
	['the reviews', 1, ({ db, planId }) => reviewEntries(db.read, planId)],
	['the reviews with their content', 1, ({ db, planId }) => latestReviews(db.read, planId, false)],
	['one review', 1, ({ db, planId }) => reviewByKey(db.read, planId, '2025')],
	['the facts of a list of measures', 4, async ({ db, plan }) => measureListFacts(db.read, await plan())],
	['what lies ahead', 2, ({ db, planId }) => upcomingDates(db.read, planId, '2025-01-01', '2029-12-31')],
	[
		'a year of meetings, rounds and dates',
		4,
		async ({ db, planId, plan, actors }) => {
			const { partnershipId } = await plan();
			const scope = { partnershipId, planId, actor: actors.secretariat };
			return yearEntries(db.read, scope, { from: '2026-01-01', to: '2026-12-31' });
		}
	],
	['the matrix of the rollout', 4, async ({ db, plan }) => rolloutOfPlan(db.read, await plan())],
	['the parties with what they use', 3, async ({ db, plan }) => partnersWithUsage(db.read, await plan())],
	[
		'one party: its rollout, its measures and its representatives',
		3,
		async ({ db, planId }) => [
			await rolloutAnswersOfPartner(db.read, planId, 1),
			await measuresOfPartner(db.read, planId, 1),
			await partnerRepresentatives(db.read, 1, today)
		]
	],
	[
		'the rollout of a measure',
		3,
		async ({ db, plan }) =>
			rolloutOfMeasure(db.read, (await plan()).partnershipId, { id: 'measure-1', introducedAtHome: true })
	],
	['the plan with its threads', 7, ({ db, planId }) => loadPlanThreads(db.read, planId)],
	['the plan over time', 3, ({ db, planId }) => scheduleOf(db.read, planId)],
	['the indicators of a plan', 4, ({ db, planId }) => indicatorsOfPlan(db.read, planId)],
	['the indicators of a measure', 3, ({ db }) => indicatorsOfMeasure(db.read, 'measure-1')],
	['what a measure can be tied to', 4, ({ db, planId }) => threadChoices(db.read, planId)],
	['what is searched for', 2, ({ db, actors, plan }) => searched(db, actors.secretariat, plan)],
	[
		'the measures as rows of a workbook',
		11,
		async ({ db, plan }) => {
			const current = await plan();
			return [await workbookReferences(db.read, current), await workbookMeasures(db.read, current.id)];
		}
	],
	['the whole plan as a file', 32, ({ db }) => exportPlan(db.read)]
];

/** A search that many measures and every report are hits of. */
async function searched(db: Database, actor: Actor, plan: Partnership['plan']) {
	const query = parseSearchQuery('halde fram');
	if (query.state !== 'ready') throw new Error('There is nothing to search for.');
	return searchPlan(db.read, { actor, plan: await plan(), query, locale: 'nb' }, { most: 5 });
}

describe('as many statements for 340 measures as for 34', () => {
	it.each(asked)('%s (at most %i)', async (_, most, ask) => {
		const counts = [];
		for (const size of sizes) {
			const partnership = plans.get(size)!;
			// The plan itself is read before: asking for it is not counted.
			const plan = await partnership.plan();
			const before = partnership.db.statements();
			const answer = await ask({ ...partnership, plan: () => Promise.resolve(plan) });
			counts.push(partnership.db.statements() - before);
			expect(answer).toBeTruthy();
		}
		const [few, many] = counts;
		expect(many).toBe(few);
		expect(few).toBeLessThanOrEqual(most);
	});

	it('and the second reader of an overview costs one', async () => {
		const { db, planId } = plans.get(340)!;
		await overviewPage(db, { planId, audience: 'members', round: null }, today);
		await setImmediate();
		const before = db.statements();
		await overviewPage(db, { planId, audience: 'members', round: null }, today);
		expect(db.statements() - before).toBe(1);
	});

	it('and all of it answers with every measure', async () => {
		const { db, planId, plan } = plans.get(340)!;
		const { measures } = await loadPlanSnapshot(
			db.read,
			await plan(),
			{ of: 'latest', audience: 'members' },
			today
		);
		expect(measures).toHaveLength(340);
		expect(await reportingEntries(db.read, planId, 3)).toHaveLength(340);
		const matrix = rolloutMatrix(await rolloutOfPlan(db.read, await plan()), '2026-11-10');
		expect(matrix.map(({ cells }) => cells.length)).toEqual(Array.from({ length: 85 }, () => 3));
		expect(await rolloutAnswersOfPartner(db.read, planId, 1)).toHaveLength(85);
		expect(
			(await overviewPage(db, { planId, audience: 'public', round: null }, today))?.overview.figures.total
		).toMatchObject({
			counted: 340,
			reported: 292
		});
	});
});
