// @ts-check
import { link, mkdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { printStatus } from './command.mjs';

/** Beside what Kit generates: in the project, and in no version of it. */
const folder = '.svelte-kit';
const file = `${folder}/set-up.lock`;

/**
 * Lets one process of this checkout set it up at a time; the others wait. The lock of a process
 * that died is taken over.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withSetupLock(work) {
	await mkdir(folder, { recursive: true });
	for (let waited = 0; !(await tryLock()); waited++) {
		await removeIfOrphaned();
		if (waited === 5) printStatus(`Waiting for another process that is setting up (${file}) …`);
		await pause(200);
	}
	try {
		return await work();
	} finally {
		await rm(file, { force: true });
	}
}

/** Makes the lock, with its holder's id already in it; false where another holds it. */
async function tryLock() {
	const own = `${file}.${process.pid}`;
	await writeFile(own, String(process.pid));
	try {
		return await isNew(link(own, file));
	} finally {
		await rm(own, { force: true });
	}
}

async function removeIfOrphaned() {
	const holder = await readFile(file, 'utf8').catch(() => '');
	if (holder === '' || isProcessAlive(Number(holder))) return;
	// Of those who saw the same dead holder one removes its lock, and only while it is still that one.
	const guard = `${file}.orphan`;
	if (!(await isNew(mkdir(guard)))) return;
	if ((await readFile(file, 'utf8').catch(() => '')) === holder) await rm(file, { force: true });
	await rmdir(guard);
}

/**
 * @param {Promise<unknown>} making
 * @returns {Promise<boolean>} false where it is there already
 */
async function isNew(making) {
	try {
		await making;
		return true;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
		throw error;
	}
}

/** @param {number} pid */
function isProcessAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}
