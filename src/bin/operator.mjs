// @ts-check
import { projectFolder } from './command.mjs';

const tool = new URL('../../build/operator/main.js', import.meta.url).href;

/**
 * Runs a command of the operator's tool in this process. Needs the tool to be built.
 *
 * @param {string[]} args
 * @param {string} [calledFrom] the folder that file names are relative to
 * @returns {Promise<number>} the exit code
 */
export async function runOperator(args, calledFrom = projectFolder) {
	const { run } = await import(tool);
	return run(args, calledFrom);
}
