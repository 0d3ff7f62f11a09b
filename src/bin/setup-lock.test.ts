import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'framdrift-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs a process that does some work under the lock and writes its times to a file. */
async function work(name: string): Promise<void> {
	const lock = pathToFileURL('src/bin/setup-lock.mjs').href;
	const script = `
		import { appendFileSync } from 'node:fs';
		import { withSetupLock } from '${lock}';
		await withSetupLock(async () => {
			appendFileSync('diary', '${name} begins\\n');
			await new Promise((resolve) => setTimeout(resolve, 50));
			appendFileSync('diary', '${name} ends\\n');
		});`;
	const running = spawn(process.execPath, ['--input-type=module', '--eval', script], { cwd: folder });
	const [code] = (await once(running, 'exit')) as [number];
	expect(code).toBe(0);
}

async function diary(): Promise<string[]> {
	return (await readFile(join(folder, 'diary'), 'utf8')).trimEnd().split('\n');
}

it('lets one process work at a time, and leaves no files', async () => {
	await Promise.all(['a', 'b', 'c', 'd'].map(work));
	const lines = await diary();
	expect(lines).toHaveLength(8);
	for (let i = 0; i < lines.length; i += 2) expect(lines[i + 1]).toBe(lines[i]?.replace('begins', 'ends'));
	expect(await readdir(join(folder, '.svelte-kit'))).toEqual([]);
});

it('takes over the lock of a dead process', async () => {
	const { pid } = spawnSync(process.execPath, ['--version']);
	await mkdir(join(folder, '.svelte-kit'));
	await writeFile(join(folder, '.svelte-kit/set-up.lock'), String(pid));
	await Promise.all(['a', 'b', 'c'].map(work));
	expect(await diary()).toHaveLength(6);
});
