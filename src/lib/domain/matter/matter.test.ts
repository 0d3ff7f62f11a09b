import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	isClosedMatter,
	matterStates,
	needsMatterText,
	nextMatterState,
	triageSteps,
	triageStepsFrom,
	type MatterState,
	type MatterStep
} from './matter';

const steps: readonly MatterStep[] = [
	...triageSteps,
	'answer',
	'schedule',
	'unschedule',
	'treat',
	'postpone'
];

/** The whole table; a step that a state does not name is refused. */
const table: Record<MatterState, Partial<Record<MatterStep, MatterState>>> = {
	received: { triage: 'triaged', return: 'returned', decline: 'declined', merge: 'merged' },
	returned: { answer: 'received', reopen: 'received', decline: 'declined', merge: 'merged' },
	triaged: { schedule: 'on-agenda', reopen: 'received', decline: 'declined', merge: 'merged' },
	'on-agenda': { treat: 'treated', postpone: 'postponed', unschedule: 'triaged' },
	postponed: { schedule: 'on-agenda', reopen: 'received', treat: 'treated' },
	treated: { postpone: 'postponed' },
	declined: { reopen: 'received' },
	merged: { reopen: 'received' }
};

describe('a matter', () => {
	it.each(matterStates.flatMap((state) => steps.map((step) => [state, step] as const)))(
		'that is %s follows its table at the step %s',
		(state, step) => {
			expect(nextMatterState(state, step)).toBe(table[state][step] ?? null);
		}
	);

	it('goes back with a text only', () => {
		const order: MatterState[] = ['received', 'triaged', 'on-agenda', 'treated'];
		for (const [index, state] of order.entries())
			for (const step of steps) {
				const next = nextMatterState(state, step);
				const isBack = next !== null && order.includes(next) && order.indexOf(next) < index;
				if (isBack) expect(needsMatterText(step), `${state} ${step}`).toBe(true);
			}
		expect(needsMatterText('triage')).toBe(false);
		expect(needsMatterText('merge')).toBe(false);
	});

	it('can be treated after any steps, unless it has been', () => {
		const any = fc.array(fc.constantFrom(...steps));
		fc.assert(
			fc.property(any, (taken) => {
				const state = taken.reduce<MatterState>((at, step) => nextMatterState(at, step) ?? at, 'received');
				const onward = (['reopen', 'triage', 'schedule', 'treat'] as const).reduce<MatterState>(
					(at, step) => nextMatterState(at, step) ?? at,
					state
				);
				expect(onward).toBe('treated');
			})
		);
	});

	it('offers the secretariat the steps that its state allows', () => {
		expect(triageStepsFrom('received')).toEqual(['triage', 'return', 'decline', 'merge']);
		expect(triageStepsFrom('on-agenda')).toEqual([]);
		expect(matterStates.filter(isClosedMatter)).toEqual(['treated', 'declined', 'merged']);
	});
});
