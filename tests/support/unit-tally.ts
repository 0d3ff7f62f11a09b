import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

/** Writes the result of a run and the seconds of each file, for `npm test`, to the file that `FRAMDRIFT_TALLY` names. */
export default class UnitTally implements Reporter {
	onTestRunEnd(modules: readonly TestModule[]): void {
		const states = modules.flatMap((one) => [...one.children.allTests()].map((test) => test.result().state));
		const count = (state: string) => states.filter((one) => one === state).length;
		// A file that could not be loaded has no tests that could fail.
		const unloaded = modules.filter((one) => one.state() === 'failed' && one.children.size === 0).length;
		const seconds = modules.map((one): [string, number] => {
			const { collectDuration, setupDuration, prepareDuration, duration } = one.diagnostic();
			return [one.relativeModuleId, (collectDuration + setupDuration + prepareDuration + duration) / 1000];
		});
		const tally = {
			passed: count('passed'),
			failed: count('failed') + unloaded,
			skipped: count('skipped') + count('pending'),
			seconds: Object.fromEntries(seconds)
		};
		writeFileSync(process.env.FRAMDRIFT_TALLY ?? '', JSON.stringify(tally));
	}
}
