import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { mayDo } from '$lib/domain/permission';
import { findOrderBreaks } from '$lib/domain/year/meeting-order';
import { nextEntry, toLeveledMeetings, type YearEntry } from '$lib/domain/year/year-entry';
import { emptyForm } from '$lib/forms/invitation';
import { removedYearDateForm, yearDateForm } from '$lib/forms/year';
import { toTextValues } from '$lib/forms/form-state';
import { link } from '$lib/i18n/link';
import { handleForm } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import { renewCalendarFeed } from '$lib/server/identity/calendar-feed';
import { addYearDate, removeYearDate } from '$lib/server/year/commands';
import { yearEntries } from '$lib/server/year/queries';
import { calendarAddresses, ownPartnership, signedIn } from './year.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads the year of `?year=`, or the current one. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'plan.read');
	const { db, actor, now } = event.locals;
	const today = toOsloDate(now);
	const thisYear = Number(today.slice(0, 4));
	const asked = event.url.searchParams.get('year') ?? '';
	const year = /^(?:20\d\d|2100)$/.test(asked) ? Number(asked) : thisYear;
	const plan = planOf(event);
	const { partnership } = event.locals.scope;
	const mayEdit = mayDo(actor, 'year.edit');
	const mayReadRounds = mayDo(actor, 'round.read');
	const scope = partnership && { partnershipId: partnership.id, planId: plan?.id ?? null, actor };
	const from = `${year}-01-01`;
	// The meetings that prepare the first ones of the year lie in the year before.
	const found = scope
		? await yearEntries(db.read, scope, { from: `${year - 1}-10-01`, to: `${year}-12-31` })
		: [];
	const entries = found.filter(({ day, lastDay = day }) => lastDay >= from);
	return {
		...{ year, today, mayEdit },
		years: [...new Set([thisYear - 1, thisYear, thisYear + 1, year])].sort(),
		signedIn: actor.personId !== null,
		addresses: calendarAddresses(event),
		next: year === thisYear ? nextEntry(entries, today) : null,
		order: mayEdit ? findOrderBreaks(toLeveledMeetings(found), from) : null,
		entries: entries.map((entry) => ({ ...entry, path: pathOf(entry, mayReadRounds) })),
		done: event.url.searchParams.get('done')
	};
};

function pathOf(entry: YearEntry, mayReadRounds: boolean): string | null {
	// The page of a cancelled meeting is for members only.
	if (entry.kind === 'meeting') return entry.state === 'cancelled' ? null : `/meetings/${entry.id}`;
	if (entry.kind === 'decisions') return '/decisions';
	return entry.kind === 'round' && mayReadRounds ? `/rounds/${entry.key}` : null;
}

export const actions: Actions = {
	/** Enters a date of the partnership's own. */
	add: (event) =>
		handleForm(event, {
			guard: () => ownPartnership(event),
			shape: yearDateForm,
			creates: true,
			run: (values) => addYearDate(event.locals, ownPartnership(event), values),
			done: (_, { input: { day } }) => `${link('/year')}?year=${day.slice(0, 4)}&done=added`,
			show: ({ values, faults }) => ({ values: toTextValues(values), faults })
		}),
	remove: (event) =>
		handleForm(event, {
			guard: () => ownPartnership(event),
			shape: removedYearDateForm,
			run: (date) => removeYearDate(event.locals, ownPartnership(event), date),
			done: `${link('/year')}?done=removed`
		}),
	/** Makes the address of the visitor's own calendar, which is shown once. */
	feed: (event) =>
		handleForm(event, {
			guard: () => signedIn(event),
			once: false,
			shape: emptyForm,
			run: () => renewCalendarFeed(event.locals),
			done: ({ token }) => ({ feed: calendarAddresses(event, token).own })
		})
};
