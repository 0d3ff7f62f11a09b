import { missingWrittenForms, writtenForms } from '$lib/domain/localized';
import { measureTranslations } from '$lib/server/measures/queries';
import { areasOf } from '$lib/server/plans/queries';
import { requireEditablePlan } from '../plan.server';
import type { PageServerLoad } from './$types';

/** Loads the plan's measures with their missing written forms. Four statements. */
export const load: PageServerLoad = async (event) => {
	const plan = requireEditablePlan(event);
	const { db } = event.locals;
	const areas = await areasOf(db.read, plan.id);
	const all = await measureTranslations(db.read, plan.id);
	const measures = all.map(({ fields, ...one }) => {
		const missing = new Set(fields.flatMap(({ text }) => missingWrittenForms(text)));
		return { ...one, missing: writtenForms.filter((form) => missing.has(form)) };
	});
	const asked = event.url.searchParams.get('missing');
	const missing = writtenForms.find((form) => form === asked) ?? null;
	return {
		areas: areas.map(({ number, name, shortName, kind, bodyName }) => ({
			...{ number, name, shortName, kind, body: bodyName }
		})),
		measures: missing ? measures.filter((one) => one.missing.includes(missing)) : measures,
		missing,
		counts: {
			all: measures.length,
			nb: measures.filter((one) => one.missing.includes('nb')).length,
			nn: measures.filter((one) => one.missing.includes('nn')).length
		}
	};
};
