import { isAbsolute, join } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Wrong usage: exit code 2. */
export class UsageError extends Error {}

/** What stopped a command, in one line; what belongs to it follows, a line each. Exit code 1. */
export class CommandError extends Error {
	constructor(
		message: string,
		readonly details: readonly string[] = []
	) {
		super(message);
	}
}

/** What a command was given. */
export interface CommandInput {
	/** What stood behind the command's name, in the order of its usage. */
	positionals: string[];
	/** The values of an option, in their order; none where it was not given. */
	all: (option: string) => string[];
	flag: (option: string) => boolean;
	/** A file as the caller named it, from where the caller stood. */
	path: (file: string) => string;
	/** The command's own output, a line. */
	print: (line: string) => void;
	now: Date;
}

export interface Command {
	/** What follows the name: FILE is needed, [FILE] is not. */
	usage: string;
	summary: string;
	options?: NonNullable<ParseArgsConfig['options']>;
	/** For our own scripts: not listed. */
	internal?: true;
	run(given: CommandInput): Promise<void>;
}

/** @throws UsageError with what is wrong */
export function readArguments(command: Command, args: string[], calledFrom: string): CommandInput {
	const { positionals, values } = parseOptions(command, args);
	const words = command.usage
		.replace(/ ?\[?--.*/, '')
		.split(' ')
		.filter(Boolean);
	const needed = words.filter((word) => !word.startsWith('['));
	if (positionals.length < needed.length) throw new UsageError(`${needed[positionals.length]} is missing`);
	if (positionals.length > words.length) throw new UsageError(`${positionals[words.length]} is one too many`);
	return {
		positionals,
		all: (option) => [values[option] ?? []].flat().filter((value) => typeof value === 'string'),
		flag: (option) => values[option] === true,
		path: (file) => (isAbsolute(file) ? file : join(calledFrom, file)),
		print: (line) => process.stdout.write(`${line}\n`),
		now: new Date()
	};
}

function parseOptions(command: Command, args: string[]) {
	try {
		return parseArgs({ args, options: command.options ?? {}, allowPositionals: true });
	} catch (error) {
		const [sentence] = (error as Error).message.split('. ');
		throw new UsageError(sentence);
	}
}
