// @ts-check
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The project's folder, with a separator at its end. */
export const projectFolder = fileURLToPath(new URL('../../', import.meta.url));

const minimumNode = { major: 20, minor: 19 };

/** What the person at the terminal can do something about: one sentence, no stack. */
export class CliError extends Error {}

/**
 * Runs a command from the project's folder. What goes wrong ends it with one line on stderr and
 * exit code 1; `LOG_LEVEL=debug` shows where it came from.
 *
 * @param {(calledFrom: string) => Promise<number | void>} body gets the folder it was called from
 *   and may answer with an exit code
 */
export async function runScript(body) {
	try {
		requireNode();
		const calledFrom = process.cwd();
		process.chdir(projectFolder);
		process.exitCode = (await body(calledFrom)) ?? 0;
	} catch (error) {
		console.error(formatError(error));
		process.exit(1);
	}
}

/** @param {unknown} error */
function formatError(error) {
	if (!(error instanceof Error)) return String(error);
	const detailed = /^(debug|trace)$/.test(process.env.LOG_LEVEL ?? '');
	return detailed ? error.stack : error.message;
}

function requireNode() {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	if (major > minimumNode.major || (major === minimumNode.major && minor >= minimumNode.minor)) return;
	const oldest = `${minimumNode.major}.${minimumNode.minor}`;
	throw new CliError(`Framdrift needs Node ${oldest} or newer; this is ${process.versions.node}.`);
}

/**
 * Runs a program of ours or npm's to its end; what it says goes to stderr, so that a command's own
 * output stays clean.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, timeout?: number, stdio?: 'inherit' }} [options] `timeout` in milliseconds
 * @returns {Promise<number>} the exit code; 1 where a signal ended it or it could not be started
 */
export function runProcess(program, args, options = {}) {
	return new Promise((resolve) => {
		const running = spawn(program, args, {
			cwd: projectFolder,
			stdio: ['ignore', process.stderr, process.stderr],
			...options
		});
		running.once('error', () => resolve(1));
		running.once('close', (code) => resolve(code ?? 1));
	});
}

/** What is being done, for the person who waits. @param {string} line */
export function printStatus(line) {
	console.error(line);
}
