import { z } from 'zod';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import { requiredDateField } from './fields/date-field';
import { addFieldError, parseField, versionField } from './fields/field-parser';

/**
 * Form that says which milestones of a measure are reached: a check box for each (`reached[]`) and its day
 * (`doneOn.<id>`).
 */
export const milestonesForm = z.looseObject({}).transform((posted, context) => {
	const input = { posted, context };
	const reached = new Map<number, CalendarDate>();
	for (const id of [posted.reached ?? []].flat()) {
		if (typeof id !== 'string' || !/^\d{1,9}$/.test(id)) addFieldError(context, 'reached', 'unreadable');
		else reached.set(Number(id), parseField(requiredDateField, `doneOn.${id}`, input) ?? '');
	}
	return { version: parseField(versionField, 'version', input) ?? 0, reached };
});
