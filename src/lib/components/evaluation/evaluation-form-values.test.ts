import { describe, expect, it } from 'vitest';
import { emptyAnswers } from '$lib/domain/evaluation/evaluation';
import { evaluationForm } from '$lib/forms/evaluation';
import {
	evaluationToForm,
	readingDiffers,
	sameEvaluation,
	evaluationFromForm,
	toEvaluationFormValues
} from './evaluation-form-values';

const reading = { indicator: 7, value: '12,5', on: '10.11.2026', same: false };
const written = (...readings: (typeof reading)[]) => ({ ...emptyAnswers('nn'), done: 'x', readings });

describe('evaluation form values', () => {
	it('are posted in the form’s format and parsed back as typed, valid or not', () => {
		const odd = { indicator: 9, value: 'ein halv', on: 'i går', same: true };
		expect(evaluationFromForm(evaluationToForm(written(reading, odd)))).toEqual(written(reading, odd));
		expect(evaluationForm.parse(evaluationToForm(written(reading))).readings).toEqual([
			{ indicator: 7, on: '2026-11-10', value: 12.5 }
		]);
		expect(evaluationFromForm({ version: '3' })).toBeNull();
	});

	it('contain no reading that has only a date', () => {
		expect(evaluationFromForm(evaluationToForm(written({ ...reading, value: ' ' })))).toEqual(written());
	});

	it('show a saved evaluation as typed', () => {
		const told = [
			{ indicator: 7, on: '2026-11-10', value: 12.5 },
			{ indicator: 8, on: '2026-11-10', value: 'same' as const }
		];
		const { readings, ...answers } = written();
		expect(readings).toEqual([]);
		expect(toEvaluationFormValues({ answers, readings: told })).toEqual(
			written(reading, { ...reading, indicator: 8, value: '', same: true })
		);
	});

	it.each([
		['another figure', { value: '12,6' }, true],
		['another day', { on: '11.11.2026' }, true],
		['the same as last time', { value: '', same: true }, true],
		['nothing', { value: '' }, true],
		['the figure written otherwise', { value: ' 12.50 ' }, false],
		['the day written otherwise', { on: '2026-11-10' }, false]
	])('%s differs on %s', (_what, changed, differ) => {
		const [one, other] = [written(reading), written({ ...reading, ...changed })];
		expect(readingDiffers(one, other, 7)).toBe(differ);
		expect(sameEvaluation(one, other)).toBe(!differ);
	});
});
