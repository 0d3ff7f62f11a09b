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

/** A text that lacks a written form, where it is and what it belongs to. */
export interface MissingText extends MissingWrittenForm {
	part: PlanSection | 'measures';
	/** The page it can be written on. */
	address: string;
	/** What the text belongs to; null where the part is the only one of its kind. */
	owner: string | Localized | null;
}

/** A part with how many entries it has, and what they lack. */
export interface SectionOverview {
	part: PlanSection | 'measures';
	/** Null where there is one of its kind. */
	count: number | null;
	lacking: MissingText[];
}

/** All that can be edited, part by part; what has ended lacks nothing. As many statements as there are parts, and one. */
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
