import { parseDate } from '$lib/domain/calendar/calendar-date';
import type { EvaluationAnswers } from '$lib/domain/evaluation/evaluation';
import type { ReportedReading } from '$lib/domain/indicator';
import { formatDateInput } from '$lib/forms/fields/date-field';
import type { PostedForm } from '$lib/forms/evaluation';
import { answersToForm, sameAnswers, answersFromForm } from '$lib/forms/evaluation-answers';

/** What an indicator showed, as it was typed. */
export interface ReadingFormValues {
	/** The indicator's id. */
	indicator: number;
	value: string;
	on: string;
	/** It shows what it showed last time; of no account where a value is given. */
	same: boolean;
}

/** A report as it is written in the browser: its answers, and what indicators showed. */
export interface EvaluationFormValues extends EvaluationAnswers {
	/** Those of which something is said. */
	readings: ReadingFormValues[];
}

/** What the server has of a report, as its form writes it. */
export function toEvaluationFormValues({
	answers,
	readings
}: {
	answers: EvaluationAnswers;
	readings: ReportedReading[];
}): EvaluationFormValues {
	const typed = readings.map(({ indicator, on, value }) => ({
		indicator,
		value: value === 'same' ? '' : String(value).replace('.', ','),
		on: formatDateInput(on),
		same: value === 'same'
	}));
	return { ...answers, readings: typed };
}

/** Whether something is said of what an indicator showed. */
export function isReadingAnswered({ value, same }: ReadingFormValues): boolean {
	return value.trim() !== '' || same;
}

/** A report as its form posts it: what `evaluationFromForm` reads again. */
export function evaluationToForm({ readings, ...answers }: EvaluationFormValues): PostedForm {
	const posted = answersToForm(answers);
	for (const { indicator, value, on, same } of readings) {
		posted[`reading.${indicator}`] = value;
		posted[`readingOn.${indicator}`] = on;
		if (same) posted[`readingSame.${indicator}`] = '1';
	}
	return posted;
}

/** What was typed, as far as it can be shown again; null where the form held no report. */
export function evaluationFromForm(posted: PostedForm): EvaluationFormValues | null {
	const answers = answersFromForm(posted);
	if (!answers) return null;
	const one = (name: string) => [posted[name] ?? ''].flat()[0] ?? '';
	const ids = Object.keys(posted).flatMap((name) => /^readingOn\.(\d{1,9})$/.exec(name)?.[1] ?? []);
	const readings = ids.map((id) => ({
		indicator: Number(id),
		value: one(`reading.${id}`),
		on: one(`readingOn.${id}`),
		same: one(`readingSame.${id}`) === '1'
	}));
	return { ...answers, readings: readings.filter(isReadingAnswered) };
}

/** Whether two reports say the same, whatever space stands round it and however a figure is written. */
export function sameEvaluation(a: EvaluationFormValues, b: EvaluationFormValues): boolean {
	const indicators = [...a.readings, ...b.readings].map(({ indicator }) => indicator);
	return sameAnswers(a, b) && !indicators.some((indicator) => readingDiffers(a, b, indicator));
}

/** Whether two reports say different things of an indicator. */
export function readingDiffers(a: EvaluationFormValues, b: EvaluationFormValues, indicator: number): boolean {
	return plain(findReadingValues(a, indicator)) !== plain(findReadingValues(b, indicator));
}

export function findReadingValues(
	{ readings }: EvaluationFormValues,
	indicator: number
): ReadingFormValues | null {
	return readings.find((one) => one.indicator === indicator) ?? null;
}

function plain(reading: ReadingFormValues | null): string {
	if (!reading || !isReadingAnswered(reading)) return '';
	const { value, on } = reading;
	const figure = value.replace(/[\s%]/g, '').replace(',', '.');
	return `${figure === '' ? 'same' : (Number(figure) || figure).toString()} ${parseDate(on) ?? on.trim()}`;
}
