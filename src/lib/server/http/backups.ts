import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import pino from 'pino';
import { runBackupSchedule } from '../database/backup-schedule';
import { databaseFile } from '../database/database';
import { outageCause } from '../database/outage';
import type { ServedDatabase } from './database';
import { backupPool } from './worker-pools';

const logger = pino({ name: 'backup', level: process.env.LOG_LEVEL || 'info', base: null });

/** Milliseconds between two looks at the schedule, and those that a backup may take. */
const interval = 600_000;
const timeout = 1_800_000;

/** Makes a backup of a database a day until the server stops, where its configuration names a folder. */
export function startBackups({ db, config }: ServedDatabase): void {
	const { BACKUP_FOLDER, BACKUP_KEEP: keep, DATABASE_URL, DATABASE_REPLICA } = config;
	if (BACKUP_FOLDER === undefined) return;
	const url = DATABASE_REPLICA ? `file:${DATABASE_REPLICA}` : DATABASE_URL;
	const folder = resolve(BACKUP_FOLDER);
	const shared = databaseFile(DATABASE_URL) === null ? { db, holder: randomUUID() } : null;
	// A thread of its own, because the copy is made in one go.
	const write = (file: string) => backupPool().run('backUp', { url, file }, timeout);
	const run = async () => {
		try {
			await mkdir(folder, { recursive: true });
			const file = await runBackupSchedule({ folder, keep, write, shared }, new Date());
			if (file !== null) logger.info({ file }, 'backup');
		} catch (error) {
			logger.error({ folder }, `No backup was made: ${outageCause(error) ?? (error as Error).message}`);
		}
	};
	void run();
	const timer = setInterval(() => void run(), interval).unref();
	process.on('framdrift:stopping', () => clearInterval(timer));
}
