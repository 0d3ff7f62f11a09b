import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays, startOfDay, toOsloDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { Database } from './database';
import { acquireLease, isLeaseHeldByOther, releaseLease, type LeaseHolder } from './lease';

const backupName = /^framdrift-\d{4}-\d\d-\d\d\.db$/;

/** Milliseconds after midnight in Oslo from which the day's backup is made. */
const backupTime = 3 * 3_600_000;

/** Milliseconds after which another process makes the backup of one that has died meanwhile. */
const patience = 1_800_000;

interface BackupSchedule {
	folder: string;
	/** Number of backups to keep, the newest. */
	keep: number;
	/** Writes a backup to a path that does not exist. */
	write: (file: string) => Promise<void>;
	/** The database server that several processes share, of which one makes the backup; null for a file. */
	shared: { db: Database; holder: string } | null;
}

/**
 * Makes the day's backup if it is due and missing, and then deletes the oldest ones. Other files in the folder are
 * left alone. Several processes may run it: of those that share a folder, or a database server, one makes it.
 *
 * @returns the path of the new backup; null if none was due
 */
export async function runBackupSchedule(schedule: BackupSchedule, now: Date): Promise<string | null> {
	const { folder, shared } = schedule;
	const today = toOsloDate(now);
	const name = nameOf(today);
	if (now < dueTime(today) || (await backupsIn(folder)).includes(name)) return null;
	const make = () => makeBackup(schedule, name);
	if (!shared) await make();
	else if (!(await makeForAll(shared, { now, next: dueTime(addDays(today, 1)) }, make))) return null;
	return join(folder, name);
}

function dueTime(day: CalendarDate): Date {
	return new Date(startOfDay(day).getTime() + backupTime);
}

async function makeBackup({ folder, keep, write }: BackupSchedule, name: string): Promise<void> {
	await write(join(folder, name));
	for (const old of (await backupsIn(folder)).slice(0, -keep)) await rm(join(folder, old));
}

/**
 * Makes the backup in the process that takes the lease first, and keeps the lease until the next one is due. A
 * process that fails gives it up.
 *
 * @returns false if another process has it
 */
async function makeForAll(
	{ db, holder }: { db: Database; holder: string },
	{ now, next }: { now: Date; next: Date },
	make: () => Promise<void>
): Promise<boolean> {
	const lease: LeaseHolder = { name: 'backup', holder };
	const hold = (until: Date) => db.write((tx) => acquireLease(tx, lease, { now, until }));
	if (await isLeaseHeldByOther(db.read, lease, now)) return false;
	if (!(await hold(new Date(now.getTime() + patience)))) return false;
	try {
		await make();
	} catch (error) {
		await releaseLease(db, lease);
		throw error;
	}
	await hold(next);
	return true;
}

function nameOf(day: CalendarDate): string {
	return `framdrift-${day}.db`;
}

/** Returns the names of the scheduled backups in a folder, oldest first. */
async function backupsIn(folder: string): Promise<string[]> {
	return (await readdir(folder)).filter((name) => backupName.test(name)).sort();
}
