import { z } from 'zod';
import { questions } from '$lib/domain/evaluation/evaluation';
import { trimLocalized } from '$lib/domain/localized';
import { roundKinds } from '$lib/domain/round/round';
import { requiredDateField } from './fields/date-field';

/** Maximum characters of an instruction in one written form. */
const instructionLimit = 2000;

/** Maximum days of grace. */
const mostGraceDays = 60;

const instruction = z.string('unreadable').max(instructionLimit, 'too-long').default('');

const count = (most: number) =>
	z
		.string('required')
		.trim()
		.min(1, { error: 'required', abort: true })
		.regex(/^\d{1,4}$/, { error: 'not-a-number', abort: true })
		.transform(Number)
		.refine((number) => number <= most, 'not-a-number');

/** Form that plans a round. Status is always among the questions. */
/** The kind and year of a round to suggest dates for. */
export const roundPeriodForm = z.object({ year: count(9999), kind: z.enum(roundKinds, 'required') });

export const roundForm = z
	.object({
		year: count(9999),
		kind: z.enum(roundKinds, 'required'),
		opensOn: requiredDateField,
		reportBy: requiredDateField,
		readBy: requiredDateField,
		meetingOn: requiredDateField,
		graceDays: count(mostGraceDays),
		questions: z
			.array(z.enum(questions, 'unreadable'), 'unreadable')
			.transform((asked) => questions.filter((one) => one === 'status' || asked.includes(one)))
			.default(['status']),
		'instruction.nb': instruction,
		'instruction.nn': instruction
	})
	.transform(({ 'instruction.nb': nb, 'instruction.nn': nn, ...round }) => ({
		...round,
		instruction: trimLocalized({ nb, nn })
	}));

const version = z
	.string('unreadable')
	.regex(/^\d{1,9}$/, 'unreadable')
	.transform(Number);

const optionalDate = requiredDateField.optional();

/** Form that edits a round; only the fields shown on its page are posted. */
export const roundDatesForm = z
	.object({
		version,
		opensOn: optionalDate,
		reportBy: optionalDate,
		readBy: optionalDate,
		meetingOn: optionalDate,
		graceDays: count(mostGraceDays).optional(),
		'instruction.nb': instruction.optional(),
		'instruction.nn': instruction.optional()
	})
	.transform(({ 'instruction.nb': nb, 'instruction.nn': nn, version: from, ...dates }) => ({
		version: from,
		settings: {
			...dates,
			...((nb !== undefined || nn !== undefined) && {
				instruction: trimLocalized({ nb: nb ?? '', nn: nn ?? '' })
			})
		}
	}));

/** Form of a round's step, based on the version seen. */
export const roundStepForm = z.object({ version });

/** Form that closes a round, with the measures shown as lacking an approved evaluation. */
export const closeRoundForm = z.object({
	version,
	without: z.string('unreadable').max(20_000, 'unreadable').default('')
});

/** Form that reopens a round; the reason is kept in the history. */
export const reopenRoundForm = z.object({
	version,
	reason: z.string('reason-required').trim().min(1, 'reason-required').max(2000, 'too-long')
});

/** Form that undoes the deletion of a planned round, named by its event. */
export const restoreRoundForm = z.object({
	event: z
		.string('unreadable')
		.regex(/^\d{1,12}$/, 'unreadable')
		.transform(Number)
});
