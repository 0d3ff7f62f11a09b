/** Why a mail is sent. Each reader gets one mail a reason and day, and one mail a day at most. */
export const mailReasons = [
	'kick-off',
	'due-in-30',
	'due-in-7',
	'due-in-1',
	'overdue-1',
	'overdue-7',
	'returned',
	'handed-on',
	'asked'
] as const;
export type MailReason = (typeof mailReasons)[number];

export const mailStates = ['waiting', 'sent', 'failed', 'dropped'] as const;
export type MailState = (typeof mailStates)[number];

/** Mail a person cannot decline: it carries what they were asked for by name. */
export function isMandatory(reason: MailReason): boolean {
	return reason === 'kick-off' || reason === 'returned' || reason === 'handed-on';
}
