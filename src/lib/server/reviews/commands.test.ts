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
import type { Localized } from '$lib/domain/localized';
import type { PlanFile } from '$lib/forms/plan-file/plan-file';
import { importPlan } from '../plan-file/import';
import { exportPlan } from '../plan-file/export';
import { closeRound } from '../workflows/close-round';
import { reopenRound } from '../rounds/commands';
import { roundByKey } from '../rounds/queries';
import { writeReviewText, type ReviewTextTarget } from './commands';
import { reviewByKey, reviewTextsIn } from './queries';

let partnership: Partnership;

beforeEach(async () => {
	partnership = await aPartnership(
		aPlanFile({
			rounds: [
				{ year: 2025, kind: 'annual', state: 'closed' },
				{ year: 2026, kind: 'annual', state: 'open' }
			]
		})
	);
});

const given: Localized = { nb: 'Et godt år.', nn: 'Eit godt år.' };

function write(target: Partial<ReviewTextTarget> = {}, text = given, who: PersonName = 'secretariat') {
	const { planId } = partnership;
	return writeReviewText(
		partnership.as(who),
		{ planId, round: '2026', section: 'year', version: null, ...target },
		text
	);
}

async function standing() {
	const round = await roundByKey(partnership.db.read, partnership.planId, '2026');
	return reviewTextsIn(partnership.db.read, round!.id);
}

const close = async () =>
	expectOk(await closeRound(partnership.as('secretariat'), await partnership.round('2026')));
const frozen = async () => (await reviewByKey(partnership.db.read, partnership.planId, '2026'))!;

describe('a review text', () => {
	it('is stored with its author and date, and recorded', async () => {
		expectOk(await write({ section: 'area:2' }));
		expect((await standing()).get('area:2')).toMatchObject({ text: given, on: '2026-11-10', version: 1 });
		expect(await lastEvent(partnership.db)).toMatchObject({
			verb: 'write-review-text',
			nounId: '2026/area:2',
			after: { text: given }
		});
	});

	it('is changed from the current version, and deleted if empty', async () => {
		expectOk(await write());
		expectOk(await write({ version: 1 }, { nn: 'Eit travelt år.' }));
		expect((await standing()).get('year')).toMatchObject({ text: { nn: 'Eit travelt år.' }, version: 2 });
		expectOk(await write({ version: 2 }, { nb: ' ', nn: '' }));
		expect((await standing()).size).toBe(0);
	});

	it('records nothing when saved unchanged', async () => {
		expectOk(await write());
		const before = await partnership.traces();
		expectOk(await write({ version: 1 }));
		expect(await partnership.traces()).toEqual(before);
	});

	it('is sealed with the review; without texts the seal stays the same', async () => {
		const without = await close();
		expectOk(
			await reopenRound(partnership.as('secretariat'), await partnership.round('2026'), 'Teksten mangla.')
		);
		expect((await close()).sha256).toBe(without.sha256);
		expectOk(
			await reopenRound(partnership.as('secretariat'), await partnership.round('2026'), 'No kjem han.')
		);
		expectOk(await write());
		expect((await close()).sha256).not.toBe(without.sha256);
		const { content, intact } = await frozen();
		expect(content.texts).toEqual({ year: given });
		expect(intact).toBe(true);
	});

	it('is exported and imported with the plan file', async () => {
		expectOk(await write({ section: 'area:1' }));
		expectOk(await write({ section: 'next' }, { nn: 'Vidare.' }));
		const file = JSON.parse((await exportPlan(partnership.db.read))!) as PlanFile;
		const texts = file.plan.rounds[1]?.texts;
		expect(texts?.map(({ section }) => section)).toEqual(['area:1', 'next']);
		const other = await aPartnership(aPlanFile({ measures: 1 }));
		const named = { ...file, partnership: { ...file.partnership, slug: 'another' } };
		const [first, second] = file.plan.rounds;
		// Measure ids are kept on import, so they would collide with the other plan's.
		const rounds = [first!, second!].map((round) => ({ ...round, evaluations: [], reviews: [] }));
		const plan = { ...file.plan, slug: 'another', measures: [], rounds };
		const { planId } = expectOk(await importPlan(other.as('administrator'), { ...named, plan }));
		const again = JSON.parse((await exportPlan(other.db.read, planId))!) as PlanFile;
		expect(again.plan.rounds[1]?.texts).toEqual(texts);
	});
});

describe('writing a review text is refused', () => {
	it.each(['anyone', 'signedIn', 'observer', 'leader', 'ssuLeader', 'meeting', 'administrator'] as const)(
		'to %s',
		async (who) => {
			const before = await partnership.traces();
			expect(expectRefusal(await write({}, given, who))).toMatchObject({ code: 'not-permitted' });
			expect(await partnership.traces()).toEqual(before);
		}
	);

	it.each(['area:99', 'area:0', 'somewhere', ''])('in an unknown section (%j)', async (section) => {
		expect(expectRefusal(await write({ section }))).toEqual({ code: 'not-found' });
	});

	it('in a closed round', async () => {
		expect(expectRefusal(await write({ round: '2025' }))).toEqual({ code: 'wrong-state', state: 'closed' });
	});

	it('from a stale version, with the current text', async () => {
		expectOk(await write());
		expect(expectRefusal(await write({}, { nb: 'Et annet år.' }))).toMatchObject({
			code: 'stale',
			current: { text: given }
		});
		expect((await standing()).get('year')?.text).toEqual(given);
	});
});
