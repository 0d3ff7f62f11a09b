import { readFileSync } from 'node:fs';
import type { Database } from '../../src/lib/server/database/database';
import { makeDemo } from '../../src/lib/server/demo/demo';
import { parseDemoFile } from '../../src/lib/server/demo/demo-file';
import { parsePlanFile } from '../../src/lib/server/plan-file/parse';

/** Fills an empty database with the demo of `npm run demo`. */
export async function fillWithDemo(db: Database): Promise<void> {
	const plan = parsePlanFile(readFileSync('drizzle/seed/telemark-2025-2029.json', 'utf8'));
	if (!plan.ok) throw new Error('The seed is not a valid plan file.');
	const history = parseDemoFile(readFileSync('drizzle/seed/telemark-2025-2029-demo.json', 'utf8'));
	await makeDemo(db, { plan: plan.file, history }, 'et-langt-passord-1234');
}
