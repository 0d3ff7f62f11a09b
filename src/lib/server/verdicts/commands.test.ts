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
import type { Verdict } from '$lib/domain/verdict';
import { closeRound } from '../workflows/close-round';
import { roundByKey } from '../rounds/queries';
import { latestReviews } from '../reviews/queries';
import { judgeArea, type VerdictTarget } from './commands';
import { verdictsIn } from './queries';

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

const given: Pick<Verdict, 'status' | 'text' | 'lang'> = {
	status: 'slightly-delayed',
	text: 'Vi manglar folk, men planen held.',
	lang: 'nn'
};

function judge(who: PersonName, target: Partial<VerdictTarget> = {}, input = given) {
	const { planId } = partnership;
	return judgeArea(partnership.as(who), { planId, round: '2026', area: 1, version: null, ...target }, input);
}

async function standing() {
	const round = await roundByKey(partnership.db.read, partnership.planId, '2026');
	return verdictsIn(partnership.db.read, round!.id);
}

describe('a verdict on an area', () => {
	it('is stored with its author and date', async () => {
		expect(expectOk(await judge('leader'))).toEqual({ version: 1 });
		expect((await standing()).get(1)).toEqual({ ...given, by: 'Frode', on: '2026-11-10', version: 1 });
		expect(await lastEvent(partnership.db)).toMatchObject({
			verb: 'judge-area',
			nounId: '2026/1',
			by: 'Frode',
			after: given
		});
	});

	it('is changed from the current version', async () => {
		expectOk(await judge('leader'));
		expectOk(await judge('deputy', { version: 1 }, { ...given, status: 'on-track' }));
		expect((await standing()).get(1)).toMatchObject({ status: 'on-track', by: 'Dag', version: 2 });
		expect(await lastEvent(partnership.db)).toMatchObject({
			before: { status: 'slightly-delayed' },
			after: { status: 'on-track' }
		});
	});

	it('records nothing when saved unchanged', async () => {
		expectOk(await judge('leader'));
		const before = await partnership.traces();
		expect(expectOk(await judge('leader', { version: 1 }))).toEqual({ version: 1 });
		expect(await partnership.traces()).toEqual(before);
	});

	it('is sealed with the review', async () => {
		expectOk(await judge('leader'));
		expectOk(await closeRound(partnership.as('secretariat'), await partnership.round('2026')));
		const latest = (await latestReviews(partnership.db.read, partnership.planId, false)).at(-1);
		expect(latest?.content.areas[0]?.verdict).toEqual({ ...given, by: 'Frode', on: '2026-11-10' });
		expect(latest?.content.areas[1]?.verdict).toBeNull();
	});
});

describe('judging an area is refused', () => {
	it.each([
		'anyone',
		'signedIn',
		'observer',
		'member',
		'otherLeader',
		'ssuLeader',
		'meeting',
		'administrator'
	] as const)('to %s', async (who) => {
		const before = await partnership.traces();
		expect(expectRefusal(await judge(who))).toMatchObject({ code: 'not-permitted' });
		expect(await partnership.traces()).toEqual(before);
	});

	it('for an unknown area or round', async () => {
		expect(expectRefusal(await judge('leader', { area: 99 }))).toEqual({ code: 'not-found' });
		expect(expectRefusal(await judge('leader', { round: '2029' }))).toEqual({ code: 'not-found' });
	});

	it('in a closed round', async () => {
		expect(expectRefusal(await judge('leader', { round: '2025' }))).toEqual({
			code: 'wrong-state',
			state: 'closed'
		});
	});

	it('without a text', async () => {
		const refusal = expectRefusal(await judge('leader', {}, { ...given, text: '  \n' }));
		expect(refusal).toEqual({ code: 'invalid', faults: [{ field: 'text', code: 'required' }] });
	});

	it('from a stale version, with the current verdict', async () => {
		expectOk(await judge('leader'));
		const second = await judge('deputy', {}, { ...given, text: 'Alt vel.' });
		expect(expectRefusal(second)).toMatchObject({
			code: 'stale',
			current: { text: given.text, by: 'Frode' }
		});
		expect((await standing()).get(1)?.text).toBe(given.text);
	});
});
