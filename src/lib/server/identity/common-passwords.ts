import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { norwegianWords } from './norwegian-words';

/** Minimum number of guesses for a password, as a power of ten. */
const leastGuesses = 10;

/** Number of characters estimated: more take too long, and change the estimate little. */
const maxLength = 64;

let estimator: ZxcvbnFactory | undefined;

/**
 * True if a password (lower case) is among the first that would be guessed: a number, few different
 * characters, a common password, or words, names, dates and walks along the keyboard put together.
 */
export function isCommon(password: string): boolean {
	if (new Set(password).size < 5 || /^\d+$/.test(password)) return true;
	estimator ??= new ZxcvbnFactory({
		dictionary: { ...dictionary, ...norwegianWords },
		graphs: adjacencyGraphs,
		l33tMaxSubstitutions: 10,
		maxLength
	});
	return estimator.check(password).guessesLog10 < leastGuesses;
}
