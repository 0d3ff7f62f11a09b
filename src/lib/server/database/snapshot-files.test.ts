import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeOrphanedSnapshots } from './snapshot-files';

/** Program that opens a snapshot as the server does, prints a line, and keeps running. */
const reader = `
	import { createClient } from '@libsql/client';
	const client = createClient({ url: 'file:' + process.argv[1] });
	await client.execute('PRAGMA journal_mode = WAL');
	await client.execute('create table t (a)');
	console.log('open');
	setInterval(() => {}, 1000);
`;

describe('removeOrphanedSnapshots', () => {
	let within: string;
	beforeEach(() => void (within = mkdtempSync(join(tmpdir(), 'framdrift-test-sweep-'))));
	afterEach(() => rmSync(within, { recursive: true, force: true }));

	const later = new Date(Date.now() + 120_000);
	const folder = (name: string) => {
		const path = join(within, `framdrift-past-${name}`);
		mkdirSync(path);
		return path;
	};
	const read = async (path: string) => {
		const child = spawn(process.execPath, ['--input-type=module', '-e', reader, join(path, 'past.db')]);
		await once(child.stdout, 'data');
		return child;
	};

	it('removes a snapshot when its process was killed, but not while another process reads it', async () => {
		const [killed, alive] = [folder('killed'), folder('alive')];
		const [first, second] = [await read(killed), await read(alive)];
		first.kill('SIGKILL');
		await once(first, 'exit');
		expect(await removeOrphanedSnapshots(later, within)).toBe(1);
		expect([existsSync(killed), existsSync(alive)]).toEqual([false, true]);
		second.kill();
	});

	it('keeps new snapshots and other files', async () => {
		const made = folder('made');
		mkdirSync(join(within, 'framdrift-test-of-others'));
		expect(await removeOrphanedSnapshots(new Date(), within)).toBe(0);
		expect(await removeOrphanedSnapshots(later, within)).toBe(1);
		expect([existsSync(made), existsSync(join(within, 'framdrift-test-of-others'))]).toEqual([false, true]);
	});
});
