// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runOperator } from '../../src/bin/operator.mjs';

const seed = 'drizzle/seed/telemark-2025-2029';
const areaCount = 20;
/** Measures in each area, with the six across areas 340 in all. */
const measuresIn = (/** @type {number} */ area) => (area <= 14 ? 17 : 16);

/**
 * Makes a database of the example data grown to 340 measures over 20 areas. Each added measure repeats one of the
 * seed, its dates and its reports. DEMO_PASSWORD is the password of its accounts.
 *
 * @param {string} folder where the files are written
 * @returns {Promise<string>} the database's path
 */
export async function makeLargeDatabase(folder) {
	const { plan, history } = growSeed();
	const [planFile, historyFile, database] = ['plan.json', 'history.json', 'large.db'].map((name) =>
		join(folder, name)
	);
	if (!planFile || !historyFile || !database) throw new Error('A file lacks its name.');
	writeFileSync(planFile, JSON.stringify(plan));
	writeFileSync(historyFile, JSON.stringify(history));
	const code = await runOperator(['demo-data', database, '--plan', planFile, '--history', historyFile]);
	if (code !== 0) throw new Error('The large plan could not be made.');
	return database;
}

function growSeed() {
	const plan = JSON.parse(readFileSync(`${seed}.json`, 'utf8'));
	const history = JSON.parse(readFileSync(`${seed}-demo.json`, 'utf8'));
	const { areas, measures } = plan.plan;
	const [...examples] = measures.filter((/** @type {{ area: number | null }} */ { area }) => area !== null);
	for (let number = areas.length + 1; number <= areaCount; number++)
		areas.push(repeatArea(areas[number % 6], number));
	let next = 0;
	for (const { number, body } of areas) {
		const own = measures.filter((/** @type {{ area: number | null }} */ { area }) => area === number).length;
		for (let place = own + 1; place <= measuresIn(number); place++) {
			const example = examples[next++ % examples.length];
			const id = `${example.id}-${number}-${place}`;
			measures.push({
				...example,
				id,
				code: `${number}.${place}`,
				area: number,
				body,
				cameFrom: [],
				rollout: []
			});
			const past = history.measures.find(
				(/** @type {{ measure: string }} */ { measure }) => measure === example.id
			);
			if (past) history.measures.push({ ...past, measure: id });
		}
	}
	// An adjustment must settle every recommendation, and the added measures repeat those.
	return { plan, history: { ...history, adjustments: [] } };
}

/**
 * Returns an area with another number and a name that tells it from the one it repeats.
 *
 * @param {{ name: Record<string, string> }} area
 * @param {number} number
 */
function repeatArea(area, number) {
	const name = Object.fromEntries(
		Object.entries(area.name).map(([form, text]) => [form, `${text} ${number}`])
	);
	return { ...area, number, name, shortName: null };
}
