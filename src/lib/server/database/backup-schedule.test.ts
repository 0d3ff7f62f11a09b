import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryDatabase } from '../../../../tests/support/database';
import { runBackupSchedule } from './backup-schedule';
import { writeBackup } from './backup';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'framdrift-backups-'));
	return () => rmSync(folder, { recursive: true });
});
const write = (file: string) => Promise.resolve(writeFileSync(file, ''));
const run = (now: string, keep = 3) =>
	runBackupSchedule({ folder, keep, write, shared: null }, new Date(now));

describe('runBackupSchedule', () => {
	it.each([
		['2026-11-29T01:59:59.000Z', null],
		['2026-11-29T02:00:00.000Z', 'framdrift-2026-11-29.db'],
		['2026-11-29T22:59:00.000Z', 'framdrift-2026-11-29.db'],
		['2026-07-01T01:00:00.000Z', 'framdrift-2026-07-01.db'],
		['2026-06-30T22:30:00.000Z', null]
	])('at %s makes %s', async (now, name) => {
		expect(await run(now)).toBe(name && join(folder, name));
	});

	it('makes one backup a day, and keeps the newest and other files', async () => {
		writeFileSync(join(folder, 'before-the-move.db'), '');
		for (let day = 10; day < 20; day++)
			for (const hour of ['05', '06', '15']) await run(`2026-11-${day}T${hour}:00:00.000Z`);
		expect(readdirSync(folder).sort()).toEqual([
			'before-the-move.db',
			...['17', '18', '19'].map((day) => `framdrift-2026-11-${day}.db`)
		]);
	});

	it('deletes nothing if the backup fails, and tries again', async () => {
		await run('2026-11-10T06:00:00.000Z', 1);
		const failing = { folder, keep: 1, write: () => Promise.reject(new Error('full')), shared: null };
		await expect(runBackupSchedule(failing, new Date('2026-11-11T06:00:00.000Z'))).rejects.toThrow('full');
		expect(readdirSync(folder)).toEqual(['framdrift-2026-11-10.db']);
		expect(await run('2026-11-11T06:10:00.000Z', 1)).toMatch(/11-11\.db$/);
		expect(readdirSync(folder)).toEqual(['framdrift-2026-11-11.db']);
	});
});

describe('writeBackup', () => {
	it('leaves no file if what it wrote cannot be read back', async () => {
		const database = await temporaryDatabase();
		await database.read.$client.migrate([
			'update seat set body_id = 99',
			"insert into seat (body_id, role) values (99, 'leader')"
		]);
		await expect(writeBackup(database, join(folder, 'a.db'))).rejects.toThrow(
			/^The backup cannot be used: seat, row/
		);
		expect(readdirSync(folder)).toEqual([]);
	});
});
