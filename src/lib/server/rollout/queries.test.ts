import { beforeEach, describe, expect, it } from 'vitest';
import { aPartnership, expectOk, today, type Partnership } from '../../../../tests/support/partnership';
import { representPartner } from '../../../../tests/support/seats';
import { changeLifecycle } from '../measures/commands';
import { reportRollout } from './commands';
import { municipalAdoption, rolloutMatrix, rolloutSummary } from './matrix';
import {
	rolloutAnswersOfPartner,
	measuresOfPartner,
	partnersOf,
	partnersWithUsage,
	partnerByNumber,
	representedPartner,
	partnerRepresentatives,
	rolloutOfMeasure,
	rolloutOfPlan
} from './queries';

/** Skien has reported that it started with 1.1; Seljord and the hospital have not answered. */
let partnership: Partnership;
const read = () => partnership.db.read;

async function report(partner: string, state: 'in-use' | 'not-relevant', since: string | null = null) {
	const target = { planId: partnership.planId, measure: '1.1', partner, version: null };
	expectOk(
		await reportRollout(partnership.as('secretariat'), target, { state, since, note: '', lang: 'nb' })
	);
}

beforeEach(async () => void (partnership = await aPartnership()));

describe('the matrix', () => {
	it('has measures introduced at home by partner, municipalities first', async () => {
		const facts = await rolloutOfPlan(read(), await partnership.plan());
		expect(facts.parties.map(({ number }) => number)).toEqual(['4003', '4022', 'STHF']);
		expect(rolloutMatrix(facts, '2026-11-10')).toEqual([
			{
				code: '1.1',
				title: { nb: 'Tiltak 1', nn: 'Tiltak 1' },
				spread: { inUse: 0, concerned: 2, before: 0 },
				cells: [
					{ party: '4003', state: 'started', since: '2025-09-01' },
					{ party: '4022', state: 'nothing-said', since: null },
					{ party: 'STHF', state: 'nothing-said', since: null }
				]
			}
		]);
	});

	it('counts municipalities except those it is not relevant to', async () => {
		await report('STHF', 'in-use');
		await report('4022', 'not-relevant');
		const facts = await rolloutOfPlan(read(), await partnership.plan());
		expect(rolloutMatrix(facts, '2026-11-10')[0]?.spread).toEqual({ inUse: 0, concerned: 1, before: 0 });
		expect(municipalAdoption(facts, '2026-11-10').at(-1)).toMatchObject({
			day: '2026-11-10',
			inUse: 0,
			concerned: 1
		});
	});

	it('leaves out discontinued measures', async () => {
		const measure = { planId: partnership.planId, code: '1.1', version: 1 };
		expectOk(
			await changeLifecycle(partnership.as('ssuLeader'), measure, { to: 'discontinued', reason: 'Sak 07/26' })
		);
		const plan = await partnership.plan();
		expect((await rolloutOfPlan(read(), plan)).measures).toEqual([]);
		expect((await rolloutOfPlan(read(), plan)).steps).toEqual([]);
		expect(await rolloutAnswersOfPartner(read(), plan.id, 1)).toEqual([]);
	});
});

describe('a measure', () => {
	it('has a rollout only if it is introduced at home', async () => {
		const { partnershipId } = await partnership.plan();
		const found = await rolloutOfMeasure(read(), partnershipId, { id: 'measure-1', introducedAtHome: true });
		expect(found?.answers).toMatchObject([{ state: 'started' }]);
		expect(found?.steps.map(({ state, on }) => [state, on])).toEqual([
			['planned', '2025-03-01'],
			['started', '2025-09-01']
		]);
		expect(rolloutSummary(found!, '2026-11-10')).toEqual({
			spread: { inUse: 0, concerned: 2, before: 0 },
			parties: [
				{ number: '4003', name: 'Skien', state: 'started' },
				{ number: '4022', name: 'Seljord', state: 'nothing-said' },
				{ number: 'STHF', name: 'Sykehuset', state: 'nothing-said' }
			]
		});
		const none = { id: 'measure-2', introducedAtHome: false };
		expect(await rolloutOfMeasure(read(), partnershipId, none)).toBeNull();
	});
});

describe('the partners', () => {
	it('are listed with usage and the date of their last answer', async () => {
		await report('4022', 'in-use', '2026-11-01');
		await report('STHF', 'not-relevant');
		const listed = await partnersWithUsage(read(), await partnership.plan());
		expect(
			listed.map(({ number, inUse, concerned, silent, reportedAt }) => [
				number,
				inUse,
				concerned,
				silent,
				reportedAt
			])
		).toEqual([
			['4003', 0, 1, 0, '2026-02-01T09:00:00.000Z'],
			['4022', 1, 1, 0, today.toISOString()],
			['STHF', 0, 0, 0, today.toISOString()]
		]);
	});

	it('are found by number and by representative', async () => {
		const { partnershipId } = await partnership.plan();
		const [skien, seljord] = await partnersOf(read(), partnershipId);
		expect(await partnerByNumber(read(), partnershipId, '4022')).toEqual(seljord);
		expect(await partnerByNumber(read(), partnershipId, '9999')).toBeNull();
		expect(await partnerByNumber(read(), 99, '4022')).toBeNull();
		expect(await representedPartner(read(), partnershipId, [seljord!.id, skien!.id])).toEqual(skien);
		expect(await representedPartner(read(), partnershipId, [])).toBeNull();
	});

	it('have a row for every measure introduced at home', async () => {
		const { id, partnershipId } = await partnership.plan();
		const [skien, seljord] = await partnersOf(read(), partnershipId);
		expect(await rolloutAnswersOfPartner(read(), id, skien!.id)).toMatchObject([
			{ code: '1.1', answer: { state: 'started', note: 'Opplæring i gang.', version: 1 } }
		]);
		expect(await rolloutAnswersOfPartner(read(), id, seljord!.id)).toMatchObject([
			{ code: '1.1', answer: null }
		]);
		expect((await measuresOfPartner(read(), id, skien!.id)).map(({ code }) => code)).toEqual(['1.1', '1.2']);
		expect(await measuresOfPartner(read(), id, seljord!.id)).toEqual([]);
	});

	it('list current representatives by name and role without addresses', async () => {
		const { partnershipId } = await partnership.plan();
		const [skien] = await partnersOf(read(), partnershipId);
		await partnership.db.write((tx) => representPartner(tx, partnership.actors.meeting.personId!, skien!.id));
		const found = await partnerRepresentatives(read(), skien!.id, today);
		expect(found.map(({ name }) => name)).toContain('Ordførar Olsen');
		expect(JSON.stringify(found)).not.toContain('@');
		expect(await partnerRepresentatives(read(), skien!.id, new Date('2020-01-01T12:00:00Z'))).toEqual([]);
	});
});
