// @ts-check
import { spawnSync } from 'node:child_process';

/*
 * Sixty lives of a plan that nobody has written (tests/commands/history-properties.test.ts). Says its seed; what
 * failed is lived again with FRAMDRIFT_SEED and, where it was shortened, FRAMDRIFT_PATH as it was reported.
 */

const seed = process.env.FRAMDRIFT_SEED ?? String(Math.floor(Math.random() * 2 ** 31));
const lives = process.env.FRAMDRIFT_LIVES ?? '60';
console.log(`FRAMDRIFT_SEED=${seed} FRAMDRIFT_LIVES=${lives} node tests/soak/lives.mjs`);
const { status } = spawnSync(
	process.execPath,
	['node_modules/vitest/vitest.mjs', 'run', 'tests/commands/history-properties.test.ts'],
	{ stdio: 'inherit', env: { ...process.env, FRAMDRIFT_SEED: seed, FRAMDRIFT_LIVES: lives } }
);
process.exitCode = status ?? 1;
