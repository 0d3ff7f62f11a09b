import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HistoryRecorder } from './simulation/history-recorder';
import { Simulation } from './simulation/simulation';
import { anySimulationStep, simulationActions } from './simulation/any-step';

/*
 * Lives that nobody has written: whatever people do, one after another, the past stays as it was. A few, the
 * same ones every time, in `npm test`; many new ones in `npm run test:soak`, which says how to live one again.
 */

const {
	FRAMDRIFT_LIVES: lives = '2',
	FRAMDRIFT_SEED: seed = '2026',
	FRAMDRIFT_PATH: path = ''
} = process.env;
const most = Number(lives) * 60_000;

it(
	'whatever is done to a plan, every moment of its past stays as it was',
	async () => {
		const done = new Set<string>();
		const steps = fc.array(anySimulationStep, { minLength: 25, maxLength: 40, size: 'max' });
		await fc.assert(
			fc.asyncProperty(steps, async (all) => {
				const life = await Simulation.begin();
				const chronicle = await HistoryRecorder.of(life);
				for (const step of all) {
					life.comeTo(step);
					const outcome = await simulationActions[step.does](life, step);
					if (outcome?.ok) done.add(step.does);
					await chronicle.holdTo(outcome, step.does);
					await chronicle.remembers(step.picks[0]);
				}
				await chronicle.remembersAll();
			}),
			{
				...{ numRuns: Number(lives), seed: Number(seed), path, interruptAfterTimeLimit: most },
				// To shorten a life that failed takes as long as many lives.
				endOnFailure: !process.env.FRAMDRIFT_LIVES
			}
		);
		// A life in which everything is refused would hold to anything.
		expect(path || done.size > 20, `done: ${[...done].join(', ')}`).toBeTruthy();
	},
	most + 60_000
);
