import {
	toOsloDate,
	instantToOsloDate,
	isCalendarDate,
	type CalendarDate
} from '$lib/domain/calendar/calendar-date';
import { mayDo, planReadAction, type Actor } from '$lib/domain/permission';
import { readListFilter } from '$lib/domain/list-filter';
import { changeListChoices, filterChanges } from '$lib/domain/plan/change-list';
import { diffPlans, type PlanItem } from '$lib/domain/plan/plan-diff';
import { lastEventOfDay } from '$lib/server/database/database-snapshot';
import type { Database } from '$lib/server/database/database';
import { cached } from '$lib/server/database/cache';
import { openDay } from '$lib/server/http/as-of';
import { requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import { firstEventTime } from '$lib/server/plans/first-event';
import { planParts } from '$lib/server/plan-file/plan-parts';
import { planById } from '$lib/server/plans/queries';
import type { PageServerLoad } from './$types';

/** Loads the differences between the plan on two dates: `?from=2026-01-01&to=2026-11-21`; `to` defaults to today, `from` to New Year, or
 * the plan's first day. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'plan.read');
	const { locals, url } = event;
	const { db, actor, now } = locals;
	const plan = planOf(event);
	const today = toOsloDate(now);
	const first = plan && (await firstEventTime(db.read, plan.id));
	const newYear = `${today.slice(0, 4)}-01-01`;
	const began = first && instantToOsloDate(first);
	const asked = {
		from: url.searchParams.get('from') ?? (began && began > newYear ? began : newYear),
		to: url.searchParams.get('to') ?? today
	};
	const faults = (['from', 'to'] as const).flatMap((field) =>
		isDayUntil(asked[field], today) ? [] : [{ field, code: 'not-a-date' }]
	);
	const filter = readListFilter(url.searchParams, changeListChoices);
	const page = { asked, faults, first: began, today, filter, list: null };
	locals.unanswered = faults.length > 0;
	if (faults.length > 0) return { ...page, shown: null };
	const [from, to] = asked.from <= asked.to ? [asked.from, asked.to] : [asked.to, asked.from];
	const on = async (day: CalendarDate) => {
		if (!plan) return null;
		if (day === today) return partsIn(db, plan.id, actor);
		const past = await openDay(event, await lastEventOfDay(db.read, day));
		// Closes one snapshot before opening the other, so that no request holds one while waiting.
		return partsIn(past, plan.id, actor).finally(() => past.close());
	};
	const before = await on(from);
	const after = await on(to);
	if (!before || !after) return { ...page, shown: { from, to, missing: before ? to : from, changes: [] } };
	const { shown: changes, ...list } = filterChanges(diffPlans(before, after), filter);
	return { ...page, list, shown: { from, to, missing: null, changes } };
};

function isDayUntil(text: string, today: CalendarDate): boolean {
	return isCalendarDate(text) && text <= today;
}

/** Returns the plan's parts in a database snapshot; null if it did not exist or is not readable. */
async function partsIn(on: Database, planId: number, actor: Actor): Promise<PlanItem[] | null> {
	const plan = await planById(on.read, planId);
	if (!plan || !mayDo(actor, planReadAction(plan.state))) return null;
	return cached(on, `plan parts ${planId}`, () => planParts(on.read, plan));
}
