import type { Instant } from '../calendar/calendar-date';
import { questions, type Question } from './evaluation';
import type { WrittenForm } from '../localized';

/** What a reader has to say of a report when they answer it. Each text may be empty. */
export interface RemarkInput {
	/** To the report as a whole. */
	text: string;
	/** To single answers. */
	answers?: Readonly<Partial<Record<Question, string>>>;
	/** The written form of the texts. */
	lang: WrittenForm;
}

/** One thing a reader said, as its giver sees it. */
export interface Remark {
	id: number;
	/** The answer it is about; null for the report as a whole. */
	field: Question | null;
	text: string;
	lang: WrittenForm;
	by: string;
	/** When the report was answered: all that was said then has the same moment. */
	at: Instant;
}

/** The remarks a comment makes: to the whole first, then to answers in the order they are asked for. */
export function toRemarks({ text, answers = {} }: RemarkInput): Pick<Remark, 'field' | 'text'>[] {
	const said = questions.map((field) => ({ field, text: answers[field] ?? '' }));
	return [{ field: null, text }, ...said]
		.map((one) => ({ ...one, text: one.text.trim() }))
		.filter((one) => one.text !== '');
}

/** What was said the last time the report was answered. The rest has been dealt with since. */
export function latestRemarks<R extends Pick<Remark, 'at'>>(remarks: readonly R[]): R[] {
	const last = remarks.at(-1)?.at;
	return remarks.filter(({ at }) => at === last);
}
