import { describe, expect, it } from 'vitest';
import type { EvaluationState } from '$lib/domain/evaluation/evaluation';
import { anonymous, type Actor, type ReportingLinkAccess } from '$lib/domain/permission';
import {
	reportingBodyId,
	groupByBody,
	firstOpenStep,
	isSubmitted,
	nextOpenStep,
	reportingSteps,
	countSubmitted,
	type ReportingStep
} from './reporting-steps';

function aStep(code: string, state: EvaluationState | null = null, bodyId: number | null = 1) {
	const bodyName = bodyId === null ? null : { nb: `FSU ${bodyId}` };
	const bodySlug = bodyId === null ? null : `fsu-${bodyId}`;
	const step: ReportingStep = {
		...{ code, title: { nb: `Tiltak ${code}` } },
		...{ bodyId, bodySlug, bodyName, state, unchanged: false, savedAt: null }
	};
	return { ...step, measureId: `measure-${code}` };
}

const leader = (bodyId: number): Actor => ({
	personId: 1,
	name: 'Frode',
	administrator: false,
	seats: [{ bodyId, partnershipId: 1, bodyKind: 'fsu', role: 'leader', partnerId: null }]
});
const member: Actor = { ...leader(1), seats: [{ ...leader(1).seats[0]!, role: 'member' }] };
const secretariat: Actor = {
	...member,
	seats: [{ ...member.seats[0]!, bodyId: 9, bodyKind: 'secretariat' }]
};

const within = { planId: 1, round: '2026' };

function byLink(given: Partial<ReportingLinkAccess>, seats = leader(1).seats): Actor {
	const link = { accessId: 1, ...within, measureId: null, seats, writtenForm: 'nb', ...given } as const;
	return { ...anonymous, name: 'Kari', link };
}

const all = [aStep('1.1'), aStep('1.2'), aStep('2.1', null, 2), aStep('X.1', null, null)];

describe('reportingSteps', () => {
	it.each<[string, Actor, string[]]>([
		['nobody in particular', anonymous, []],
		['a member', member, []],
		['a leader: exactly their body’s', leader(1), ['1.1', '1.2']],
		['another leader', leader(2), ['2.1']],
		['who has a leader’s link', byLink({}), ['1.1', '1.2']],
		['who was handed one measure', byLink({ measureId: 'measure-1.2' }), ['1.2']],
		['who was handed what its giver no longer reports', byLink({ measureId: 'measure-2.1' }), []],
		['who has a link to another round', byLink({ round: '2025' }), []],
		['the secretariat: everybody’s, and what nobody carries', secretariat, ['1.1', '1.2', '2.1', 'X.1']]
	])('%s', (_who, actor, codes) => {
		expect(reportingSteps(all, actor, within).map(({ code }) => code)).toEqual(codes);
	});

	it('uses the body the actor leads', () => {
		expect(reportingBodyId(anonymous)).toBeNull();
		expect(reportingBodyId(member)).toBeNull();
		expect(reportingBodyId({ ...leader(4), seats: [...member.seats, ...leader(4).seats] })).toBe(4);
	});
});

it('isSubmitted is true until an evaluation is returned', () => {
	const sent = (['draft', 'submitted', 'returned', 'approved', 'locked'] as const).map((state) =>
		isSubmitted({ state })
	);
	expect([isSubmitted({ state: null }), ...sent]).toEqual([false, false, true, false, true, true]);
	expect(countSubmitted([aStep('1.1', 'approved'), aStep('1.2', 'returned'), aStep('1.3')])).toEqual({
		sent: 1,
		all: 3
	});
});

describe('firstOpenStep', () => {
	it.each<[string, ReportingStep[], string | undefined]>([
		['nothing, where there is nothing', [], undefined],
		['nothing, where all is sent', [aStep('1.1', 'submitted'), aStep('1.2', 'locked')], undefined],
		['the first that is not begun', [aStep('1.1', 'approved'), aStep('1.2'), aStep('1.3')], '1.2'],
		['before that, what is begun', [aStep('1.1'), aStep('1.2', 'draft')], '1.2'],
		['before all, what came back', [aStep('1.1'), aStep('1.2', 'draft'), aStep('1.3', 'returned')], '1.3']
	])('%s', (_what, steps, code) => {
		expect(firstOpenStep(steps)?.code).toBe(code);
	});
});

describe('nextOpenStep', () => {
	const mixed = [
		aStep('1.1'),
		aStep('1.2', 'submitted'),
		aStep('2.1', null, 2),
		aStep('1.3'),
		aStep('1.4', 'approved')
	];
	it.each([
		['1.1', '1.3'],
		['1.2', '1.3'],
		['1.3', '1.1'],
		['1.4', '1.1'],
		['2.1', '1.3'],
		['9.9', '1.1']
	])('%s → %s', (code, next) => {
		expect(nextOpenStep(mixed, code)?.code).toBe(next);
	});

	it('moves to another body when one is finished, and returns null when all are', () => {
		const sent = [aStep('1.1'), aStep('1.2', 'submitted'), aStep('2.1', 'returned', 2)];
		expect(nextOpenStep(sent, '1.1')?.code).toBe('2.1');
		expect(nextOpenStep([aStep('1.1', 'draft')], '1.1')).toBeNull();
	});
});

it('groupByBody keeps the order of bodies, with steps without a body last', () => {
	const groups = groupByBody([
		aStep('1.1', null, null),
		aStep('1.2', null, 2),
		aStep('1.3'),
		aStep('1.4', null, 2)
	]);
	expect(groups.map(({ bodyId, steps }) => [bodyId, steps.map(({ code }) => code)])).toEqual([
		[2, ['1.2', '1.4']],
		[1, ['1.3']],
		[null, ['1.1']]
	]);
});
