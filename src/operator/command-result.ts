import type { Result } from '$lib/domain/result';
import { CommandError } from './command';

/**
 * Returns the value of a command's result.
 *
 * @param what subject of the error message
 * @throws CommandError with the refusal
 */
export function valueOrFail<T>(outcome: Result<T>, what: string): T {
	if (outcome.ok) return outcome.value;
	const { refused } = outcome;
	if (refused.code === 'invalid') {
		const details = refused.faults.map(({ field, code }) => `${field}: ${code.replaceAll('-', ' ')}`);
		throw new CommandError(`${what} is refused: ${faultCount(details.length)}.`, details);
	}
	throw new CommandError(`${what} is refused: ${refused.code.replaceAll('-', ' ')}.`);
}

export function faultCount(faults: number): string {
	return faults === 1 ? '1 fault' : `${faults} faults`;
}
