import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { adjustmentYearForm } from '$lib/forms/adjustment';
import { link } from '$lib/i18n/link';
import { openAdjustment } from '$lib/server/adjustments/commands';
import { listAdjustments } from '$lib/server/adjustments/queries';
import { handleForm } from '$lib/server/http/form-action';
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
	default: (event) => {
		const plan = requireEditablePlan(event);
		return handleForm(event, {
			guard: 'plan.edit',
			shape: adjustmentYearForm,
			run: ({ year }) => openAdjustment(event.locals, { planId: plan.id, year }),
			done: ({ year }) => link(`/edit/adjustments/${year}`)
		});
	}
};
