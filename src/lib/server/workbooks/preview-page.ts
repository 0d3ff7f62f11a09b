import type { Locale } from '$lib/domain/localized';
import { restWhenDue } from '$lib/domain/rest';
import { compareCodes } from '$lib/domain/measure/measure';
import type { WorkbookComparison } from '$lib/domain/workbook/comparison-result';
import type { Recognition } from '$lib/domain/workbook/import-answers';
import type { ImportedStatus, ImportSummary, StatusUses } from '$lib/domain/workbook/import-summary';
import { newMeasureDefaults } from '$lib/domain/workbook/new-measure';
import type { WorkbookPreview } from './comparison';
import { rowForLog, withoutEmptyFields } from './import-rows';

/** Number of measures on a page of a preview. Rendering more would hold up other requests. */
export const previewPageSize = 25;

/** Largest number of errors, questions, recognitions or parts left out on a page; the rest is counted. */
const previewListLimit = 100;

/** Number of codes that a sentence names. */
const shownCodes = 10;

/** The language of a page of a preview, and the number of measures before it. */
export interface PreviewPageOptions {
	locale: Locale;
	from: number;
	/** True if new measures are adopted unless their row says otherwise. */
	adopted: boolean;
}

/** The part of a preview that one page shows, as plain data. */
export interface PreviewPage {
	view: Omit<ImportSummary, 'emptying' | 'adopted' | 'rounds'>;
	seal: string;
}

/** Returns one page of a preview's new and changed measures, by code, with the counts and faults of the whole. */
export function toPreviewPage(
	{ comparison, frame, statuses, choices, seal }: WorkbookPreview,
	{ locale, from: wanted, adopted }: PreviewPageOptions
): PreviewPage {
	const { added, changed, left, ...shown } = comparison;
	const codes = [...added.map(({ measure }) => measure), ...changed]
		.sort(compareCodes)
		.map(({ code }) => code);
	restWhenDue();
	const areas = areasOf(codes, new Set(changed.map(({ code }) => code)));
	const from = wanted < codes.length ? wanted : 0;
	const onPage = new Set(codes.slice(from, from + previewPageSize));
	const view: PreviewPage['view'] = {
		...shown,
		...firstOfLists(comparison),
		statuses: statuses.filter(({ code }) => onPage.has(code)),
		statusUses: usesOf(statuses),
		...{ from, areas },
		counts: {
			...{ added: added.length, changed: changed.length, page: previewPageSize, left: left.length },
			...countsOf(comparison)
		},
		choices: choices[locale],
		added: added.flatMap(({ sheet, row, codeGiven, sameTitle, measure }) => {
			const { code, title } = measure;
			if (!onPage.has(code)) return [];
			const values = withoutDefaultFields(withoutEmptyFields(rowForLog(measure, frame)), adopted);
			return [{ sheet, row, code, codeGiven, sameTitle, title, values }];
		}),
		changed: changed.flatMap(({ sheet, row, code, title, before, after }) =>
			onPage.has(code)
				? [{ sheet, row, code, title, before: rowForLog(before, frame), after: rowForLog(after, frame) }]
				: []
		)
	};
	return { view, seal };
}

/** Returns the areas of sorted codes, each with its counts and the number of measures before it. */
function areasOf(codes: readonly string[], changed: ReadonlySet<string>): PreviewPage['view']['areas'] {
	const areas = new Map<string, PreviewPage['view']['areas'][number]>();
	codes.forEach((code, from) => {
		const key = code.split('.', 1)[0]!;
		const area = areas.get(key) ?? { key, from, added: 0, changed: 0 };
		area[changed.has(code) ? 'changed' : 'added']++;
		areas.set(key, area);
	});
	return [...areas.values()];
}

const isOpen = ({ certainty }: Recognition) => certainty === 'unknown';

function countsOf({ faults, leftOut, recognitions, questions }: WorkbookComparison) {
	const open = recognitions.filter(isOpen).length + questions.filter(({ answer }) => answer === null).length;
	const known = recognitions.length + questions.length - open;
	return { faults: faults.length, leftOut: leftOut.length, open, known };
}

/** Returns what a page shows of the lists. Answers are kept whole, since the form posts them again. */
function firstOfLists({ faults, leftOut, hidden, recognitions, questions }: WorkbookComparison) {
	const isKept = ({ kind, certainty }: Recognition) => kind === 'column' || certainty === 'chosen';
	const others = recognitions.filter((one) => !isKept(one));
	const unanswered = questions.filter(({ answer }) => answer === null);
	return {
		faults: first(faults),
		leftOut: first(leftOut),
		hidden: first(hidden),
		recognitions: [
			...recognitions.filter(isKept),
			...first(others.filter(isOpen)),
			...first(others.filter((one) => !isOpen(one)))
		],
		questions: [...questions.filter(({ answer }) => answer !== null), ...first(unanswered)]
	};
}

function first<T>(all: readonly T[]): T[] {
	return all.slice(0, previewListLimit);
}

function usesOf(statuses: readonly ImportedStatus[]): StatusUses {
	const codesOf = (use: ImportedStatus['use']) => {
		const codes = statuses.filter((one) => one.use === use).map(({ code }) => code);
		return { count: codes.length, codes: codes.slice(0, shownCodes) };
	};
	return {
		...{ evaluation: codesOf('evaluation'), proposed: codesOf('proposed') },
		...{ evaluated: codesOf('evaluated'), unread: codesOf('unread') }
	};
}

/** Returns the fields of a new measure that say something: the heading and the defaults of all do not. */
function withoutDefaultFields(values: Record<string, unknown>, adopted: boolean): Record<string, unknown> {
	const { code: _code, title: _title, area: _area, ...rest } = values;
	const defaults: Record<string, unknown> = {
		...newMeasureDefaults,
		...(adopted && { lifecycle: 'adopted' })
	};
	return Object.fromEntries(Object.entries(rest).filter(([field, value]) => defaults[field] !== value));
}
