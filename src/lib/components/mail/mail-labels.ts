import type { ReminderObstacle } from '$lib/domain/mail/reminder';
import { m } from '$lib/i18n/paraglide/messages';

/** Reasons a person is not reminded. */
export const notRemindedLabel: Record<ReminderObstacle, () => string> = {
	'all-submitted': m.mail_remind_not_all_submitted,
	declines: m.mail_remind_not_declines,
	'mailed-today': m.mail_remind_not_mailed_today
};
