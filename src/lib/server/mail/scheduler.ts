import { toOsloDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import { reminderTimeOn } from '$lib/domain/mail/mail';
import type { Database } from '../database/database';
import { queueReminders } from './commands';
import { sendDueMail, type SendOptions, type SendResult } from './send';

export interface MailSchedulerOptions extends Omit<SendOptions, 'transport'> {
	/** Null without a mail server: mail waits. */
	transport: SendOptions['transport'] | null;
}

/** Queues reminders and sends mail for one process. */
export class MailScheduler {
	#remindedOn: CalendarDate = '';

	constructor(private readonly work: MailSchedulerOptions) {}

	/** Queues the day's reminders after the morning hour in Oslo, and sends waiting mail. */
	async run(): Promise<SendResult | null> {
		const { db, now, transport } = this.work;
		await this.#remind(db, now());
		return transport && sendDueMail({ ...this.work, transport });
	}

	async #remind(db: Database, now: Date): Promise<void> {
		const today = toOsloDate(now);
		if (today === this.#remindedOn || now.toISOString() < reminderTimeOn(today)) return;
		await queueReminders({ db, now });
		this.#remindedOn = today;
	}
}
