import { z } from 'zod';
import { questions } from '$lib/domain/evaluation/evaluation';
import { trimLocalized } from '$lib/domain/localized';
import { roundKinds } from '$lib/domain/round/round';
import { requiredDateField } from './fields/date-field';

/** Characters an instruction may have in one written form. */
const instructionLimit = 2000;

/** Days of grace are given by the day, never by the month. */
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

/** A round to plan. Status is always among what it asks: without it there is no report. */
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

/** What is set anew of a round: only what its page asks for is posted. */
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

/** What can be taken over, one by one, where somebody else has set it meanwhile. */
const settableFields = [
	'opensOn',
	'reportBy',
	'readBy',
	'meetingOn',
	'graceDays',
	'instruction.nb',
	'instruction.nn'
] as const;

/** A press of a button that takes over what stands now in one field, and saves nothing. */
export const useCurrentRoundFieldForm = z.looseObject(
	{ take: z.enum(settableFields, 'unreadable') },
	'unreadable'
);

/** A step of a round, made from the version the reader saw. */
export const roundStepForm = z.object({ version });

/** Closing, with the measures that stood without an approved report on the page that asked. */
export const closeRoundForm = z.object({
	version,
	without: z.string('unreadable').max(20_000, 'unreadable').default('')
});

/** Reopening: the reason stays in the history. */
export const reopenRoundForm = z.object({
	version,
	reason: z.string('reason-required').trim().min(1, 'reason-required').max(2000, 'too-long')
});
