import { diffWordsWithSpace } from 'diff';
import { textAnswers, type Answers, type TextAnswer } from '$lib/domain/evaluation';

/** A stretch of a text, and whether the other text lacks it. */
export interface Part {
	text: string;
	changed: boolean;
}

/** A text as it was and as it is, each cut where they differ. */
export interface Difference {
	before: Part[];
	after: Part[];
}

/** A pair of long texts with little in common is not worth the wait: they are then shown as replaced. */
const patience = { timeout: 100 };

/** Two texts word by word. Joined, the parts of each side are that text again. */
export function wordDifference(before: string, after: string): Difference {
	const replaced = { before: whole(before, true), after: whole(after, true) };
	if (before === after) return { before: whole(before, false), after: whole(after, false) };
	const changes = diffWordsWithSpace(before, after, patience);
	if (!changes) return replaced;
	return {
		before: changes
			.filter((one) => !one.added)
			.map(({ value, removed }) => ({ text: value, changed: removed })),
		after: changes.filter((one) => !one.removed).map(({ value, added }) => ({ text: value, changed: added }))
	};
}

/**
 * The texts of two reports word by word. Between bokmål and nynorsk nearly every word differs and says
 * nothing: there the texts stand side by side unmarked.
 */
export function textDifferences(last: Answers, now: Answers): Record<TextAnswer, Difference> {
	const comparable = last.lang === now.lang;
	const pairs = textAnswers.map((name) => {
		const [before, after] = [last[name].trim(), now[name].trim()];
		return [
			name,
			comparable
				? wordDifference(before, after)
				: { before: whole(before, false), after: whole(after, false) }
		] as const;
	});
	return Object.fromEntries(pairs) as Record<TextAnswer, Difference>;
}

function whole(text: string, changed: boolean): Part[] {
	return text === '' ? [] : [{ text, changed }];
}
