import type { Instant } from '../calendar/calendar-date';
import { questions, type Question } from './evaluation';
import type { WrittenForm } from '../localized';

/** Remarks of a reviewer who answers an evaluation. Each text may be empty. */
export interface RemarkInput {
	/** Remark on the evaluation as a whole. */
	text: string;
	/** Remarks on single answers. */
	answers?: Readonly<Partial<Record<Question, string>>>;
	/** Written form of the texts. */
	lang: WrittenForm;
}

/** One remark, as the reporter sees it. */
export interface Remark {
	id: number;
	/** The answer it is about; null for the evaluation as a whole. */
	field: Question | null;
	text: string;
	lang: WrittenForm;
	by: string;
	/** Time of the answer; all remarks of one answer share it. */
	at: Instant;
}

/**
 * Returns the remarks of an input that are not empty: first on the whole, then on answers in question order.
 */
export function toRemarks({ text, answers = {} }: RemarkInput): Pick<Remark, 'field' | 'text'>[] {
	const said = questions.map((field) => ({ field, text: answers[field] ?? '' }));
	return [{ field: null, text }, ...said]
		.map((one) => ({ ...one, text: one.text.trim() }))
		.filter((one) => one.text !== '');
}

/** Returns the remarks of the latest answer; earlier ones have been dealt with. */
export function latestRemarks<R extends Pick<Remark, 'at'>>(remarks: readonly R[]): R[] {
	const last = remarks.at(-1)?.at;
	return remarks.filter(({ at }) => at === last);
}
