import type { ListedEntry } from '$lib/domain/plan/listed-entry';
import {
	planSections,
	isPlanEditable,
	planChangeNeedsReason,
	type PlanSection
} from '$lib/domain/plan/plan-structure';
import { missingWrittenForms, writtenForms, type Localized } from '$lib/domain/localized';
import { sectionEntries, type SectionEntry } from '$lib/server/plan-structure/queries';
import { requirePlanSection, type SectionEvent } from './plan.server';

/** Loads the entries of a section: the current ones in order, and the ended ones. */
export async function loadListPage(event: SectionEvent) {
	const { plan, part } = requirePlanSection(event);
	const entries = (await sectionEntries(event.locals.db.read, plan, part, [])).map((one) =>
		toListedEntry(part, one)
	);
	return {
		part,
		ordered: planSections[part].ordered === true,
		entries: entries.filter((one) => one.endedOn === null),
		ended: entries.filter((one) => one.endedOn !== null),
		reasoned: planChangeNeedsReason(plan.state),
		mayChange: isPlanEditable(plan.state),
		saved: event.url.searchParams.has('saved')
	};
}

function toListedEntry(part: PlanSection, { key, endedOn, values }: SectionEntry): ListedEntry {
	const { title, fields } = planSections[part];
	const texts = fields.filter(({ kind }) => kind === 'localized').map(({ name }) => values[name]);
	const missing = new Set(texts.flatMap((text) => missingWrittenForms(text as Localized | null)));
	return {
		key,
		mark: marked.has(part) ? key : null,
		title: values[title] as string | Localized,
		missing: writtenForms.filter((form) => missing.has(form)),
		endedOn
	};
}

/** Sections whose entries are known by a code or number as well as by name. */
const marked: ReadonlySet<PlanSection> = new Set(['challenges', 'opportunities', 'areas', 'partners']);
