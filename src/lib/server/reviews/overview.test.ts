import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryDatabase } from '../../../../tests/support/database';
import {
	aPartnership,
	aPlanFile,
	completeAnswers,
	expectOk,
	today,
	type Partnership
} from '../../../../tests/support/partnership';
import { approveEvaluation } from '../evaluations/approval';
import { submitEvaluation } from '../evaluations/commands';
import { openRound } from '../workflows/open-round';
import { closeRound } from '../workflows/close-round';
import { publishReview } from './commands';
import { reopenRound } from '../rounds/commands';
import { currentPlanSnapshot, overviewPage } from './overview';

let partnership: Partnership;
const secretariat = () => partnership.as('secretariat');
const close = async (key: string) => expectOk(await closeRound(secretariat(), await partnership.round(key)));
const publish = async (key: string) => expectOk(await publishReview(secretariat(), partnership.planId, key));
const page = (audience: 'public' | 'members', asked: string | null = null, now = today) =>
	overviewPage(partnership.db, { planId: partnership.planId, audience, round: asked }, now);

/** The 2025 round is published, the half-year round of 2026 closed, the annual one of 2026 open. */
beforeEach(async () => {
	partnership = await aPartnership(
		aPlanFile({
			measures: 8,
			rounds: [
				{ year: 2025, kind: 'annual', state: 'open' },
				{ year: 2026, kind: 'half', state: 'planned' },
				{ year: 2026, kind: 'annual', state: 'planned', reported: false }
			]
		})
	);
	await close('2025');
	await publish('2025');
	expectOk(await openRound(secretariat(), await partnership.round('2026-half')));
	await close('2026-half');
	expectOk(await openRound(secretariat(), await partnership.round('2026')));
});

describe('the overview', () => {
	it('is null for an unknown plan', async () => {
		const empty = await temporaryDatabase();
		expect(await overviewPage(empty, { planId: 1, audience: 'members', round: null }, today)).toBeNull();
		expect(await currentPlanSnapshot(empty, 1, 'members', today)).toBeNull();
	});

	it('counts the answers of the running round for members, of the published review for the public', async () => {
		expect((await page('members'))?.response).toMatchObject({ asked: 8, answered: 0 });
		const published = (await page('public', '2025'))!.overview.figures.total;
		expect((await page('public'))?.response).toMatchObject({
			asked: published.asked ?? published.counted,
			answered: published.reported
		});
		expect((await page('members', '2025'))?.response).toBeNull();
	});

	it('lists each review the audience may open once, oldest first', async () => {
		const keys = async (audience: 'public' | 'members') =>
			(await page(audience))?.reviews.map((one) => one.key);
		expect(await keys('members')).toEqual(['2025', '2026-half']);
		expect(await keys('public')).toEqual(['2025']);
		await close('2026');
		expectOk(await reopenRound(secretariat(), await partnership.round('2025'), 'Eit tal var feil.'));
		await close('2025');
		expect(await keys('members')).toEqual(['2025', '2026-half', '2026']);
		expect(await keys('public')).toEqual(['2025']);
	});

	it('shows a closed round’s review only to an audience that may see it', async () => {
		expect(await page('members', '2026-half')).toMatchObject({
			shown: '2026-half',
			overview: { frame: { round: { kind: 'half' } } }
		});
		expect(await page('public', '2026-half')).toBeNull();
		expect(await page('public', '2025')).toMatchObject({ shown: '2025' });
	});

	it.each(['2026', '2029', '1999', 'summer', '2026-spring'])(
		'is null for a round without a review (%s)',
		async (key) => {
			expect(await page('members', key)).toBeNull();
		}
	);

	it('contains the figures of its audience', async () => {
		const members = (await page('members'))!.overview;
		const everybody = (await page('public'))!.overview;
		expect(members.frame).toMatchObject({
			round: { year: 2026, kind: 'annual' },
			last: { key: '2026-half' },
			yearBefore: { key: '2025' }
		});
		expect(everybody.frame).toMatchObject({ round: null, last: null, yearBefore: null });
		expect(members.figures.total).toMatchObject({ counted: 8, reported: 0, known: 7 });
		expect(everybody.figures.total).toMatchObject({ counted: 8, reported: 7, known: 7 });
		expect(members.figures.total.progress).not.toBe(everybody.figures.total.progress);
	});

	it('lists dates ninety days ahead and the rounds that have not closed', async () => {
		const found = (await page('members'))!;
		expect(found.ahead.map((one) => [one.due, one.code])).toEqual(
			['1.1', '1.2', '1.3', '1.4', '2.1', '2.2', '2.3', '2.4'].map((code) => ['2026-12-31', code])
		);
		expect(found.rounds).toMatchObject([{ key: '2026', reportBy: '2026-11-21' }]);
		expect(found).toMatchObject({ municipalities: 2, plan: { slug: '2025-2029' } });
	});

	it('neither misses a report that waits for approval, nor lists the deadline of a measure that is done', async () => {
		const { planId } = partnership;
		const late = new Date('2026-11-25T12:00:00.000Z');
		const target = { planId, round: '2026', measure: '1.1', version: null };
		const answers = completeAnswers({ status: 'done', progress: 100, deviation: '' });
		const { version } = expectOk(await submitEvaluation(partnership.as('leader', late), target, answers));
		const missing = async () =>
			(await page('members', null, late))!.overview.attention
				.filter(({ reasons }) => reasons.some(({ code }) => code === 'report-missing'))
				.map(({ measure }) => measure.code)
				.sort();
		expect(await missing()).toEqual(['1.2', '1.3', '1.4', '2.1', '2.2', '2.3', '2.4']);
		const ahead = async () => (await page('members', null, late))!.ahead.map(({ code }) => code);
		expect(await ahead()).toContain('1.1');
		expectOk(await approveEvaluation(partnership.as('ssuLeader', late), { ...target, version }));
		expect(await missing()).not.toContain('1.1');
		expect(await ahead()).not.toContain('1.1');
	});

	it('changes at midnight in Oslo', async () => {
		const evening = await page('members', null, new Date('2026-11-10T22:59:00.000Z'));
		const night = await page('members', null, new Date('2026-11-10T23:01:00.000Z'));
		expect([evening, night].map((one) => one?.overview.frame.asOf)).toEqual(['2026-11-10', '2026-11-11']);
	});
});

describe('the current plan snapshot', () => {
	it('contains the newest version of each review the audience may open', async () => {
		const keys = async (audience: 'public' | 'members') =>
			(await currentPlanSnapshot(partnership.db, partnership.planId, audience, today))?.past.map(
				(one) => one.key
			);
		expect(await keys('members')).toEqual(['2025', '2026-half']);
		expect(await keys('public')).toEqual(['2025']);
	});
});
