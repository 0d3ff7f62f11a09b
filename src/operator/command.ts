import { isAbsolute, join } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Wrong usage. Exit code 2. */
export class UsageError extends Error {}

/** The error that stopped a command, in one line, with details of one line each. Exit code 1. */
export class CommandError extends Error {
	constructor(
		message: string,
		readonly details: readonly string[] = []
	) {
		super(message);
	}
}

/** A command's parsed arguments, output and time. */
export interface Invocation {
	/** Arguments after the command's name, in the order of its usage. */
	positionals: string[];
	/** Returns the values of an option, in order; empty if it is not set. */
	optionValues: (option: string) => string[];
	hasFlag: (option: string) => boolean;
	/** Resolves a file name against the caller's folder. */
	resolvePath: (file: string) => string;
	/** Writes one line to standard output. */
	print: (line: string) => void;
	now: Date;
}

export interface Command {
	/** Arguments after the name: FILE is required, [FILE] is optional. */
	usage: string;
	summary: string;
	options?: NonNullable<ParseArgsConfig['options']>;
	/** For the project's own scripts; not listed in the help. */
	internal?: true;
	run(invocation: Invocation): Promise<void>;
}

/** @throws UsageError if an argument is missing, unknown or one too many */
export function readArguments(command: Command, args: string[], calledFrom: string): Invocation {
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
		optionValues: (option) => [values[option] ?? []].flat().filter((value) => typeof value === 'string'),
		hasFlag: (option) => values[option] === true,
		resolvePath: (file) => (isAbsolute(file) ? file : join(calledFrom, file)),
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
