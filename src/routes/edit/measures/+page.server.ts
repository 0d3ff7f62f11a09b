import { missingWrittenForms, writtenForms } from '$lib/domain/localized';
import { readListFilter } from '$lib/domain/list-filter';
import { editListChoices, filterEditedMeasures } from '$lib/domain/measure/edit-list';
import { measureListFacts } from '$lib/server/measures/list';
import { measureTranslations } from '$lib/server/measures/queries';
import { areasOf } from '$lib/server/plans/queries';
import { requireEditablePlan } from '../plan.server';
import type { PageServerLoad } from './$types';

/** Loads the plan's measures with what they lack, filtered. Eight statements. */
export const load: PageServerLoad = async (event) => {
	const plan = requireEditablePlan(event);
	const { db } = event.locals;
	const areas = await areasOf(db.read, plan.id);
	const all = await measureTranslations(db.read, plan.id);
	const facts = await measureListFacts(db.read, plan);
	const measures = all.map(({ fields, ...one }) => {
		const missing = new Set(fields.flatMap(({ text }) => missingWrittenForms(text)));
		return {
			...one,
			missing: writtenForms.filter((form) => missing.has(form)),
			lacking: facts.get(one.id)?.lacking ?? []
		};
	});
	const { searchParams } = event.url;
	const filter = readListFilter(withSelection(searchParams), editListChoices);
	return {
		filter,
		areas: areas.map(({ number, name, shortName, kind, bodyName }) => ({
			...{ number, name, shortName, kind, body: bodyName }
		})),
		total: measures.length,
		list: filterEditedMeasures(measures, filter)
	};
};

/** Reads a missing written form as a selection: earlier addresses named it so. */
function withSelection(asked: URLSearchParams): URLSearchParams {
	const missing = asked.get('missing');
	return missing === null || asked.has('show') ? asked : new URLSearchParams({ show: missing });
}
