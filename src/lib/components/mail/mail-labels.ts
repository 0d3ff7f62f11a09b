import type { Unasked } from '$lib/domain/reminder';
import { m } from '$lib/i18n/paraglide/messages';

/** Why somebody is not reminded. */
export const notRemindedLabel: Record<Unasked, () => string> = {
	'all-submitted': m.mail_remind_not_all_submitted,
	declines: m.mail_remind_not_declines,
	'mailed-today': m.mail_remind_not_mailed_today
};
