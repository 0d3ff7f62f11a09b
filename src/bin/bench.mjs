// @ts-check
import { command, say } from './command.mjs';
import { ensureBuilt, ensureDependencies } from './setup.mjs';

/** Each is `tests/bench/NAME.mjs`, whose `measure` gives its lines for the terminal. */
const all = ['overview', 'search', 'import', 'papers', 'tasks'];
/** Those named behind the command, or all. */
const asked = all.filter((name) => process.argv.includes(name));

await command(async () => {
	await ensureDependencies();
	await ensureBuilt();
	for (const name of asked.length > 0 ? asked : all) {
		say(`Measuring ${name} …`);
		const { measure } = await import(new URL(`../../tests/bench/${name}.mjs`, import.meta.url).href);
		for (const line of await measure()) console.log(line);
	}
});
