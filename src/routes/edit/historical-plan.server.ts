import type { RequestEvent } from '@sveltejs/kit';
import { toOsloDate, isCalendarDate } from '$lib/domain/calendar/calendar-date';
import { formatDate, formatMoment } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { lastEventBeforeTransactionOf, lastEventOfDay } from '$lib/server/database/database-snapshot';
import type { Database } from '$lib/server/database/database';
import { openDay } from '$lib/server/http/as-of';

/** An earlier version of the plan, for restoring values from it. */
export interface HistoricalPlan {
	read: Database['read'];
	/** Notice above the form saying which version it shows. */
	notice: string;
	/** Suggested reason. */
	reason: string;
}

/**
 * Returns the earlier version an address asks for: `?as=2026-03-01` for the end of a day, `?before=412` for
 * before a log entry. Null without either, or if it never existed.
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
