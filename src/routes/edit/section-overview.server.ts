import { planSectionNames, planSections, type PlanSection } from '$lib/domain/plan/plan-structure';
import type { Localized } from '$lib/domain/localized';
import {
	missingFormsInTexts,
	missingFormsInEntry,
	type MissingWrittenForm
} from '$lib/domain/plan/missing-written-forms';
import type { Queryable } from '$lib/server/database/database';
import { sectionEntries, type SectionEntry } from '$lib/server/plan-structure/queries';
import { measureTranslations } from '$lib/server/measures/queries';
import type { Plan } from '$lib/server/plans/queries';

/** A text that lacks a written form, with its owner. */
interface MissingText extends MissingWrittenForm {
	part: PlanSection | 'measures';
	/** Address of the page to write it on. */
	address: string;
	/** Entry the text belongs to; null for single-entry sections. */
	owner: string | Localized | null;
}

/** A section with its number of entries and their missing texts. */
export interface SectionOverview {
	part: PlanSection | 'measures';
	/** Null for single-entry sections. */
	count: number | null;
	lacking: MissingText[];
}

/** Returns all editable sections; ended entries count no missing texts. One statement per section, plus one. */
export async function loadSectionOverview(read: Queryable, plan: Plan): Promise<SectionOverview[]> {
	const parts: SectionOverview[] = [];
	for (const part of planSectionNames) {
		const entries = (await sectionEntries(read, plan, part, [])).filter((one) => one.endedOn === null);
		parts.push({
			part,
			count: planSections[part].single ? null : entries.length,
			lacking: entries.flatMap((entry) => missingTexts(part, entry))
		});
	}
	const measures = await measureTranslations(read, plan.id);
	const lacking = measures.flatMap(({ code, title, fields }) =>
		missingFormsInTexts(fields).map((missing) => ({
			...missing,
			part: 'measures' as const,
			address: `/edit/measures/${code}`,
			owner: title
		}))
	);
	return [...parts, { part: 'measures', count: measures.length, lacking }];
}

function missingTexts(part: PlanSection, { key, values }: SectionEntry): MissingText[] {
	const { single, title } = planSections[part];
	return missingFormsInEntry(part, values).map((missing) => ({
		...missing,
		part,
		address: single ? `/edit/${part}` : `/edit/${part}/${key}`,
		owner: single ? null : (values[title] as string | Localized)
	}));
}
