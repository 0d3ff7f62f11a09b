import type { CalendarDate } from '../calendar/calendar-date';
import { allStatuses, type StatusOrNone } from '../evaluation/evaluation';
import type { AreaKey } from '../figures/figures';
import type { MeasureListRow } from '../figures/plan-overview';
import { foldText } from '../search/search';
import { compareCodes, isCounted, isReportable } from './measure';

/** Ready-made selections of a list of measures. */
export const measureSelections = ['all', 'late', 'unreported', 'incomplete'] as const;
export type MeasureSelection = (typeof measureSelections)[number];

export const measureOrders = ['code', 'deadline', 'status', 'progress'] as const;
type MeasureOrder = (typeof measureOrders)[number];

/** A measure of the list, with the facts that filters ask for. */
export interface ListedMeasure extends MeasureListRow {
	area: AreaKey;
	/** The responsible body's slug; null if there is none. */
	body: string | null;
	/** Numbers of the partners that take part in it or introduce it. */
	partners: readonly string[];
	/** Facts that are not filled in. */
	lacking: readonly MeasureFact[];
}

/** Facts a measure should have before its first round (domain-rules.md §2.3). */
export const measureFacts = ['startsOn', 'deadline', 'contact', 'targetGroup'] as const;
export type MeasureFact = (typeof measureFacts)[number];

export interface MeasureListFilter {
	selection: MeasureSelection;
	/** Words of the code or the title; empty for all. */
	text: string;
	area: AreaKey | null;
	body: string | null;
	/** Partner's number, or "mine" for the reader's own bodies and partners. */
	partner: string | null;
	status: StatusOrNone | null;
	order: MeasureOrder;
}

/** The reader's own bodies (slugs) and partners (numbers). */
export interface OwnSeats {
	bodies: readonly string[];
	partners: readonly string[];
}

/** True if a measure's deadline has passed and it is not done. */
export function isOverdue({ lifecycle, status, deadline }: MeasureListRow, today: CalendarDate): boolean {
	return isReportable(lifecycle) && status !== 'done' && deadline !== null && deadline < today;
}

/** True if a measure was reported as delayed, slightly or more, or is overdue. */
export function isBehind(measure: MeasureListRow, today: CalendarDate): boolean {
	const delayed = measure.status === 'slightly-delayed' || measure.status === 'delayed';
	return (delayed && isReportable(measure.lifecycle)) || isOverdue(measure, today);
}

/**
 * Filters and sorts a list of measures, and counts each selection under the other filters.
 *
 * @param today day that deadlines are compared with
 */
export function selectMeasures<One extends ListedMeasure>(
	measures: readonly One[],
	filter: MeasureListFilter,
	{ today, own }: { today: CalendarDate; own: OwnSeats }
): { shown: One[]; counts: Record<MeasureSelection, number> } {
	const words = foldText(filter.text).split(/\s+/).filter(Boolean);
	const others = measures.filter(
		(one) =>
			(filter.area === null || one.area === filter.area) &&
			(filter.body === null || one.body === filter.body) &&
			(filter.status === null || (isCounted(one.lifecycle) && one.status === filter.status)) &&
			(filter.partner === null || concerns(one, filter.partner, own)) &&
			words.every((word) => searchText(one).includes(word))
	);
	const isSelected: Record<MeasureSelection, (one: One) => boolean> = {
		all: () => true,
		late: (one) => isBehind(one, today),
		unreported: (one) => isReportable(one.lifecycle) && one.status === 'not-reported',
		incomplete: (one) => isReportable(one.lifecycle) && one.lacking.length > 0
	};
	const counts = { all: 0, late: 0, unreported: 0, incomplete: 0 };
	for (const selection of measureSelections) counts[selection] = others.filter(isSelected[selection]).length;
	return {
		shown: others
			.filter(isSelected[filter.selection])
			.sort((a, b) => compareBy[filter.order](a, b) || compareCodes(a, b)),
		counts
	};
}

function concerns({ body, partners }: ListedMeasure, partner: string, own: OwnSeats): boolean {
	return partner === 'mine' ? isOwnMeasure({ body, partners }, own) : partners.includes(partner);
}

/** True if one of the reader's bodies is responsible for a measure, or it concerns one of their partners. */
export function isOwnMeasure(
	{ body, partners }: Pick<ListedMeasure, 'body' | 'partners'>,
	own: OwnSeats
): boolean {
	return (
		(body !== null && own.bodies.includes(body)) || own.partners.some((number) => partners.includes(number))
	);
}

function searchText({ code, title }: ListedMeasure): string {
	return foldText([code, title.nb, title.nn].join(' '));
}

/** Worst first, as readers look for what needs them. */
const severity: readonly StatusOrNone[] = [
	'delayed',
	'on-hold',
	'slightly-delayed',
	'not-reported',
	'not-started',
	'on-track',
	'done'
];
const last = '9999-12-31';

const compareBy: Record<MeasureOrder, (a: ListedMeasure, b: ListedMeasure) => number> = {
	code: () => 0,
	deadline: (a, b) => (a.deadline ?? last).localeCompare(b.deadline ?? last),
	status: (a, b) => severity.indexOf(a.status) - severity.indexOf(b.status),
	// A measure without a known progress comes last.
	progress: (a, b) => (a.progress ?? 101) - (b.progress ?? 101)
};

/** Reads a filter from an address; what it does not know counts as not asked. */
export function readMeasureFilter(asked: URLSearchParams): MeasureListFilter {
	return {
		selection: measureSelections.find((one) => one === asked.get('show')) ?? 'all',
		text: (asked.get('q') ?? '').trim().slice(0, 200),
		area: asked.get('area') || null,
		body: asked.get('body') || null,
		// Addresses written before the glossary's word held "party".
		partner: asked.get('partner') || asked.get('party') || null,
		status: allStatuses.find((one) => one === asked.get('status')) ?? null,
		order: measureOrders.find((one) => one === asked.get('order')) ?? 'code'
	};
}

/** Returns the path of a filtered list of measures, without what was not asked. */
export function measureListPath(filter: MeasureListFilter): string {
	const { selection, text, area, body, partner, status, order } = filter;
	const asked = {
		...{ show: selection === 'all' ? null : selection, q: text, area, body, partner, status },
		order: order === 'code' ? null : order
	};
	const given = Object.entries(asked).flatMap(([name, value]) => (value ? [[name, value]] : []));
	return given.length > 0 ? `/measures?${new URLSearchParams(given)}` : '/measures';
}
