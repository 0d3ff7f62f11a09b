import { z } from 'zod';
import { writtenForms } from '$lib/domain/localized';
import { agendaItemKinds, consensusKinds, outcomeKinds } from '$lib/domain/meeting/agenda';
import { meetingAnswers, presences } from '$lib/domain/meeting/attendance';
import { circulationAnswers } from '$lib/domain/meeting/circulation';
import { meetingKinds } from '$lib/domain/meeting/meeting';
import { hasIdentityNumber } from '$lib/domain/text/identity-number';
import { optionalDateField, requiredDateField } from './fields/date-field';
import { textField, textLimits, versionField } from './fields/field-parser';

/** An optional clock time, as people write it: "9", "09.30", "kl. 12:00". */
const clockField = z
	.string('not-a-time')
	.trim()
	.default('')
	.transform((typed) => {
		if (typed === '') return null;
		const [, hour = '', minute = '00'] = /^(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d{2}))?$/i.exec(typed) ?? [];
		const isTime = hour !== '' && Number(hour) < 24 && Number(minute) < 60;
		return isTime ? `${hour.padStart(2, '0')}:${minute}` : 'unreadable';
	})
	.refine((time) => time !== 'unreadable', 'not-a-time');

const place = textField(textLimits.line);
const optionalId = z
	.string('unknown-choice')
	.trim()
	.regex(/^\d{0,9}$/, 'unknown-choice')
	.default('')
	.transform((typed) => (typed === '' ? null : Number(typed)));
const optionalSlug = z
	.string('unknown-choice')
	.max(textLimits.line, 'unknown-choice')
	.default('')
	.transform((text) => text || null);
const time = { day: requiredDateField, startsAt: clockField, endsAt: clockField, place };

/** Form that plans a meeting. */
export const meetingForm = z.object({
	...time,
	body: z.string('required').min(1, 'required').max(textLimits.line, 'unknown-choice'),
	jointBody: optionalSlug,
	kind: z.enum(meetingKinds, 'required'),
	lang: z.enum(writtenForms, 'required')
});

/** Form of a step with no more than a reason. */
export const meetingStepForm = z.object({
	version: versionField,
	step: z.enum(['call', 'start', 'end', 'send-out', 'approve', 'publish', 'revise'], 'step-required'),
	reason: textField(textLimits.text)
});

/** Form that moves or cancels a meeting. */
export const meetingChangeForm = z.object({
	version: versionField,
	step: z.enum(['move', 'cancel'], 'step-required'),
	reason: textField(textLimits.text),
	...time
});

/** Form of an agenda item: its number, title and case paper. */
export const agendaItemForm = z
	.object({
		version: versionField.optional(),
		matter: optionalId,
		number: textField(textLimits.line),
		kind: z.enum(agendaItemKinds, 'required'),
		title: textField(textLimits.title),
		lang: z.enum(writtenForms, 'required'),
		background: textField(textLimits.text),
		assessment: textField(textLimits.text),
		proposal: textField(textLimits.text),
		closed: z
			.string()
			.optional()
			.transform((posted) => posted === 'yes'),
		closedBasis: textField(textLimits.line),
		neutralTitle: textField(textLimits.title)
	})
	.superRefine(({ closed, closedBasis, neutralTitle }, context) => {
		for (const [field, value] of Object.entries({ closedBasis, neutralTitle }))
			if (closed && value === '') context.addIssue({ code: 'custom', path: [field], message: 'required' });
	});

/** Form of one move in an agenda: the id of the item under the name of its direction. */
export const agendaMoveForm = z
	.object({ up: optionalId, down: optionalId })
	.refine(({ up, down }) => up !== null || down !== null, 'required');

/** Form of an agenda's whole order. */
export const agendaOrderForm = z.object({
	order: z.array(z.string().regex(/^\d{1,9}$/, 'unreadable')).transform((ids) => ids.map(Number))
});

/** Form that takes an item off the agenda. */
export const agendaRemovalForm = z.object({ reason: textField(textLimits.text) });

/** Form of an item's outcome. */
export const outcomeForm = z.object({
	version: versionField,
	outcomeKind: z.enum(outcomeKinds, 'required'),
	outcome: textField(textLimits.text),
	outcomeLang: z.enum(writtenForms, 'required'),
	consensus: z.enum(consensusKinds, 'required'),
	dissent: textField(textLimits.text),
	responsible: optionalSlug,
	dueOn: optionalDateField,
	reason: textField(textLimits.text),
	goesOn: z
		.string()
		.optional()
		.transform((pressed) => pressed === 'yes')
});

