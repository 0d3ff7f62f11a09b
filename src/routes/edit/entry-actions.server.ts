import { sectionFields, toSectionFormValues, type SectionFormValues } from '$lib/forms/plan-section-values';
import { takeTheirField, toConflict, type Conflict } from '$lib/forms/form-state';
import { planSections, type PlanSection } from '$lib/domain/plan/plan-structure';
import { endEntryForm, planSectionForm, removeEntryForm, resumeEntryForm } from '$lib/forms/plan-structure';
import { link } from '$lib/i18n/link';
import { editEntry } from '$lib/server/plan-structure/commands';
import { endEntry, removeEntry, resumeEntry } from '$lib/server/plan-structure/end-entry';
import { sectionEntryHistory } from '$lib/server/plan-structure/queries';
import { handleForm, showNamed } from '$lib/server/http/form-action';
import { requireEntry, type EntryEvent } from './entry.server';

export async function saveEntryAction(event: EntryEvent) {
	const { part, target } = await requireEntry(event);
	return handleForm(event, {
		guard: 'plan.edit',
		shape: planSectionForm(part, false),
		run: ({ version, values, reason }) => editEntry(event.locals, { ...target, version }, values, reason),
		done: ({ key }) => addressOf(part, key),
		conflict: () => entryConflict(event),
		take: ({ mine, theirs }, field) => takeTheirField(sectionFields(part), { mine, theirs }, field),
		show: showNamed('entry')
	});
}

export async function endEntryAction(event: EntryEvent) {
	const { part, target } = await requireEntry(event);
	return handleForm(event, {
		guard: 'plan.edit',
		shape: endEntryForm,
		run: ({ version, ...input }) => endEntry(event.locals, { ...target, version }, input),
		done: link(`/edit/${part}?saved=1`),
		conflictCodes: ['wrong-state'],
		conflict: () => entryConflict(event),
		show: showNamed('ending')
	});
}

export async function resumeEntryAction(event: EntryEvent) {
	const { part, target } = await requireEntry(event);
	return handleForm(event, {
		guard: 'plan.edit',
		shape: resumeEntryForm,
		run: ({ version, reason }) => resumeEntry(event.locals, { ...target, version }, reason),
		done: addressOf(part, target.key),
		conflictCodes: ['wrong-state'],
		conflict: () => entryConflict(event),
		show: showNamed('ending')
	});
}

export async function removeEntryAction(event: EntryEvent) {
	const { part, target } = await requireEntry(event);
	return handleForm(event, {
		guard: 'plan.edit',
		shape: removeEntryForm,
		run: ({ version }) => removeEntry(event.locals, { ...target, version }),
		done: link(`/edit/${part}?saved=1`),
		show: showNamed('removal')
	});
}

function addressOf(part: PlanSection, key: string): string {
	return link(planSections[part].single ? `/edit/${part}?saved=1` : `/edit/${part}/${key}?saved=1`);
}

/** Returns the entry's current values, and its latest change. */
async function entryConflict(event: EntryEvent): Promise<Conflict<SectionFormValues>> {
	const { part, entry } = await requireEntry(event);
	const [change] = await sectionEntryHistory(event.locals.db.read, part, entry.id);
	return toConflict(toSectionFormValues(part, entry.values, false), entry.version, change);
}
