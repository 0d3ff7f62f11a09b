import { lifecycles } from '$lib/domain/measure/measure';
import type { RowValidationError } from '$lib/domain/workbook/comparison-result';
import { m } from '$lib/i18n/paraglide/messages';
import { lifecycleLabel } from '$lib/i18n/labels';

type Value = { value: string };

const cells: Record<
	Exclude<RowValidationError['code'], 'unknown' | 'step-not-allowed' | 'title-twice'>,
	(given: Value) => string
> = {
	'cell-error': m.workbook_fault_cell_error,
	'code-missing': () => m.workbook_fault_code_missing(),
	'code-unreadable': m.workbook_fault_code_unreadable,
	'code-is-date': m.workbook_fault_code_is_date,
	'code-twice': () => '',
	'title-missing': () => m.workbook_fault_title_missing(),
	'too-long': () => m.workbook_fault_too_long(),
	'area-missing': () => m.workbook_fault_area_missing(),
	'area-not-of-code': () => m.workbook_fault_area_not_of_code(),
	'area-full': () => m.workbook_fault_area_full(),
	'own-area': () => m.workbook_fault_own_area(),
	'several-unknown': m.workbook_fault_several_unknown,
	ended: m.workbook_fault_ended,
	'not-a-date': m.workbook_fault_not_a_date,
	'deadline-unreadable': m.workbook_fault_deadline_unreadable,
	'deadline-disagrees': m.workbook_fault_deadline_disagrees,
	'before-start': () => m.workbook_fault_before_start(),
	'links-unreadable': m.workbook_fault_links_unreadable,
	'not-a-weight': m.workbook_fault_not_a_weight,
	'milestone-title-missing': () => m.workbook_fault_milestone_title_missing(),
	'milestone-due-missing': () => m.workbook_fault_milestone_due_missing(),
	'column-twice': () => m.workbook_fault_column_twice()
};

/** Returns the error of a cell in the reader's language. */
export function cellErrorText({ code, value = '', other = 0, step, column }: RowValidationError): string {
	switch (code) {
		case 'code-twice':
			return m.workbook_fault_code_twice({ value, other });
		case 'title-twice':
			return m.workbook_fault_title_twice({ other });
		case 'step-not-allowed':
			return m.workbook_fault_step_not_allowed({
				from: step ? lifecycleLabel[step.from]() : '',
				to: step ? lifecycleLabel[step.to]() : ''
			});
		case 'unknown':
			return unknownValueText(column, value);
		default:
			return cells[code]({ value });
	}
}

function unknownValueText(column: RowValidationError['column'], value: string): string {
	if (column === 'area') return m.workbook_fault_area_unknown({ value });
	if (column === 'body') return m.workbook_fault_body_unknown({ value });
	if (column !== 'lifecycle') return m.workbook_fault_unknown({ value });
	const words = lifecycles.map((one) => lifecycleLabel[one]().toLowerCase()).join(', ');
	return m.workbook_fault_lifecycle_unknown({ value, words });
}
