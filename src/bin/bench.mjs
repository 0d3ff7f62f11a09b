// @ts-check
import { runScript, printStatus } from './command.mjs';
import { ensureBuilt, ensureDependencies } from './setup.mjs';

/** Names of `tests/bench/NAME.mjs` modules, whose `measure` returns lines for the terminal. */
const benchmarks = [
	'pages',
	'search',
	'import',
	'history',
	'papers',
	'tasks',
	'changes',
	'growth',
	'first-paint'
];
/** Benchmarks named on the command line; empty for all. */
const selectedBenchmarks = benchmarks.filter((name) => process.argv.includes(name));

await runScript(async () => {
	await ensureDependencies();
	await ensureBuilt();
	for (const name of selectedBenchmarks.length > 0 ? selectedBenchmarks : benchmarks) {
		printStatus(`Measuring ${name} …`);
		const { measure } = await import(new URL(`../../tests/bench/${name}.mjs`, import.meta.url).href);
		for (const line of await measure()) console.log(line);
	}
});
