import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDatabaseFileOpen } from './maintenance';

const folderPrefix = 'framdrift-past-';
const fileName = 'past.db';

/** Milliseconds for which a new folder is kept, although no file in it is open yet. */
const creationGracePeriod = 60_000;

/** Creates a temporary folder for a snapshot's file. */
export function createSnapshotFolder(): { file: string; clear(): void } {
	const folder = mkdtempSync(join(tmpdir(), folderPrefix));
	return {
		file: join(folder, fileName),
		clear: () => rmSync(folder, { recursive: true, force: true })
	};
}

/**
 * Deletes the snapshots of killed processes in the temporary folder. A snapshot is in use if its database file
 * is open; process ids do not tell, because other containers have their own.
 *
 * @returns the number of deleted snapshots
 */
export async function removeOrphanedSnapshots(now: Date, within = tmpdir()): Promise<number> {
	let swept = 0;
	for (const name of readdirSync(within)) {
		if (!name.startsWith(folderPrefix)) continue;
		if (await isOrphaned(join(within, name), now)) {
			rmSync(join(within, name), { recursive: true, force: true });
			swept++;
		}
	}
	return swept;
}

async function isOrphaned(folder: string, now: Date): Promise<boolean> {
	try {
		if (now.getTime() - statSync(folder).mtimeMs < creationGracePeriod) return false;
		const file = join(folder, fileName);
		return !existsSync(file) || !(await isDatabaseFileOpen(file));
	} catch {
		// Another process is deleting it, or it belongs to another user and stays.
		return false;
	}
}
