import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startOfDay, toOsloDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';

const backupName = /^framdrift-\d{4}-\d\d-\d\d\.db$/;

/** Milliseconds after midnight in Oslo from which the day's backup is made. */
const backupTime = 3 * 3_600_000;

interface BackupSchedule {
	folder: string;
	/** Number of backups to keep, the newest. */
	keep: number;
	/** Writes a backup to a path that does not exist. */
	write: (file: string) => Promise<void>;
}

/**
 * Makes the day's backup if it is due and missing, and then deletes the oldest ones. Other files in the folder are
 * left alone. Several processes may run it: the second one finds the file.
 *
 * @returns the path of the new backup; null if none was due
 */
export async function runBackupSchedule(schedule: BackupSchedule, now: Date): Promise<string | null> {
	const today = toOsloDate(now);
	const name = nameOf(today);
	if (now.getTime() < startOfDay(today).getTime() + backupTime) return null;
	if ((await backupsIn(schedule.folder)).includes(name)) return null;
	await schedule.write(join(schedule.folder, name));
	for (const old of (await backupsIn(schedule.folder)).slice(0, -schedule.keep))
		await rm(join(schedule.folder, old));
	return join(schedule.folder, name);
}

function nameOf(day: CalendarDate): string {
	return `framdrift-${day}.db`;
}

/** Returns the names of the scheduled backups in a folder, oldest first. */
async function backupsIn(folder: string): Promise<string[]> {
	return (await readdir(folder)).filter((name) => backupName.test(name)).sort();
}
