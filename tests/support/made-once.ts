import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
	interface ProvidedContext {
		/** Folder of this run: holds every temporary database, and is removed when the run ends. */
		folder: string;
	}
}

/** Global setup: makes the folder of the run. In watch mode every rerun begins with an empty one. */
export default function setUp(project: TestProject): () => void {
	const folder = mkdtempSync(join(tmpdir(), 'framdrift-test-'));
	project.provide('folder', folder);
	project.onTestsRerun(() => {
		rmSync(folder, { recursive: true, force: true });
		mkdirSync(folder);
	});
	return () => rmSync(folder, { recursive: true, force: true });
}

const making = new Map<string, Promise<string>>();

/**
 * Returns the path of a file that `make` writes once a run; the file is to be copied, not changed.
 * Processes that ask at the same time each make it, and one file replaces the other.
 *
 * @param name names the file with everything it is made from, apart from the source
 */
export function madeOnce(name: string, make: (path: string) => Promise<void>): Promise<string> {
	const path = join(inject('folder'), name);
	const made = making.get(name) ?? (existsSync(path) ? Promise.resolve(path) : makeFile(path, make));
	making.set(name, made);
	return made;
}

async function makeFile(path: string, make: (path: string) => Promise<void>): Promise<string> {
	const own = join(mkdtempSync(`${path}-`), 'own');
	await make(own);
	renameSync(own, path);
	return path;
}
