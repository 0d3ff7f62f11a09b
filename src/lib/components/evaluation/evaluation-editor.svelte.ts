import {
	textAnswers,
	type EvaluationAnswers,
	type Confidence,
	type Need,
	type Recommendation,
	type Status,
	type TextAnswer
} from '$lib/domain/evaluation/evaluation';
import type { WrittenForm } from '$lib/domain/localized';
import { carryOverTexts } from '$lib/forms/evaluation-answers';
import {
	isReadingAnswered,
	type ReadingFormValues,
	type EvaluationFormValues
} from './evaluation-form-values';

/** A core value's score as its radio buttons hold it: "1"–"5", or empty for none. */
interface Mark {
	value: string;
	score: string;
	comment: string;
}

/** A report while it is written in the browser, and what of it the server has. */
export class EvaluationEditor {
	#status = $state<Status | null>(null);
	progress = $state<number | null>(null);
	texts = $state<Record<TextAnswer, string>>(textsOf());
	needs = $state.raw<Need[]>([]);
	recommendation = $state<Recommendation | ''>('');
	confidence = $state<Confidence | ''>('');
	marks = $state<Mark[]>([]);
	/** One for each indicator that is asked about. */
	readings = $state<ReadingFormValues[]>([]);
	lang = $state<WrittenForm>('nb');
	/** The version the text is written from; null where the server has none. */
	version = $state<number | null>(null);
	#kept = $state('');
	readonly #first: string;

	/**
	 * @param values the plan's core values by code, each of which gets its mark
	 * @param asked a reading for each indicator of which nothing is said yet
	 */
	constructor(
		start: EvaluationFormValues,
		values: readonly string[],
		version: number | null = null,
		asked: readonly ReadingFormValues[] = []
	) {
		this.marks = values.map((value) => ({ value, score: '', comment: '' }));
		this.readings = [...asked];
		this.version = version;
		this.write(start);
		this.#first = this.#kept = this.written;
	}

	/** Puts answers in the place of all that is written. */
	write(start: EvaluationFormValues): void {
		this.#status = start.status;
		this.progress = start.progress;
		this.texts = textsOf(start);
		this.needs = [...start.needs];
		this.recommendation = start.recommendation ?? '';
		this.confidence = start.confidence ?? '';
		this.lang = start.lang;
		this.marks = this.marks.map(({ value }) => {
			const given = start.scores.find((one) => one.value === value);
			return { value, score: String(given?.score ?? ''), comment: given?.comment ?? '' };
		});
		this.readings = this.readings.map(
			(asked) => start.readings.find(({ indicator }) => indicator === asked.indicator) ?? asked
		);
	}

	get status(): Status | null {
		return this.#status;
	}

	/** What is not begun is at nought and what is done is at a hundred, where nothing else was said. */
	set status(status: Status | null) {
		this.#status = status;
		if (this.progress !== null) return;
		if (status === 'done') this.progress = 100;
		if (status === 'not-started') this.progress = 0;
	}

	answers: EvaluationFormValues = $derived({
		status: this.#status,
		progress: this.progress ?? null,
		...this.texts,
		needs: [...this.needs],
		recommendation: this.recommendation || null,
		confidence: this.confidence || null,
		scores: this.marks.map(({ value, score, comment }) => ({
			value,
			score: score === '' ? null : Number(score),
			comment
		})),
		readings: this.readings.filter(isReadingAnswered).map((one) => ({ ...one })),
		lang: this.lang
	});

	/** All that is written, as one text to compare by. */
	written = $derived(JSON.stringify(this.answers));

	/** Whether something is written that the server has not got. */
	unsaved = $derived(this.written !== this.#kept);

	/** Whether something is written that did not stand there when the page came. */
	touched = $derived.by(() => this.written !== this.#first);

	/** Notes that the server has what was written when it was sent. */
	keep(written: string): void {
		this.#kept = written;
	}

	carry(last: EvaluationAnswers, fields: readonly TextAnswer[]): void {
		const carried = carryOverTexts(this.answers, last, fields);
		this.texts = textsOf(carried);
		this.lang = carried.lang;
	}
}

function textsOf(answers?: EvaluationAnswers): Record<TextAnswer, string> {
	const { done, results, deviation, cause, needsText, nextSteps } = answers ?? empty;
	return { done, results, deviation, cause, needsText, nextSteps };
}

const empty = Object.fromEntries(textAnswers.map((name) => [name, ''])) as Record<TextAnswer, string>;
