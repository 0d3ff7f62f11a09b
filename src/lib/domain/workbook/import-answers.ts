import { compactName } from './name-matching';

/** Kinds of things in a file that are recognised, or chosen by hand. */
export type RecognitionKind = 'column' | 'theme' | 'name' | 'status' | 'measure';

/** Certainty of a recognition: an unknown one must be chosen before anything is imported. */
export type Certainty = 'known' | 'suggested' | 'chosen' | 'unknown';

/** Choices made by hand, by `answerKey`. */
export type ImportAnswers = ReadonlyMap<string, string>;

/** Answer to not read a column, a theme row, a name, a status word or a row. */
export const skipAnswer = 'skip';

/** Something in the file, and what it becomes. */
export interface Recognition {
	kind: RecognitionKind;
	/** The key of its answer. */
	key: string;
	/** As it is written in the file. */
	text: string;
	/** Its first place. */
	sheet: string;
	row: number | null;
	/** Letters of a column. */
	letters?: string;
	/** Cells that show what a column holds. */
	examples?: string[];
	count: number;
	/** Its meaning: a column's key, an area, "body:ssu", a status; null if it must be chosen. */
	value: string | null;
	certainty: Certainty;
}

/** Returns the key of an answer. Case, spaces and punctuation do not matter, so that it fits the next file. */
export function answerKey(kind: RecognitionKind, subject: string): string {
	return `${kind}|${compactName(subject) || subject.trim()}`;
}

/** Returns the key of a column's answer: by its header, or by its letters if it has none. */
export function columnAnswerKey(head: string, letters: string): string {
	return answerKey('column', head || `#${letters}`);
}

/** Collects recognitions, one for each subject. */
export class RecognitionLog {
	readonly all = new Map<string, Recognition>();

	constructor(readonly answers: ImportAnswers) {}

	/** True if something must be chosen. */
	isOpen(): boolean {
		return [...this.all.values()].some(({ certainty }) => certainty === 'unknown');
	}

	/**
	 * Returns what a subject becomes: the answer of a person, or what was recognised.
	 *
	 * @param found the recognised value, or null; `sure` if it is no guess
	 */
	resolve(
		subject: Pick<Recognition, 'kind' | 'text' | 'sheet' | 'row'> & Partial<Recognition>,
		found: { value: string | null; sure: boolean }
	): string | null {
		const key = subject.key ?? answerKey(subject.kind, subject.text);
		const known = this.all.get(key);
		if (known) {
			known.count++;
			return known.value;
		}
		const answer = this.answers.get(key);
		const value = answer || found.value;
		const certainty = answer
			? 'chosen'
			: found.value === null
				? 'unknown'
				: found.sure
					? 'known'
					: 'suggested';
		this.all.set(key, { ...subject, key, count: 1, value, certainty });
		return value;
	}
}
