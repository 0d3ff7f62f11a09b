import { dayIn, dayOf, isCalendarDate, type CalendarDate } from '$lib/domain/calendar';
import { mayDo, readingPlan, type Actor } from '$lib/domain/permission';
import { planDiff, type PlanPart } from '$lib/domain/plan-diff';
import { lastEventOn } from '$lib/server/database/as-it-was';
import type { Database } from '$lib/server/database/database';
import { remember } from '$lib/server/database/memory';
import { openDay } from '$lib/server/http/as-it-was';
import { demand } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import { firstMoment } from '$lib/server/plans/history';
import { planParts } from '$lib/server/plans/parts';
import { planById } from '$lib/server/plans/queries';
import type { PageServerLoad } from './$types';

/** What differs between the plan on two days: `?from=2026-01-01&to=2026-11-21`, the last of them today unless said. */
export const load: PageServerLoad = async (event) => {
	demand(event, 'plan.read');
	const { locals, url } = event;
	const { db, actor, now } = locals;
	const plan = planOf(event);
	const today = dayIn(now);
	const first = await firstMoment(db.read);
	const asked = {
		from: url.searchParams.get('from') ?? `${today.slice(0, 4)}-01-01`,
		to: url.searchParams.get('to') ?? today
	};
	const faults = (['from', 'to'] as const).flatMap((field) =>
		isDayUntil(asked[field], today) ? [] : [{ field, code: 'not-a-date' }]
	);
	const page = { asked, faults, first: first && dayOf(first), today };
	locals.unanswered = faults.length > 0;
	if (faults.length > 0) return { ...page, shown: null };
	const [from, to] = asked.from <= asked.to ? [asked.from, asked.to] : [asked.to, asked.from];
	const on = async (day: CalendarDate) => {
		if (!plan) return null;
		if (day === today) return partsIn(db, plan.id, actor);
		const past = await openDay(event, await lastEventOn(db.read, day));
		// Closed before the other day is opened: no request holds one while it waits for the next.
		return partsIn(past, plan.id, actor).finally(() => past.close());
	};
	const before = await on(from);
	const after = await on(to);
	if (!before || !after) return { ...page, shown: { from, to, missing: before ? to : from, changes: [] } };
	return { ...page, shown: { from, to, missing: null, changes: planDiff(before, after) } };
};

function isDayUntil(text: string, today: CalendarDate): boolean {
	return isCalendarDate(text) && text <= today;
}

/** What the plan said on a day, by that day's database; null where it was not there, or not the reader's to read. */
async function partsIn(on: Database, planId: number, actor: Actor): Promise<PlanPart[] | null> {
	const plan = await planById(on.read, planId);
	if (!plan || !mayDo(actor, readingPlan(plan.state))) return null;
	return remember(on, `plan parts ${planId}`, () => planParts(on.read, plan));
}
