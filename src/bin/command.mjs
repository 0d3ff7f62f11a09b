// @ts-check
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The project's folder, with a trailing separator. */
export const projectFolder = fileURLToPath(new URL('../../', import.meta.url));

const minimumNode = { major: 20, minor: 19 };

/** An error that the user of the terminal can correct: one sentence, printed without a stack. */
export class CliError extends Error {}

/**
 * Runs a command in the project's folder. An error prints one line to stderr and exits with code 1;
 * `LOG_LEVEL=debug` prints its stack.
 *
 * @param {(calledFrom: string) => Promise<number | void>} body receives the folder it was called from and may
 *   return an exit code
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
 * Runs a program to its end. Its output goes to stderr, so that stdout holds only the command's own.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, timeout?: number, stdio?: 'inherit' }} [options] `timeout` in milliseconds
 * @returns {Promise<number>} the exit code; 1 if a signal ended it or it could not be started
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

/**
 * Prints a progress line to stderr.
 *
 * @param {string} line
 */
export function printStatus(line) {
	console.error(line);
}
