import type { RequestEvent } from '@sveltejs/kit';
import { toOsloDate, isCalendarDate } from '$lib/domain/calendar/calendar-date';
import { formatDate, formatMoment } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { lastEventBeforeTransactionOf, lastEventOfDay } from '$lib/server/database/database-snapshot';
import type { Database } from '$lib/server/database/database';
import { openDay } from '$lib/server/http/as-of';

/** The plan as it was, for taking something of it up again. */
export interface HistoricalPlan {
	read: Database['read'];
	/** What stands above the form: that it shows what was. */
	notice: string;
	/** The reason to begin with. */
	reason: string;
}

/**
 * What an address of a form asks to have taken up again: `?as=2026-03-01` as it was at a day's end,
 * `?before=412` as it was before an entry of the log. Null where it asks for neither, or for what never was.
 */
export async function loadHistoricalPlan(
	event: Pick<RequestEvent, 'locals' | 'url' | 'setHeaders'>
): Promise<HistoricalPlan | null> {
	const { url } = event;
	const { db, now } = event.locals;
	const [as, before] = ['as', 'before'].map((name) => url.searchParams.get(name) ?? '') as [string, string];
	if (isCalendarDate(as) && as < toOsloDate(now)) {
		const { read } = await openDay(event, await lastEventOfDay(db.read, as));
		const day = formatDate(as);
		return { read, notice: m.history_form_shows({ day }), reason: m.history_taken_up({ day }) };
	}
	const last = /^[1-9]\d{0,8}$/.test(before)
		? await lastEventBeforeTransactionOf(db.read, Number(before))
		: null;
	if (!last) return null;
	const { read } = await openDay(event, last.seq);
	const moment = formatMoment(last.at);
	return {
		read,
		notice: m.history_form_shows_before({ moment }),
		reason: m.history_taken_up_before({ moment })
	};
}
