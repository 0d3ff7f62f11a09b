import { dayIn, dayOf, isCalendarDate, type CalendarDate } from '$lib/domain/calendar';
import { planDiff, type PlanPart } from '$lib/domain/plan-diff';
import { asItWas, lastEventOn } from '$lib/server/database/as-it-was';
import type { Database } from '$lib/server/database/database';
import { remember } from '$lib/server/database/memory';
import { demand } from '$lib/server/http/guard';
import { firstMoment } from '$lib/server/plans/history';
import { planParts } from '$lib/server/plans/parts';
import { currentPlan } from '$lib/server/plans/queries';
import type { PageServerLoad } from './$types';

/** What differs between the plan on two days: `?from=2026-01-01&to=2026-11-21`, the last of them today unless said. */
export const load: PageServerLoad = async (event) => {
	demand(event, 'plan.read');
	const { locals, url } = event;
	const { db, now } = locals;
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
	const before = await partsOn(db, from, today);
	const after = await partsOn(db, to, today);
	if (!before || !after) return { ...page, shown: { from, to, missing: before ? to : from, changes: [] } };
	return { ...page, shown: { from, to, missing: null, changes: planDiff(before, after) } };
};

function isDayUntil(text: string, today: CalendarDate): boolean {
	return isCalendarDate(text) && text <= today;
}

/** What the adopted plan said at the end of a day; null where there was none. */
async function partsOn(db: Database, day: CalendarDate, today: CalendarDate): Promise<PlanPart[] | null> {
	const on = day === today ? db : await asItWas(db, await lastEventOn(db.read, day));
	return remember(on, 'plan parts', async () => {
		const plan = await currentPlan(on.read);
		return plan && planParts(on.read, plan);
	});
}
