import { z } from 'zod';
import { isWorkingDay } from '$lib/domain/calendar/working-days';
import { writtenForms } from '$lib/domain/localized';
import { isLead } from '$lib/domain/year/year-layout';
import { requiredDateField } from './fields/date-field';

const workingDay = requiredDateField.refine((day) => isWorkingDay(day), 'no-working-day');
const leadField = z
	.string('required')
	.trim()
	.transform(Number)
	.refine((days) => isLead(days), 'not-a-lead');

/** Form of a year's template: the partnership's two meetings, and the working days between the levels. */
export const yearTemplateForm = z
	.object({ first: workingDay, second: workingDay, ssu: leadField, fsu: leadField })
	.transform(({ first, second, ssu, fsu }) => ({
		...{ partnershipMeetings: [first, second], ssuLead: ssu, fsuLead: fsu }
	}));

const rowForm = z.object({ body: z.string('required').min(1, 'required'), day: requiredDateField });

/** Form of the laid out meetings: the fields of each row are posted as `<field>.<row>`, ticked ones are taken. */
export const layoutMeetingsForm = z
	.looseObject({ lang: z.enum(writtenForms, 'required') })
	.transform(({ lang, ...posted }, context) => {
		const rows = Object.keys(posted).flatMap((name) => /^take\.(\d{1,3})$/.exec(name)?.[1] ?? []);
		const meetings = rows.flatMap((row) => {
			const read = rowForm.safeParse({ body: posted[`body.${row}`], day: posted[`day.${row}`] });
			for (const { path, message } of read.error?.issues ?? [])
				context.addIssue({ code: 'custom', path: [`${String(path[0])}.${row}`], message });
			return read.data ? [{ row: Number(row), ...read.data }] : [];
		});
		return { lang, meetings };
	});
