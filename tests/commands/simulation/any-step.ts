import fc from 'fast-check';
import type { PersonName } from '../../support/partnership';
import { adjustmentActions } from './adjustment-steps';
import { structureActions } from './structure-steps';
import { measureActions } from './measure-steps';
import { evaluationActions } from './evaluation-steps';
import type { SimulationAction, SimulationStep, SimulationWait } from './step';

/** All that can be done, by what is done; each through the command that the pages call. */
export const simulationActions = {
	...measureActions,
	...structureActions,
	...evaluationActions,
	...adjustmentActions
} satisfies Record<string, SimulationAction>;
export type SimulationActionName = keyof typeof simulationActions;

const doings = Object.keys(simulationActions) as SimulationActionName[];

/** A round and an adjustment come to their end only where their few steps come often. */
const often: readonly SimulationActionName[] = [
	...(['editMeasure', 'submit', 'submit', 'approve', 'approve', 'openRound', 'openRound'] as const),
	...(['closeRound', 'closeRound', 'publish', 'publish', 'reopen', 'openAdjustment'] as const),
	...(['settle', 'settleAll', 'settleAll', 'adopt', 'adopt'] as const)
];

const minute = 60_000;

const wait: fc.Arbitrary<SimulationWait> = fc.oneof(
	{ weight: 6, arbitrary: fc.integer({ min: 1, max: 90 * minute }).map((ms) => ({ ms })) },
	{
		weight: 3,
		arbitrary: fc.integer({ min: 1, max: 20 * 24 * 60 }).map((count) => ({ ms: count * minute }))
	},
	{ weight: 1, arbitrary: fc.integer({ min: -2_000, max: 0 }).map((ms) => ({ ms })) },
	{
		weight: 2,
		arbitrary: fc
			.constantFrom<Extract<SimulationWait, { until: string }>['until']>(
				'last-of-day',
				'midnight',
				'clocks-change'
			)
			.map((until) => ({ until }))
	}
);

const pick = fc.nat({ max: 59 });

/** A step that may be taken in any life. */
export const anySimulationStep: fc.Arbitrary<SimulationStep<SimulationActionName>> = fc.record({
	does: fc.constantFrom(...doings, ...often),
	stranger: fc.oneof(
		{ weight: 14, arbitrary: fc.constant(null) },
		{
			weight: 1,
			arbitrary: fc.constantFrom<PersonName>('anyone', 'observer', 'otherLeader', 'administrator')
		}
	),
	wait,
	picks: fc.tuple(pick, pick, pick),
	text: fc.oneof(
		fc.constantFrom('Vidare', 'Meir enn før', '«Åre» & <b>'),
		fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
	),
	value: fc.oneof(
		fc.constantFrom(0, 0.1 + 0.2, 1 / 3, 12_345_678.9),
		fc.double({ noNaN: true, min: -1e9, max: 1e9 })
	),
	stale: fc.nat({ max: 14 }).map((one) => one === 14)
});
