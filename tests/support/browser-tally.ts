import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, Suite, TestCase, TestResult } from 'playwright/types/testReporter';

/** Writes the result of a run and the seconds of each file, for `npm test`, to the file that `FRAMDRIFT_TALLY` names. */
export default class BrowserTally implements Reporter {
	#all: Suite | undefined;
	#errors = 0;
	readonly #seconds: Record<string, number> = {};

	printsToStdio(): boolean {
		return false;
	}

	onBegin(_config: unknown, all: Suite): void {
		this.#all = all;
	}

	onTestEnd({ location }: TestCase, { duration }: TestResult): void {
		const file = relative('', location.file);
		this.#seconds[file] = (this.#seconds[file] ?? 0) + duration / 1000;
	}

	onError(): void {
		this.#errors += 1;
	}

	onEnd(): void {
		const outcomes = this.#all?.allTests().map((test) => test.outcome()) ?? [];
		const count = (outcome: string) => outcomes.filter((one) => one === outcome).length;
		const tally = {
			passed: count('expected') + count('flaky'),
			failed: count('unexpected') + this.#errors,
			skipped: count('skipped'),
			seconds: this.#seconds
		};
		writeFileSync(process.env.FRAMDRIFT_TALLY ?? '', JSON.stringify(tally));
	}
}
