import { missingForms, writtenForms } from '$lib/domain/localized';
import { demand } from '$lib/server/http/guard';
import { measuresToEdit } from '$lib/server/measures/queries';
import { areasOf, currentPlan } from '$lib/server/plans/queries';
import type { PageServerLoad } from './$types';

/** The plan's measures with what each lacks in one written form. Four statements. */
export const load: PageServerLoad = async (event) => {
	demand(event, 'plan.edit');
	const { db } = event.locals;
	const plan = await currentPlan(db.read);
	const areas = plan ? await areasOf(db.read, plan.id) : [];
	const all = plan ? await measuresToEdit(db.read, plan.id) : [];
	const measures = all.map(({ texts, ...one }) => {
		const missing = new Set([one.title, ...texts].flatMap((text) => missingForms(text)));
		return { ...one, missing: writtenForms.filter((form) => missing.has(form)) };
	});
	const asked = event.url.searchParams.get('missing');
	const missing = writtenForms.find((form) => form === asked) ?? null;
	return {
		plan: plan && { name: plan.name },
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
