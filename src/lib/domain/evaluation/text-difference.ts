import { diffWordsWithSpace } from 'diff';
import { textAnswers, type EvaluationAnswers, type TextAnswer } from '$lib/domain/evaluation/evaluation';

/** A stretch of a text, and whether the other text lacks it. */
export interface TextPart {
	text: string;
	changed: boolean;
}

/** A text as it was and as it is, each cut where they differ. */
export interface TextDifference {
	before: TextPart[];
	after: TextPart[];
	/** So little is common that marks would only be in the way: each text is then one unmarked part. */
	rewritten: boolean;
}

/** Two long texts with little in common are not worth waiting for: they count as rewritten. */
const patience = { timeout: 100 };

/** The share of the longer text that must have stood for the differences to be worth marking. */
const commonEnough = 0.5;

/** Two texts word by word. Joined, the parts of each side are that text again. */
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
 * The texts of two reports word by word. Between bokmål and nynorsk nearly every word differs and says
 * nothing: there the texts stand side by side unmarked.
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

/** How much there is to read of a text: its letters and digits. */
function weight(text: string): number {
	return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

/** Marks what stands between two changes without a word in it, and makes one mark of neighbours. */
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
