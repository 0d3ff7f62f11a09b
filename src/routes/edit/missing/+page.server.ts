import { writtenForms } from '$lib/domain/localized';
import { loadSectionOverview } from '../section-overview.server';
import { requireEditablePlan } from '../plan.server';
import type { PageServerLoad } from './$types';

/** Loads every text that lacks a written form, with the address of its field. */
export const load: PageServerLoad = async (event) => {
	const plan = requireEditablePlan(event);
	const all = (await loadSectionOverview(event.locals.db.read, plan)).flatMap(({ lacking }) => lacking);
	const asked = event.url.searchParams.get('form');
	const form = writtenForms.find((one) => one === asked) ?? null;
	return {
		lacking: form ? all.filter((one) => one.form === form) : all,
		form,
		counts: {
			all: all.length,
			nn: all.filter((one) => one.form === 'nn').length,
			nb: all.filter((one) => one.form === 'nb').length
		}
	};
};
