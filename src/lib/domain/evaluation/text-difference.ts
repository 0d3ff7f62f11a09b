import { diffWordsWithSpace } from 'diff';
import { textAnswers, type EvaluationAnswers, type TextAnswer } from '$lib/domain/evaluation/evaluation';

/** A part of a text, marked if the other text lacks it. */
export interface TextPart {
	text: string;
	changed: boolean;
}

/** Two versions of a text, each split where they differ. */
export interface TextDifference {
	before: TextPart[];
	after: TextPart[];
	/** True if the texts have too little in common to mark; each is then one unmarked part. */
	rewritten: boolean;
}

/** Comparing two long, different texts takes too long; they count as rewritten. */
const patience = { timeout: 100 };

/** Minimum share of the longer text that must be common for differences to be marked. */
const commonEnough = 0.5;

/** Compares two texts word by word. The parts of each side join to the original text. */
export function compareTexts(before: string, after: string): TextDifference {
	if (before === after) return plain(before, after, false);
	const changes = diffWordsWithSpace(before, after, patience);
	if (!changes) return plain(before, after, true);
	const was = changes.filter((one) => !one.added).map((one) => ({ text: one.value, changed: one.removed }));
	const is = changes.filter((one) => !one.removed).map((one) => ({ text: one.value, changed: one.added }));
	const stood = is.filter((part) => !part.changed).reduce((sum, part) => sum + weight(part.text), 0);
	const longer = Math.max(weight(before), weight(after));
	const bothGiven = before !== '' && after !== '';
	if (bothGiven && stood < commonEnough * longer) return plain(before, after, true);
	return { before: joinedUp(was), after: joinedUp(is), rewritten: false };
}

/**
 * Compares the texts of two evaluations word by word. Texts in different written forms are not marked, since
 * nearly every word differs.
 */
export function compareTextAnswers(
	last: EvaluationAnswers,
	now: EvaluationAnswers
): Record<TextAnswer, TextDifference> {
	const compare = last.lang === now.lang ? compareTexts : (a: string, b: string) => plain(a, b, false);
	const pairs = textAnswers.map((name) => [name, compare(last[name].trim(), now[name].trim())] as const);
	return Object.fromEntries(pairs) as Record<TextAnswer, TextDifference>;
}

function plain(before: string, after: string, rewritten: boolean): TextDifference {
	const whole = (text: string) => (text === '' ? [] : [{ text, changed: false }]);
	return { before: whole(before), after: whole(after), rewritten };
}

/** Returns the number of letters and digits in a text. */
function weight(text: string): number {
	return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

/** Merges neighbouring marks, and marks gaps between them that contain no word. */
function joinedUp(parts: readonly TextPart[]): TextPart[] {
	const joined: TextPart[] = [];
	for (const [index, part] of parts.entries()) {
		const between = parts[index - 1]?.changed && parts[index + 1]?.changed && weight(part.text) === 0;
		const changed = part.changed || !!between;
		const last = joined.at(-1);
		if (last?.changed === changed) last.text += part.text;
		else joined.push({ text: part.text, changed });
	}
	return joined;
}