/** Names of the fields of an item's outcome. */
export const outcomeFields = [
	...(['outcomeKind', 'outcome', 'outcomeLang', 'consensus', 'dissent', 'responsible', 'dueOn'] as const),
	'reason'
] as const;

const draftText = z.string('unreadable').max(textLimits.text, 'too-long').optional();

/** Form that keeps what is typed about an outcome; without its texts, it says that the page is open. */
export const outcomeDraftForm = z
	.object({
		version: versionField,
		...(Object.fromEntries(outcomeFields.map((name) => [name, draftText])) as Record<
			(typeof outcomeFields)[number],
			typeof draftText
		>)
	})
	.transform(({ version, ...fields }) => {
		const posted = Object.entries(fields).filter(
			(field): field is [string, string] => field[1] !== undefined
		);
		return { version, posted: posted.length > 0 ? Object.fromEntries(posted) : null };
	});

/** Form of one who left the room. */
export const recusalForm = z.object({
	attendanceId: z
		.string('required')
		.regex(/^\d{1,9}$/, 'required')
		.transform(Number),
	recusalReason: textField(textLimits.line),
	replacement: optionalId,
	replacedBy: textField(textLimits.line)
});

const circulationRow = z
	.object({
		answer: z.enum(circulationAnswers, 'required'),
		note: textField(textLimits.text).refine((text) => !hasIdentityNumber(text), 'identity-number')
	})
	.refine(({ answer, note }) => answer === 'agrees' || note !== '', { path: ['note'], message: 'required' });

/** Form of an answer to a notice. */
export const meetingAnswerForm = z.object({
	answer: z.enum(meetingAnswers, 'required'),
	note: textField(textLimits.line).refine((text) => !hasIdentityNumber(text), 'identity-number')
});

/** Form of answers by circulation: each item's fields are posted as `answer.<id>` and `note.<id>`. */
export const circulationForm = z.looseObject({}).transform((posted, context) => {
	const ids = Object.keys(posted).flatMap((name) => /^answer\.(\d{1,9})$/.exec(name)?.[1] ?? []);
	return ids.flatMap((id) => {
		const row = circulationRow.safeParse({ answer: posted[`answer.${id}`], note: posted[`note.${id}`] });
		for (const issue of row.error?.issues ?? [])
			context.addIssue({ code: 'custom', path: [`${String(issue.path[0])}.${id}`], message: issue.message });
		return row.data ? [{ itemId: Number(id), ...row.data }] : [];
	});
});

/** Form that counts the answers by circulation. */
export const circulationCloseForm = z.object({ version: versionField });

/** Form of a remark on minutes. */
export const minutesRemarkForm = z.object({ remark: textField(textLimits.text) });

const attendanceRow = z.object({
	presence: z
		.enum(['', ...presences], 'unknown-choice')
		.default('')
		.transform((posted) => posted || null),
	alternate: optionalId,
	title: textField(textLimits.line),
	arrived: clockField,
	left: clockField,
	note: textField(textLimits.line)
});
const rowFields = ['presence', 'alternate', 'title', 'arrived', 'left', 'note'] as const;

/** Form of a meeting's attendance: each row's fields are posted as `<field>.<id>`. */
export const attendanceForm = z
	.looseObject({ version: versionField, reason: textField(textLimits.text) })
	.transform(({ version, reason, ...posted }, context) => {
		const ids = Object.keys(posted).flatMap((name) => /^presence\.(\d{1,9})$/.exec(name)?.[1] ?? []);
		const rows = ids.flatMap((id) => {
			const row = attendanceRow.safeParse(
				Object.fromEntries(rowFields.map((field) => [field, posted[`${field}.${id}`]]))
			);
			for (const issue of row.error?.issues ?? [])
				context.addIssue({
					code: 'custom',
					path: [`${String(issue.path[0])}.${id}`],
					message: issue.message
				});
			if (!row.data) return [];
			const { alternate, arrived, left, ...rest } = row.data;
			return [{ id: Number(id), alternateId: alternate, arrivedAt: arrived, leftAt: left, ...rest }];
		});
		return { version, reason, rows };
	});
