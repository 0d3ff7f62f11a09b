import { fail, redirect } from '@sveltejs/kit';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { adjustmentYearForm } from '$lib/forms/adjustment';
import { link } from '$lib/i18n/link';
import { openAdjustment } from '$lib/server/adjustments/commands';
import { listAdjustments } from '$lib/server/adjustments/queries';
import { parseForm } from '$lib/server/http/forms';
import { throwRefusal } from '$lib/server/http/guard';
import type { Actions, PageServerLoad } from './$types';
import { requireEditablePlan } from '../plan.server';

/** Loads the plan's adjustments, and the year the next one would be for. */
export const load: PageServerLoad = async (event) => {
	const plan = requireEditablePlan(event);
	const { db, now } = event.locals;
	const adjustments = await listAdjustments(db.read, plan.id);
	const taken = new Set(adjustments.map(({ year }) => year));
	const years = Array.from({ length: plan.toYear - plan.fromYear + 1 }, (_, index) => plan.fromYear + index);
	const free = years.filter((year) => !taken.has(year));
	const next = Number(toOsloDate(now).slice(0, 4)) + 1;
	return { adjustments, years: free, suggested: free.find((year) => year >= next) ?? free.at(-1) ?? null };
};

export const actions: Actions = {
	default: async (event) => {
		const plan = requireEditablePlan(event);
		const form = await parseForm(event.request, adjustmentYearForm);
		if (!form.ok) return form.failure;
		const outcome = await openAdjustment(event.locals, { planId: plan.id, year: form.input.year });
		if (outcome.ok) redirect(303, link(`/edit/adjustments/${outcome.value.year}`));
		if (outcome.refused.code === 'invalid')
			return fail(400, { values: form.values, faults: outcome.refused.faults });
		return throwRefusal(event, outcome.refused);
	}
};
