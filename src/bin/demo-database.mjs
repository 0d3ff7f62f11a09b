// @ts-check
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printStatus, CliError } from './command.mjs';
import { runOperator } from './operator.mjs';

/** Addresses of the demo accounts, and their roles. */
const demoAccounts = [
	['admin@demo.test', 'administrator'],
	['sekretariat@demo.test', 'secretariat'],
	['ssu@demo.test', 'leads SSU'],
	['fsu1@demo.test … fsu6@demo.test', 'lead the FSUs of areas 1–6'],
	['partnerskap@demo.test', 'partnership meeting'],
	['kommune@demo.test', 'represents a municipality'],
	['sekretar@demo.test', 'secretary of FSU 1: calls meetings and writes minutes']
];

/**
 * Creates example data in a folder that is deleted when the process exits, and points the environment at it.
 * Needs the operator's tool to be built.
 *
 * @returns {Promise<string>} the accounts' password
 */
export async function createDemoDatabase() {
	const folder = mkdtempSync(join(tmpdir(), 'framdrift-demo-'));
	process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
	// Without another handler, a signal must still exit, so that the folder is deleted.
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
		process.once(signal, () => process.listenerCount(signal) === 0 && process.exit(0));

	const { env } = process;
	env.DEMO_PASSWORD ||= readablePassword();
	env.DATABASE_URL = `file:${join(folder, 'framdrift.db')}`;
	env.FRAMDRIFT_DEMO = '1';
	// Example data stays on this machine, and no mail goes to example people.
	for (const name of ['DATABASE_AUTH_TOKEN', 'DATABASE_REPLICA', 'BACKUP_FOLDER', 'SMTP_URL', 'MAIL_FROM'])
		delete env[name];
	printStatus('Making example data …');
	const code = await runOperator(['demo-data', join(folder, 'framdrift.db')]);
	if (code !== 0) throw new CliError('The example data could not be made.');
	return env.DEMO_PASSWORD;
}

/**
 * Returns the lines that say how to sign in to the demo.
 *
 * @param {string} address
 * @param {string} password
 */
export function welcomeText(address, password) {
	const width = Math.max(...demoAccounts.map(([email = '']) => email.length)) + 2;
	return [
		'',
		`Framdrift is at ${address}`,
		'',
		`Sign in at ${address}/login with the password ${password} as`,
		...demoAccounts.map(([email = '', role]) => `  ${email.padEnd(width)}${role}`),
		'',
		'The evaluations are example data and are gone when you stop this with Ctrl+C.',
		''
	].join('\n');
}

const passwordWords =
	'berg bris bygd dal elv fjell fjord foss gran hei holme kyst lyng myr rogn skog sol stein tind vatn';

/** Returns a password that is easy to type, for data that is deleted with the process. */
function readablePassword() {
	const all = passwordWords.split(' ');
	const pick = () => all[randomInt(all.length)];
	return `${pick()}-${pick()}-${pick()}-${randomInt(1000, 10_000)}`;
}
