import { isCalendarDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { ReadingValue } from '$lib/domain/indicator';
import type { Localized } from '$lib/domain/localized';
import { lifecycles, measureOrigins, type Lifecycle, type MeasureOrigin } from '$lib/domain/measure/measure';
import { formatWebLinks, type WebLink } from '$lib/domain/measure/web-link';
import { formatDate, formatExact } from '$lib/i18n/format';
import { indicatorLine, formatReading } from '$lib/i18n/indicator';
import { m } from '$lib/i18n/paraglide/messages';
import { lifecycleLabel, originLabel, localize } from '$lib/i18n/labels';
import { threadKindLabel } from './thread-labels';

const verbs: Record<string, () => string> = {
	'add-measure': m.history_add_measure,
	'remove-measure': m.edit_measure_removed,
	'edit-measure': m.history_edit_measure,
	'change-lifecycle': m.history_change_lifecycle,
	'set-milestones': m.history_set_milestones,
	'set-threads': m.history_set_threads,
	'move-measure': m.history_move_measure,
	'merge-measures': m.history_merge_measures,
	'split-measure': m.history_split_measure,
	'add-entry': m.history_add_entry,
	'edit-entry': m.history_edit_entry,
	'end-entry': m.history_end_entry,
	'resume-entry': m.history_resume_entry,
	'order-entries': m.history_order_entries,
	'edit-body': m.history_edit_entry,
	'add-seat': m.history_add_seat,
	'edit-seat': m.history_edit_seat,
	'abolish-seat': m.history_abolish_seat,
	'stand-in': m.body_stand_in_title,
	'import-plan': m.history_import_plan,
	'import-partnership': m.history_import_partnership,
	'adopt-plan': m.history_adopt_plan,
	'supersede-plan': m.history_supersede_plan,
	'carry-plan': m.history_carry_plan,
	'carry-measure': m.history_carry_measure,
	'introduce-at-home': m.history_introduce_at_home,
	'add-indicator': m.indicator_history_add,
	'edit-indicator': m.indicator_history_edit,
	'end-indicator': m.indicator_history_end,
	'resume-indicator': m.indicator_history_resume,
	'add-reading': m.indicator_history_reading,
	'correct-reading': m.indicator_history_correct
};

/** Returns the label of an event of a measure or a plan's entry, or the verb itself if it has none. */
export function changeEventLabel(verb: string): string {
	return verbs[verb]?.() ?? verb;
}

const fields: Record<string, () => string> = {
	code: m.history_field_code,
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
	area: m.measure_area,
	origin: m.measure_origin,
	source: m.measure_source,
	note: m.history_field_note,
	weight: m.history_field_weight,
	cameFrom: m.history_field_came_from,
	became: m.history_field_became,
	decision: m.history_field_decision,
	links: m.measure_links,
	milestones: m.measure_milestones,
	introducedAtHome: m.rollout_introduced_field,
	...threadKindLabel,
	indicator: m.indicator_one,
	reading: m.indicator_reading
};

export function measureChangeFieldLabel(field: string): string {
	return fields[field]?.() ?? field;
}

/**
 * Returns a field's values before and after a change as text. Lists show only the difference, unless the order
 * changed; texts show both written forms if the reader's is unchanged.
 */
export function measureChangeValues(before: unknown, after: unknown): { before: string; after: string } {
	const [was, is] = isReordered(before, after)
		? [before, after]
		: [without(before, after), without(after, before)];
	const short = { before: shown(was, localize), after: shown(is, localize) };
	return short.before === short.after ? { before: shown(was, inBoth), after: shown(is, inBoth) } : short;
}

/** Names of list codes, by field and code. */
export type CodeNames = Readonly<Record<string, Readonly<Record<string, Localized | string>>>>;

/** Replaces the codes of a list by names; returns other values unchanged. */
export function withCodeNames(field: string, value: unknown, names: CodeNames): unknown {
	const own = Object.hasOwn(names, field) ? names[field] : undefined;
	if (!own || !Array.isArray(value)) return value;
	return value.map((code: unknown) =>
		typeof code === 'string' && Object.hasOwn(own, code) ? own[code] : code
	);
}

/** True if two lists differ only in order. */
function isReordered(before: unknown, after: unknown): boolean {
	if (!Array.isArray(before) || !Array.isArray(after) || before.length !== after.length) return false;
	return [before, after].every((one, index, all) => (without(one, all[1 - index]) as unknown[]).length === 0);
}

/** Returns a list without the entries of another; returns other values unchanged. */
function without(value: unknown, other: unknown): unknown {
	if (!Array.isArray(value) || !Array.isArray(other)) return value;
	const there = new Set(other.map((one) => JSON.stringify(one)));
	return value.filter((one) => !there.has(JSON.stringify(one)));
}

function shown(value: unknown, text: (localized: Localized) => string): string {
	if (value === null || value === undefined || value === '') return m.history_nothing();
	if (typeof value === 'boolean') return value ? m.rollout_introduced_yes() : m.rollout_introduced_no();
	if (typeof value === 'string') {
		if (isCalendarDate(value)) return formatDate(value);
		if (isLifecycle(value)) return lifecycleLabel[value]();
		return isOrigin(value) ? originLabel[value]() : value;
	}
	if (Array.isArray(value)) return value.map((one) => shown(one, text)).join('; ') || m.history_nothing();
	if (isLocalized(value)) return text(value);
	if (isIndicator(value)) return indicatorWords(value);
	if (isReading(value))
		return `${text(value.of)}: ${formatReading(value.value, value.unit)} (${formatDate(value.on)})${value.source && `, ${value.source}`}`;
	if (isWebLink(value)) return formatWebLinks([value]);
	if (isMilestone(value)) return `${text(value.title)} (${milestoneDates(value)})`;
	return typeof value === 'number' ? formatExact(value) : JSON.stringify(value);
}

function inBoth({ nb, nn }: Localized): string {
	return `${nb ?? m.history_nothing()} / ${nn ?? m.history_nothing()}`;
}

function milestoneDates({ due, doneOn }: ShownMilestone): string {
	const words = m.measure_milestone_due({ date: formatDate(due) });
	return doneOn ? `${words}, ${m.measure_milestone_done({ date: formatDate(doneOn) })}` : words;
}

function isLifecycle(value: string): value is Lifecycle {
	return (lifecycles as readonly string[]).includes(value);
}

function isOrigin(value: string): value is MeasureOrigin {
	return (measureOrigins as readonly string[]).includes(value);
}

function isLocalized(value: unknown): value is Localized {
	return typeof value === 'object' && value !== null && ('nb' in value || 'nn' in value);
}

type ShownIndicator = Parameters<typeof indicatorLine>[0] & {
	source: string | null;
	endedOn: CalendarDate | null;
};

function indicatorWords(indicator: ShownIndicator): string {
	const { source, endedOn } = indicator;
	const end = endedOn ? [m.indicator_ended({ date: formatDate(endedOn) })] : [];
	return [indicatorLine(indicator), ...(source ? [source] : []), ...end].join('; ');
}

function isIndicator(value: unknown): value is ShownIndicator {
	return typeof value === 'object' && value !== null && 'direction' in value && 'targets' in value;
}

interface ShownReading {
	of: Localized;
	unit: Localized;
	on: CalendarDate;
	value: ReadingValue;
	source: string;
}

function isReading(value: unknown): value is ShownReading {
	return typeof value === 'object' && value !== null && 'of' in value && 'on' in value;
}

function isWebLink(value: unknown): value is WebLink {
	return typeof value === 'object' && value !== null && 'address' in value && 'title' in value;
}

interface ShownMilestone {
	title: Localized;
	due: CalendarDate;
	doneOn?: CalendarDate | null;
}

function isMilestone(value: unknown): value is ShownMilestone {
	return typeof value === 'object' && value !== null && 'title' in value && 'due' in value;
}
