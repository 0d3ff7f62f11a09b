import { parseDate } from '$lib/domain/calendar/calendar-date';
import type { EvaluationAnswers } from '$lib/domain/evaluation/evaluation';
import type { ReportedReading } from '$lib/domain/indicator';
import { formatDateInput } from '$lib/forms/fields/date-field';
import { formatReadingInput } from '$lib/forms/fields/reading-field';
import type { PostedForm } from '$lib/forms/evaluation';
import { answersToForm, sameAnswers, answersFromForm } from '$lib/forms/evaluation-answers';

/** An indicator's reading as typed. */
export interface ReadingFormValues {
	indicator: number;
	value: string;
	on: string;
	/** True if the indicator is unchanged; ignored if a value is given. */
	same: boolean;
}

/** Form values of an evaluation: answers and indicator readings. */
export interface EvaluationFormValues extends EvaluationAnswers {
	/** Readings with a value. */
	readings: ReadingFormValues[];
}

/** Converts an evaluation on the server to form values. */
export function toEvaluationFormValues({
	answers,
	readings
}: {
	answers: EvaluationAnswers;
	readings: ReportedReading[];
}): EvaluationFormValues {
	const typed = readings.map(({ indicator, on, value }) => ({
		indicator,
		value: value === 'same' ? '' : formatReadingInput(value),
		on: formatDateInput(on),
		same: value === 'same'
	}));
	return { ...answers, readings: typed };
}

/** True if a reading has a value or is marked unchanged. */
export function isReadingAnswered({ value, same }: ReadingFormValues): boolean {
	return value.trim() !== '' || same;
}

/** Converts form values to posted fields; `evaluationFromForm` reads them. */
export function evaluationToForm({ readings, ...answers }: EvaluationFormValues): PostedForm {
	const posted = answersToForm(answers);
	for (const { indicator, value, on, same } of readings) {
		posted[`reading.${indicator}`] = value;
		posted[`readingOn.${indicator}`] = on;
		if (same) posted[`readingSame.${indicator}`] = '1';
	}
	return posted;
}

/** Reads posted fields back for display; null if the form held no evaluation. */
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

/** True if two evaluations are equal apart from white space and number formatting. */
export function sameEvaluation(a: EvaluationFormValues, b: EvaluationFormValues): boolean {
	const indicators = [...a.readings, ...b.readings].map(({ indicator }) => indicator);
	return sameAnswers(a, b) && !indicators.some((indicator) => readingDiffers(a, b, indicator));
}

/** True if two evaluations differ on an indicator. */
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
