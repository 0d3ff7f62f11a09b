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

/** Score of a core value as its radio buttons hold it: "1"–"5", or empty. */
interface Mark {
	value: string;
	score: string;
	comment: string;
}

/** State of an evaluation being edited in the browser, with the last saved text. */
export class EvaluationEditor {
	#status = $state<Status | null>(null);
	progress = $state<number | null>(null);
	texts = $state<Record<TextAnswer, string>>(textsOf());
	needs = $state.raw<Need[]>([]);
	recommendation = $state<Recommendation | ''>('');
	confidence = $state<Confidence | ''>('');
	marks = $state<Mark[]>([]);
	/** One entry per indicator asked about. */
	readings = $state<ReadingFormValues[]>([]);
	lang = $state<WrittenForm>('nb');
	/** Version the text is based on; null if the server has none. */
	version = $state<number | null>(null);
	#kept = $state('');
	readonly #first: string;

	/**
	 * @param values core values of the plan by code
	 * @param asked empty readings of the indicators asked about
	 */
	constructor(
		start: EvaluationFormValues,
		values: readonly string[],
		{ version, asked }: { version: number | null; asked: readonly ReadingFormValues[] }
	) {
		this.marks = values.map((value) => ({ value, score: '', comment: '' }));
		this.readings = [...asked];
		this.version = version;
		this.write(start);
		this.#first = this.#kept = this.written;
	}

	/** Replaces all answers. */
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

	/** Sets the status, and the progress to 0 for not started and 100 for done if it is empty. */
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

	/** All answers serialised, for comparison. */
	written = $derived(JSON.stringify(this.answers));

	/** True if there are changes the server does not have. */
	unsaved = $derived(this.written !== this.#kept);

	/** True if there are changes since the page was loaded. */
	touched = $derived.by(() => this.written !== this.#first);

	/** Records that the server saved the given text. */
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
