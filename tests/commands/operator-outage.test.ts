import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it, vi } from 'vitest';
import { run } from '../../src/operator/main';
import { effort } from '../support/effort';
import { openLink, type Link } from '../support/link';
import { startPrimary, type Primary } from '../support/primary';

/* The operator's tool while the real database server is away, or takes connections and answers nothing. */

const folder = mkdtempSync(join(inject('folder'), 'outage-'));
const seed = join(process.cwd(), 'drizzle/seed/telemark-2025-2029.json');

/** Every command that uses the database. */
const commands = [
	['plan', 'import', seed],
	['plan', 'export'],
	['partnership', 'export'],
	['user', 'invite', 'anna@example.no', '--role', 'ssu:leader'],
	['backup', 'copy.db'],
	['verify'],
	['remind'],
	['remind', '--dry-run'],
	['first-run']
];

let primary: Primary;
let link: Link;
let complaints: string[];
beforeAll(async () => {
	primary = await startPrimary();
	link = await openLink(primary.url);
	vi.stubEnv('DATABASE_URL', link.url);
	expect(await run(['plan', 'import', seed], folder)).toBe(0);
}, 60_000);
beforeEach(() => {
	complaints = [];
	vi.stubEnv('DATABASE_URL', link.url);
	vi.spyOn(process.stdout, 'write').mockReturnValue(true);
	vi.spyOn(process.stderr, 'write').mockImplementation((text) => complaints.push(String(text)) > 0);
});
afterEach(async () => {
	vi.restoreAllMocks();
	await link.mend();
});
afterAll(async () => {
	vi.unstubAllEnvs();
	link.close();
	await primary.remove();
});

/** Runs commands side by side; returns their exit codes and how many milliseconds the last one took. */
async function runAll(all: readonly string[][]) {
	const began = performance.now();
	const codes = await Promise.all(all.map((args) => run(args, folder)));
	return { codes, taken: performance.now() - began };
}

it.each([
	['is away', () => link.cut(), 4_000],
	['is silent', async () => link.silence(), 8_000]
] as const)('every command says so, within seconds, if the server %s', async (_, interrupt, bound) => {
	await interrupt();
	const { codes, taken } = await runAll(commands);
	expect(codes).toEqual(commands.map(() => 1));
	for (const line of complaints)
		expect(line).toMatch(/^The database server cannot be reached\. \([A-Z_]+\)\n$/);
	expect(complaints).toHaveLength(commands.length);
	expect(taken).toBeLessThan(bound);
});

// A statement is given up after ten seconds.
if (effort(false, true))
	it('every command ends if the server goes silent while it runs', async () => {
		link.silence({ exceptHealth: true });
		const { codes, taken } = await runAll(commands);
		expect(codes).toEqual(commands.map(() => 1));
		for (const line of complaints) expect(line).toMatch(/^The database server cannot be reached\. /);
		expect(taken).toBeLessThan(60_000);
	}, 90_000);
