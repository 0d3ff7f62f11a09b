import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	nextEvaluationState,
	compareStatuses,
	emptyAnswers,
	evaluationStates,
	missingAnswers,
	needs,
	questions,
	statuses,
	type EvaluationAnswers,
	type EvaluationState,
	type EvaluationTransition,
	type Question
} from './evaluation';

function answers(given: Partial<EvaluationAnswers>): EvaluationAnswers {
	return { ...emptyAnswers('nn'), ...given };
}

describe('missingAnswers', () => {
	const all = questions;
	const well = { status: 'on-track', progress: 40 } as const;
	it.each<[string, Partial<EvaluationAnswers>, readonly Question[], string[]]>([
		['nothing filled in', {}, all, ['status: status-required', 'progress: progress-required']],
		['status and progress are enough', well, all, []],
		['nought is a progress', { status: 'not-started', progress: 0 }, all, []],
		['no status', { progress: 40 }, all, ['status: status-required']],
		['no progress', { status: 'on-track' }, all, ['progress: progress-required']],
		['progress that is not asked for', { status: 'on-track' }, ['status'], []],
		['status, though the round does not name it', {}, [], ['status: status-required']],
		['slightly delayed calls for no words', { status: 'slightly-delayed', progress: 40 }, all, []],
		['delayed does', { status: 'delayed', progress: 40 }, all, ['deviation: deviation-required']],
		['on hold does', { status: 'on-hold', progress: 40 }, all, ['deviation: deviation-required']],
		['what deviates is enough', { status: 'delayed', progress: 40, deviation: 'Pilot utsett' }, all, []],
		['why is enough', { status: 'delayed', progress: 40, cause: 'Sjukdom' }, all, []],
		[
			'white space is not',
			{ status: 'delayed', progress: 40, cause: ' \n' },
			all,
			['deviation: deviation-required']
		],
		['a deviation that is not asked for', { status: 'delayed', progress: 40 }, ['status', 'progress'], []],
		['a need without what is needed', { ...well, needs: ['money'] }, all, ['needs: needs-text-required']],
		['a need with it', { ...well, needs: ['money'], needsText: '200 000 kr' }, all, []],
		['a need that is not asked for', { ...well, needs: ['money'] }, ['status', 'progress'], []],
		['words without a need', { ...well, needsText: 'Ingenting' }, all, []],
		['done is 100', { status: 'done', progress: 100 }, all, []],
		['done is not 99', { status: 'done', progress: 99 }, all, ['progress: done-is-100']],
		['100 need not be done', { status: 'on-track', progress: 100 }, all, []],
		[
			'everything at once',
			{ status: 'on-hold', needs: ['decision'] },
			all,
			['progress: progress-required', 'deviation: deviation-required', 'needs: needs-text-required']
		]
	])('%s', (_case, given, asked, missing) => {
		const found = missingAnswers(answers(given), asked).map(({ question, code }) => `${question}: ${code}`);
		expect(found).toEqual(missing);
	});

	it('requires nothing the round does not ask, except status', () => {
		const given = fc.record({
			status: fc.option(fc.constantFrom(...statuses), { nil: null }),
			progress: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
			needs: fc.subarray([...needs])
		});
		fc.assert(
			fc.property(given, fc.subarray([...questions]), (some, asked) => {
				const missing = missingAnswers(answers(some), asked).map(({ question }) => question);
				expect(['status', ...asked]).toEqual(expect.arrayContaining(missing));
				expect(new Set(missing).size).toBe(missing.length);
			})
		);
	});
});

describe('nextEvaluationState', () => {
	/** All allowed transitions. */
	const allowed: Record<string, EvaluationState> = {
		'save draft': 'draft',
		'save returned': 'returned',
		'submit draft': 'submitted',
		'submit returned': 'submitted',
		'withdraw submitted': 'draft',
		'return submitted': 'returned',
		'return approved': 'returned',
		'approve submitted': 'approved',
		'lock approved': 'locked',
		'unlock locked': 'approved'
	};
	const steps: EvaluationTransition[] = ['save', 'submit', 'withdraw', 'return', 'approve', 'lock', 'unlock'];
	const pairs = steps.flatMap((step) => evaluationStates.map((state) => [step, state] as const));
	it.each(pairs)('%s when %s', (step, state) => {
		expect(nextEvaluationState(step, state)).toBe(allowed[`${step} ${state}`] ?? null);
	});

	it('changes a locked evaluation only by reopening its round', () => {
		for (const step of steps) expect(nextEvaluationState(step, 'locked') === null).toBe(step !== 'unlock');
	});

	it('refuses edits after submission or approval', () => {
		for (const state of ['submitted', 'approved', 'locked'] as const)
			expect(nextEvaluationState('save', state)).toBeNull();
	});
});

describe('compareStatuses', () => {
	const fromBest = ['done', 'on-track', 'slightly-delayed', 'delayed', 'on-hold', 'not-started'] as const;
	const status = fc.constantFrom(...statuses);

	it('ranks statuses from done to not started, with on hold below delayed', () => {
		const sorted = statuses.toSorted((a, b) => compareStatuses(a, b));
		expect(sorted).toEqual(fromBest);
	});

	it.each([
		['delayed', 'on-track', 1],
		['on-track', 'done', 1],
		['delayed', 'on-hold', -1],
		['on-hold', 'not-started', -1],
		['on-track', 'on-track', 0]
	] as const)('%s → %s: %i', (from, to, moved) => {
		expect(compareStatuses(from, to)).toBe(moved);
	});

	it('is antisymmetric', () => {
		fc.assert(
			fc.property(status, status, (a, b) => {
				expect(compareStatuses(a, b)).toBe(0 - compareStatuses(b, a));
				expect(compareStatuses(a, b) === 0).toBe(a === b);
			})
		);
	});

	it('is transitive', () => {
		fc.assert(
			fc.property(status, status, status, (a, b, c) => {
				if (compareStatuses(a, b) > 0 && compareStatuses(b, c) > 0) expect(compareStatuses(a, c)).toBe(1);
			})
		);
	});
});
