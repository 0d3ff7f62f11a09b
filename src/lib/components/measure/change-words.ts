import { isCalendarDate } from '$lib/domain/calendar';
import type { Localized } from '$lib/domain/localized';
import { lifecycles, type Lifecycle } from '$lib/domain/measure';
import { formatDate, formatNumber } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { lifecycleWord, said } from '$lib/i18n/words';

const verbs: Record<string, () => string> = {
	'edit-measure': m.history_edit_measure,
	'change-lifecycle': m.history_change_lifecycle,
	'set-milestones': m.history_set_milestones
};

/** What was done, in words; the command's own name for one that has none yet. */
export function verbWord(verb: string): string {
	return verbs[verb]?.() ?? verb;
}

const fields: Record<string, () => string> = {
	title: m.history_field_title,
	summary: m.history_field_summary,
	targetGroup: m.measure_target_group,
	expectedEffect: m.measure_expected_effect,
	contact: m.measure_contact,
	body: m.measure_responsible,
	startsOn: m.measure_start,
	deadline: m.measure_deadline,
	deadlineWords: m.history_field_deadline_words,
	lifecycle: m.measure_lifecycle,
	milestones: m.measure_milestones
};

export function fieldWord(field: string): string {
	return fields[field]?.() ?? field;
}

/** A field's value as a reader knows it. */
export function shownValue(value: unknown): string {
	if (value === null || value === undefined || value === '') return m.history_nothing();
	if (typeof value === 'string') {
		if (isCalendarDate(value)) return formatDate(value);
		return isLifecycle(value) ? lifecycleWord[value]() : value;
	}
	if (Array.isArray(value)) return value.map(shownValue).join('; ') || m.history_nothing();
	if (isLocalized(value)) return said(value);
	if (isMilestone(value)) return `${said(value.title)} (${formatDate(value.due)})`;
	return typeof value === 'number' ? formatNumber(value) : JSON.stringify(value);
}

function isLifecycle(value: string): value is Lifecycle {
	return (lifecycles as readonly string[]).includes(value);
}

function isLocalized(value: unknown): value is Localized {
	return typeof value === 'object' && value !== null && ('nb' in value || 'nn' in value);
}

function isMilestone(value: unknown): value is { title: Localized; due: string } {
	return typeof value === 'object' && value !== null && 'title' in value && 'due' in value;
}
