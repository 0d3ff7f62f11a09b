import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { withChoiceLabels } from '$lib/i18n/plan-section-labels';
import {
	takeTheirSectionField,
	toSectionFormValues,
	type SectionFormValues
} from '$lib/forms/plan-section-values';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import {
	planSections,
	isPlanEditable,
	mayEndEntry,
	mayRemoveEntry,
	planChangeNeedsReason,
	type PlanSection
} from '$lib/domain/plan/plan-structure';
import type { Refusal } from '$lib/domain/result';
import { mayDo } from '$lib/domain/permission';
import { formatDateInput } from '$lib/forms/fields/date-field';
import { endEntryForm, planSectionForm, removeEntryForm, resumeEntryForm } from '$lib/forms/plan-structure';
import { link } from '$lib/i18n/link';
import { editEntry } from '$lib/server/plan-structure/commands';
import { endEntry, removeEntry, resumeEntry } from '$lib/server/plan-structure/end-entry';
import {
	sectionEntries,
	sectionEntryByKey,
	sectionEntryHistory,
	bodyReferences,
	type SectionEntry,
	type BodyReference
} from '$lib/server/plan-structure/queries';
import { parseForm, type RejectedForm } from '$lib/server/http/forms';
import { throwRefusal } from '$lib/server/http/guard';
import type { Plan } from '$lib/server/plans/queries';
import { loadHistoricalPlan } from './historical-plan.server';
import { requirePlanSection } from './plan.server';
import { recordPresence } from './presence.server';
import type { EntryFormState, EndFormState, RemovalFormState } from './form-state';

/** A section with a single entry has no key in its address. */
export type EntryEvent = RequestEvent<{ part: string; key?: string }>;

interface RequiredEntry {
	plan: Plan;
	part: PlanSection;
	entry: SectionEntry;
}

/** Returns the current entry of the address; 404 without one. */
async function requireEntry(event: EntryEvent): Promise<RequiredEntry> {
	const { plan, part } = requirePlanSection(event);
	const key = event.params.key ?? '';
	if ((planSections[part].single === true) !== (key === '')) error(404, 'not-found');
	const entry = await sectionEntryByKey(event.locals.db.read, plan, part, key);
	return entry ? { plan, part, entry } : error(404, 'not-found');
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

export async function saveEntryAction(event: EntryEvent) {
	const { plan, part, entry } = await requireEntry(event);
	const form = await parseForm(event.request, planSectionForm(part, false));
	if (!form.ok) {
		const { values, faults } = form.failure.data;
		return fail(400, { ...(await entryFormFailure(event, values)), faults });
	}
	const { version, values, reason } = form.input;
	const target = { planId: plan.id, part, key: entry.key, version };
	const outcome = await editEntry(event.locals, target, values, reason);
	if (outcome.ok) redirect(303, link(addressOf(part, outcome.value.key)));
	const { refused } = outcome;
	if (refused.code === 'invalid')
		return fail(400, { ...(await entryFormFailure(event, form.values)), faults: refused.faults });
	if (refused.code !== 'stale') return throwRefusal(event, refused);
	return fail(409, { ...(await entryFormFailure(event, form.values, true)), focus: 'conflict' });
}

/** Takes over one field's saved value from a conflict, without saving. Works without scripts. */
export async function takeTheirFieldAction(event: EntryEvent) {
	const { part } = await requireEntry(event);
	const form = await parseForm(event.request, removeEntryForm.loose());
	if (!form.ok) return form.failure;
	const { take: taken, ...posted } = form.values;
	const take = [taken].flat()[0] ?? '';
	const shown = await entryFormFailure(event, posted);
	if (!shown.conflict) return shown;
	return {
		...shown,
		values: takeTheirSectionField(part, { mine: shown.values, theirs: shown.conflict.theirs }, take),
		focus: take
	};
}

export async function endEntryAction(event: EntryEvent) {
	const { plan, part, entry } = await requireEntry(event);
	const form = await parseForm(event.request, endEntryForm);
	if (!form.ok) return endFormFailure(400, form.failure.data);
	const { version, ...input } = form.input;
	const outcome = await endEntry(event.locals, { planId: plan.id, part, key: entry.key, version }, input);
	if (outcome.ok) redirect(303, link(`/edit/${part}?saved=1`));
	return endConflict(event, outcome.refused, form.values);
}

export async function resumeEntryAction(event: EntryEvent) {
	const { plan, part, entry } = await requireEntry(event);
	const form = await parseForm(event.request, resumeEntryForm);
	if (!form.ok) return endFormFailure(400, form.failure.data);
	const { version, reason } = form.input;
	const target = { planId: plan.id, part, key: entry.key, version };
	const outcome = await resumeEntry(event.locals, target, reason);
	if (outcome.ok) redirect(303, link(addressOf(part, entry.key)));
	return endConflict(event, outcome.refused, form.values);
}

export async function removeEntryAction(event: EntryEvent) {
	const { plan, part, entry } = await requireEntry(event);
	const form = await parseForm(event.request, removeEntryForm);
	if (!form.ok) return form.failure;
	const target = { planId: plan.id, part, key: entry.key, version: form.input.version };
	const outcome = await removeEntry(event.locals, target);
	if (outcome.ok) redirect(303, link(`/edit/${part}?saved=1`));
	const { refused } = outcome;
	if (refused.code === 'invalid')
		return fail<RemovalFormState>(400, { of: 'removal', faults: refused.faults });
	if (refused.code !== 'stale') return throwRefusal(event, refused);
	return fail<RemovalFormState>(409, { of: 'removal', faults: [{ field: '', code: 'stale' }] });
}

function addressOf(part: PlanSection, key: string): string {
	return planSections[part].single ? `/edit/${part}?saved=1` : `/edit/${part}/${key}?saved=1`;
}

/** Returns the rejected form for ending or reopening an entry. */
function endFormFailure(status: number, { values, faults }: RejectedForm, overtaken = false) {
	return fail<EndFormState>(status, { of: 'ending', values: postedSectionValues(values), faults, overtaken });
}

/** Reloads the page if someone else already did the same; otherwise returns the conflict. */
function endConflict(event: EntryEvent, refused: Refusal, values: RejectedForm['values']) {
	if (refused.code === 'invalid') return endFormFailure(400, { values, faults: refused.faults });
	if (refused.code === 'stale' || (refused.code === 'wrong-state' && refused.state !== 'superseded'))
		return endFormFailure(409, { values, faults: [] }, true);
	return throwRefusal(event, refused);
}

/** Returns the posted values with one text per name. */
export function postedSectionValues(posted: RejectedForm['values']): SectionFormValues {
	return Object.fromEntries(Object.entries(posted).map(([name, value]) => [name, [value].flat()[0] ?? '']));
}

/** Returns the rejected form. After a conflict it includes the current values, and the next save is based on them. */
async function entryFormFailure(
	event: EntryEvent,
	posted: RejectedForm['values'],
	overtaken = false
): Promise<EntryFormState> {
	const values = postedSectionValues(posted);
	const shown = { of: 'entry' as const, values, faults: [], version: Number(values.version) || 0 };
	if (!overtaken && values.conflict !== '1') return { ...shown, conflict: null };
	const { part, entry } = await requireEntry(event);
	const [change] = await sectionEntryHistory(event.locals.db.read, part, entry.id);
	const theirs = toSectionFormValues(part, entry.values, false);
	return {
		...shown,
		version: entry.version,
		conflict: { theirs, by: change?.by ?? null, at: change?.at ?? null }
	};
}
