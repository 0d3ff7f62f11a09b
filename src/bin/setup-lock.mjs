// @ts-check
import { link, mkdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { printStatus } from './command.mjs';

/** In a folder that Kit generates and Git ignores. */
const folder = '.svelte-kit';
const file = `${folder}/set-up.lock`;

/**
 * Runs the set-up of this checkout in one process at a time; the others wait. Takes over the lock of a process
 * that died.
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

/** Creates the lock with this process's id in it; returns false if another process holds it. */
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
	// Only one of the waiting processes may remove an orphaned lock, and only while it is the same lock.
	const guard = `${file}.orphan`;
	if (!(await isNew(mkdir(guard)))) return;
	if ((await readFile(file, 'utf8').catch(() => '')) === holder) await rm(file, { force: true });
	await rmdir(guard);
}

/**
 * @param {Promise<unknown>} making
 * @returns {Promise<boolean>} false if it already exists
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
