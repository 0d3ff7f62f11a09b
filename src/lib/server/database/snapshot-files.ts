import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDatabaseFileOpen } from './maintenance';

const folderPrefix = 'framdrift-past-';
const fileName = 'past.db';

/** A folder is its maker's for so long, in milliseconds, also where nothing in it has been opened yet. */
const creationGracePeriod = 60_000;

/** A new file's place for a day of the past, in a folder of its own. */
export function createSnapshotFolder(): { file: string; clear(): void } {
	const folder = mkdtempSync(join(tmpdir(), folderPrefix));
	return {
		file: join(folder, fileName),
		clear: () => rmSync(folder, { recursive: true, force: true })
	};
}

/**
 * Takes away what a process has left in the temporary folder that could not do so itself, because it was
 * killed. What any living process reads is left alone: its database is open there, which is asked of the
 * database itself, since a process' number says nothing in another container.
 *
 * @returns how many days were taken away
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
		// Another process takes it away at this moment, or it is somebody else's and stays.
		return false;
	}
}
