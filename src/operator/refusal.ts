import type { Outcome } from '$lib/domain/outcome';
import { Failure } from './command';

/**
 * Returns the value of a command's outcome.
 *
 * @param what the subject of the error message
 * @throws Failure with the refusal
 */
export function valueOrFail<T>(outcome: Outcome<T>, what: string): T {
	if (outcome.ok) return outcome.value;
	const { refused } = outcome;
	if (refused.code === 'invalid') {
		const details = refused.faults.map(({ field, code }) => `${field}: ${code.replaceAll('-', ' ')}`);
		throw new Failure(`${what} is refused: ${counted(details.length)}.`, details);
	}
	throw new Failure(`${what} is refused: ${refused.code.replaceAll('-', ' ')}.`);
}

export function counted(faults: number): string {
	return faults === 1 ? '1 fault' : `${faults} faults`;
}
