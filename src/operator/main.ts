import { outageCause } from '$lib/server/database/outage';
import { backup, restore } from './backup';
import { CommandError, readArguments, UsageError, type Command } from './command';
import { demoData } from './demo';
import { firstRun } from './first-run';
import { partnershipExport, partnershipImport } from './partnership';
import { planExport, planImport, planValidate } from './plan';
import { remind } from './remind';
import { verifyArchiveFile } from './review';
import { userInvite } from './user';
import { verify } from './verify';

const commands: Record<string, Command> = {
	'plan import': planImport,
	'plan export': planExport,
	'plan validate': planValidate,
	'partnership import': partnershipImport,
	'partnership export': partnershipExport,
	'user invite': userInvite,
	// The name that archives of reviews were packed with.
	'review verify': { ...verifyArchiveFile, internal: true },
	'verify-archive': verifyArchiveFile,
	backup,
	restore,
	verify,
	remind,
	'first-run': firstRun,
	'demo-data': demoData
};

/**
 * Runs one command of the operator's tool.
 *
 * @param args as typed, without the program's name
 * @param calledFrom the folder that file names are relative to
 * @returns the exit code: 0 for success, 1 for failure, 2 for wrong usage
 */
export async function run(args: string[], calledFrom: string): Promise<number> {
	if (args.length === 0 || args.includes('--help') || args[0] === 'help')
		return help(args.length === 0 ? 2 : 0);
	const name = [args.slice(0, 2).join(' '), args[0] ?? ''].find((one) => Object.hasOwn(commands, one));
	const command = name === undefined ? undefined : commands[name];
	if (name === undefined || !command) {
		return printError(`There is no command ${args[0]}; npx framdrift --help lists them.`, 2);
	}
	try {
		await command.run(readArguments(command, args.slice(name.split(' ').length), calledFrom));
		return 0;
	} catch (error) {
		if (error instanceof UsageError)
			return printError(`${error.message}. Usage: npx framdrift ${name} ${command.usage}`.trimEnd(), 2);
		if (error instanceof CommandError) return printError([error.message, ...error.details].join('\n'), 1);
		return printError(outageCause(error) ?? (error instanceof Error ? error.message : String(error)), 1);
	}
}

function help(code: number): number {
	const listed = Object.entries(commands).filter(([, command]) => !command.internal);
	const text = [
		'Usage: npx framdrift <command>',
		'',
		...listed.flatMap(([name, { usage, summary }]) => [`  ${name} ${usage}`.trimEnd(), `      ${summary}`]),
		'',
		'The database is DATABASE_URL, or data/framdrift.db; with DATABASES, the one at ORIGIN.',
		''
	].join('\n');
	(code === 0 ? process.stdout : process.stderr).write(text);
	return code;
}

function printError(line: string, code: number): number {
	process.stderr.write(`${line}\n`);
	return code;
}
