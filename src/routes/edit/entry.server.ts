import { error, type RequestEvent } from '@sveltejs/kit';
import { withChoiceLabels } from '$lib/i18n/plan-section-labels';
import { toSectionFormValues } from '$lib/forms/plan-section-values';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import {
	planSections,
	isPlanEditable,
	mayEndEntry,
	mayRemoveEntry,
	planChangeNeedsReason,
	type PlanSection
} from '$lib/domain/plan/plan-structure';
import { mayDo } from '$lib/domain/permission';
import { formatDateInput } from '$lib/forms/fields/date-field';
import {
	sectionEntries,
	sectionEntryByKey,
	sectionEntryHistory,
	bodyReferences,
	type SectionEntry,
	type BodyReference
} from '$lib/server/plan-structure/queries';
import type { Plan } from '$lib/server/plans/queries';
import { loadHistoricalPlan } from './historical-plan.server';
import { requirePlanSection } from './plan.server';
import { recordPresence } from './presence.server';

/** A section with a single entry has no key in its address. */
export type EntryEvent = RequestEvent<{ part: string; key?: string }>;

interface RequiredEntry {
	plan: Plan;
	part: PlanSection;
	entry: SectionEntry;
	/** Target of a command, without the version it is based on. */
	target: { planId: number; part: PlanSection; key: string };
}

/** Returns the current entry of the address; 404 without one. */
export async function requireEntry(event: EntryEvent): Promise<RequiredEntry> {
	const { plan, part } = requirePlanSection(event);
	const key = event.params.key ?? '';
	if ((planSections[part].single === true) !== (key === '')) error(404, 'not-found');
	const entry = await sectionEntryByKey(event.locals.db.read, plan, part, key);
	if (!entry) error(404, 'not-found');
	return { plan, part, entry, target: { planId: plan.id, part, key: entry.key } };
}

/** Loads the form of an entry, its other actions and its log. */
export async function loadEntryPage(event: EntryEvent) {
	const { plan, part, entry } = await requireEntry(event);
	const { db, actor, now } = event.locals;
	const { key, version, endedOn, values } = entry;
	const former = await historicalEntryValues(event, plan, part, entry);
	const history = mayDo(actor, 'history.read') ? await sectionEntryHistory(db.read, part, entry.id) : [];
	return {
		part,
		entry: { key, version, endedOn, title: values[planSections[part].title] as string | null },
		values: former?.values ?? toSectionFormValues(part, values, false),
		former: former?.notice ?? null,
		bodies: selectableBodies(await bodyReferences(db.read, plan.partnershipId), entry),
		reasoned: planChangeNeedsReason(plan.state),
		mayChange: isPlanEditable(plan.state),
		mayEnd: mayEndEntry(part),
		mayRemove: mayRemoveEntry(part, plan.state),
		presence: await recordPresence(event, part, String(entry.id)),
		today: formatDateInput(toOsloDate(now)),
		history: history.map((row) => withChoiceLabels(part, row)),
		saved: event.url.searchParams.has('saved')
	};
}

/** Returns the form values of an earlier version of the entry; null if none is requested or it did not exist. */
async function historicalEntryValues(event: EntryEvent, plan: Plan, part: PlanSection, { id }: SectionEntry) {
	const former = await loadHistoricalPlan(event);
	if (!former) return null;
	const bodies = await bodyReferences(former.read, plan.partnershipId);
	const then = (await sectionEntries(former.read, plan, part, bodies)).find((one) => one.id === id);
	if (!then) return null;
	return {
		notice: former.notice,
		values: { ...toSectionFormValues(part, then.values, false), reason: former.reason }
	};
}

/** Returns the bodies a field can refer to: the active ones, and those it already refers to. */
export function selectableBodies(bodies: readonly BodyReference[], entry: SectionEntry | null) {
	const named = entry ? Object.values(entry.values) : [];
	return bodies
		.filter(({ slug, endedOn }) => (endedOn === null && slug !== entry?.key) || named.includes(slug))
		.map(({ slug, name }) => ({ slug, name }));
}
