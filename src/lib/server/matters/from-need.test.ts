import { beforeEach, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	completeAnswers,
	expectOk,
	lastEvent,
	today,
	type Partnership
} from '../../../../tests/support/partnership';
import { approveEvaluation } from '../evaluations/approval';
import { submitEvaluation } from '../evaluations/commands';
import { needMatters, registerNeed } from './from-need';
import { matterById, matterDetails } from './queries';

let partnership: Partnership;

async function report(
	measure: string,
	needs: ['money'] | [],
	needsText = '',
	isApproved = true
): Promise<void> {
	const target = { planId: partnership.planId, round: '2026', measure };
	const answers = completeAnswers({ needs, needsText, lang: 'nn' });
	expectOk(await submitEvaluation(partnership.as('secretariat'), { ...target, version: null }, answers));
	if (isApproved) expectOk(await approveEvaluation(partnership.as('ssuLeader'), { ...target, version: 1 }));
}

beforeEach(async () => {
	const rounds = [{ year: 2026, kind: 'annual', state: 'open', reported: false } as const];
	partnership = await aPartnership(aPlanFile({ rounds }));
	await report('1.1', ['money'], '200 000 kr til opplæring.');
});

const register = (code: string, who: Parameters<Partnership['as']>[0] = 'secretariat') =>
	registerNeed(partnership.as(who), { planId: partnership.planId, code });

it('a need becomes a received matter, once', async () => {
	const { id } = expectOk(await register('1.1'));
	const { partnershipId } = await partnership.plan();
	const found = (await matterById(partnership.db.read, partnershipId, id))!;
	expect(found).toMatchObject({
		...{ state: 'received', origin: 'need', text: '200 000 kr til opplæring.', lang: 'nn' }
	});
	expect(await matterDetails(partnership.db.read, found)).toMatchObject({
		sender: { name: 'Siri', organisation: '' },
		measures: [{ code: '1.1' }]
	});
	expect(await lastEvent(partnership.db)).toMatchObject({ verb: 'register-matter', nounId: String(id) });
	expect(expectOk(await register('1.1', 'member')).id).toBe(id);
	expect(await needMatters(partnership.db.read, partnership.planId)).toMatchObject([
		{ id, state: 'received', submittedOn: today.toISOString().slice(0, 10) }
	]);
});

it.each([
	['a measure that asks for nothing', '1.2', () => report('1.2', [])],
	['a need that is not approved yet', '1.2', () => report('1.2', ['money'], 'Pengar.', false)],
	['an unknown measure', '9.9', () => Promise.resolve()]
])('%s becomes none', async (_what, code, prepare) => {
	await prepare();
	const before = await partnership.traces();
	expect(await register(code)).toMatchObject({ refused: { code: 'not-found' } });
	expect(await partnership.traces()).toEqual(before);
});

it('a need with an identity number becomes none', async () => {
	await report('1.2', ['money'], 'Gjeld 010170 00027.');
	const outcome = await register('1.2');
	expect(outcome).toMatchObject({ refused: { faults: [{ code: 'identity-number' }] } });
});

it('those without a seat make none', async () => {
	expect(await register('1.1', 'anyone')).toMatchObject({ refused: { code: 'not-permitted' } });
});
