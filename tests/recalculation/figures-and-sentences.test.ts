import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { chartLabelsFor } from '$lib/charts/chart-labels';
import { snapshotCharts } from '$lib/charts/snapshot-charts';
import { locales, type Locale } from '$lib/domain/localized';
import { buildOverview } from '$lib/domain/figures/plan-overview';
import type { PlanSnapshot } from '$lib/domain/plan/plan-snapshot';
import { createReviewContent, type ReviewContent } from '$lib/domain/review/review';
import { compareReviews } from '$lib/domain/review/review-comparison';
import { summarizeReview } from '$lib/domain/review/review-summary';
import { formatPercent } from '$lib/i18n/format';
import { lastKnownText } from '$lib/i18n/last-known';
import { summaryNamesFor, summarySentence } from '$lib/i18n/review-summary';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import { effort } from '../support/effort';
import { readSentence } from './read-sentences';
import {
	countedOf,
	countStatuses,
	movesOf,
	namedAreas,
	progressOf,
	tellsYearBefore,
	placesOf,
	promisesOf,
	requestsOf,
	sharedOf,
	wholeShare,
	type Progress
} from './recalculated';
import {
	anyCurrentPlan,
	anyStanding,
	anyTwoStandings,
	areaNames,
	oddStandings,
	type Standing
} from './standings';

/*
 * Every number of the sentences and tables is read back and computed once more, from the definitions and without the
 * product's functions. `npm test` takes 300 standings, the soak 2 000.
 */

afterEach(() => overwriteGetLocale(() => 'nb'));

/** Sentences and tables of a review, as a reader of the language gets them. */
function tellReview(content: ReviewContent, locale: Locale) {
	overwriteGetLocale(() => locale);
	const words = chartLabelsFor(content);
	const chart = (name: 'status' | 'progress' | 'movement' | 'commitment') =>
		snapshotCharts[name].finding(content.figures, words);
	const asked = requestsOf(content);
	const summary = new Map(
		summarizeReview(content.figures, asked).map((one) => [
			one.code,
			summarySentence(one, content.figures, summaryNamesFor(content))
		])
	);
	return {
		chart,
		summary,
		status: snapshotCharts.status.table(content.figures, words).rows,
		progress: snapshotCharts.progress.table(content.figures, words).rows
	};
}

type Told = ReturnType<typeof tellReview>;

/** A closing round's standing, or a plan between rounds. */
type AnyState = Pick<PlanSnapshot, 'measures' | 'last' | 'yearBefore'>;

const across: Record<Locale, string> = {
	nb: 'for tiltakene på tvers',
	nn: 'for tiltaka på tvers',
	en: 'in the measures across the areas'
};
const nameOf = (number: number | null, locale: Locale) =>
	number === null ? across[locale] : `${locale === 'en' ? 'in' : 'på området'} ${areaNames[number - 1]}`;

function checkStatus(told: Pick<Told, 'chart'>, standing: AnyState, locale: Locale) {
	const own = countStatuses(countedOf(standing));
	const read = readSentence(told.chart('status'), locale, 'status');
	if (own.whole === 0) expect(read).toEqual({ nothing: [] });
	else if (own.whole === 1) expect(Object.keys(read)).toEqual(['one']);
	else if (own.missing === own.whole) expect(read).toEqual({ unreported: [own.whole] });
	else if (own.done === own.whole) expect(read).toEqual({ allDone: own.whole === 2 ? [] : [own.whole] });
	else if (own.good === own.whole) expect(read).toEqual({ allGood: own.whole === 2 ? [] : [own.whole] });
	else {
		expect(read.good ?? [0, ...(read.noneGood ?? [])]).toEqual([own.good, own.whole]);
		expect((read.lateOrHeld ?? read.late ?? read.held ?? [0])[0]).toBe(own.late);
		expect((read.notStarted ?? [0])[0]).toBe(own.notStarted);
		expect((read.missing ?? [0])[0]).toBe(own.missing);
	}
}

const leftWords: Record<string, string> = {
	'expected,before': 'both',
	expected: 'expected',
	before: 'before'
};

function checkProgress(told: Pick<Told, 'chart'>, standing: AnyState, locale: Locale) {
	const counted = countedOf(standing);
	const own = progressOf(counted, standing);
	const read = readSentence(told.chart('progress'), locale, 'progress');
	if (own.known === null) {
		expect(Object.keys(read)).toEqual([counted.length === 0 ? 'noMeasures' : 'nothing']);
		return;
	}
	const [known, of, whole] = read.known ?? [];
	expect([known, of ?? 1, whole ?? 1]).toEqual([own.known, own.knownOf, counted.length]);
	if (own.shared === null) expect([read.shared, read.before, read.same, read.expected]).toEqual(Array(4));
	else {
		const shared = own.sharedOf === own.knownOf ? undefined : [own.sharedOf, own.shared];
		// English names the share first.
		expect(locale === 'en' ? read.shared?.toReversed() : read.shared).toEqual(shared);
		expect(read.same ? own.shared : (read.before?.[0] ?? null)).toBe(own.before);
		expect(read.expected?.[0] ?? null).toBe(own.expected);
	}
	const reason = read.few ?? read.half ?? read.leftOut;
	expect(reason !== undefined).toBe(own.left.length > 0);
	if (!reason) return;
	const both = /, eller|or the year/.test(String(reason[0]));
	const expected = /forventet|venta|expected/.test(String(reason[0]));
	expect(both ? 'both' : expected ? 'expected' : 'before').toBe(leftWords[own.left.join(',')]);
	if (own.shared === null) expect(read.few !== undefined).toBe(own.sharedOf < 3);
	else expect(read.leftOut).toBeDefined();
}

function checkMovement(told: Pick<Told, 'chart'>, standing: AnyState, locale: Locale) {
	const own = movesOf(standing);
	const read = readSentence(told.chart('movement'), locale, 'movement');
	if (!own) {
		expect(read).toEqual({ nothing: [] });
		return;
	}
	const twice = own.forward + own.backward + own.same;
	if (twice === 0)
		expect(Object.keys(read)[0]).toBe(own.silent + own.once + own.finished > 0 ? 'noneTwice' : 'noneShared');
	else if (twice === 1 && own.forward === 1) expect(read.oneForward).toEqual([]);
	else if (twice === 1 && own.backward === 1) expect(read.oneBack).toEqual([]);
	else if (own.forward === twice) expect(read.allForward).toEqual(twice === 2 ? [] : [twice]);
	else if (own.backward === twice) expect(read.allBack).toEqual(twice === 2 ? [] : [twice]);
	else if (own.forward > 0) expect(read.forward).toEqual([own.forward, twice, own.backward]);
	else if (own.backward > 0) expect(read.backward).toEqual([own.backward, twice]);
	else expect(read.kept).toEqual([twice]);
	expect(read.steps).toEqual(own.steps > own.backward ? [own.steps] : undefined);
	// If none has moved, the first clause says that all stand still.
	expect((read.same ?? [0])[0], 'same').toBe(own.forward + own.backward === 0 ? 0 : own.same);
	for (const group of ['finished', 'silent', 'once', 'added', 'ended'] as const)
		expect((read[group] ?? [0])[0], group).toBe(own[group]);
}

function checkAreas(told: Told, standing: Standing, locale: Locale) {
	const own = namedAreas(standing);
	const sentence = told.summary.get('areas');
	if (own.best.length === 0 && own.silent.length === 0) {
		expect(sentence).toBeUndefined();
		return;
	}
	// A summary has five sentences; the areas come before the commitment and the values.
	const read = readSentence(sentence!, locale, 'areas');
	const shares = (areas: (number | null)[], part: 'good' | 'late') =>
		areas.map((number) => {
			const { whole, ...counts } = countStatuses(countedOf(standing, number));
			return [nameOf(number, locale), counts[part], whole];
		});
	const readShares = (one: (number | string)[] | undefined, several: (number | string)[] | undefined) =>
		one
			? [one]
			: [...String(several?.[0] ?? '').matchAll(/([\p{L} ]+?) \((\d+) (?:av|of) (\d+)\)/gu)].map(
					([, name = '', part, whole]) => [
						name.replace(/^ ?(?:og|and) /, '').trim(),
						Number(part),
						Number(whole)
					]
				);
	expect(readShares(read.best, read.bestEqual)).toEqual(shares(own.best, 'good'));
	expect(readShares(read.heaviest, read.heaviestEqual)).toEqual(shares(own.heaviest, 'late'));
	const silent = String(read.silent?.[0] ?? '');
	if (own.silent.length > 3) expect(silent).toMatch(/^(?:på|in) (?:fire|fem|seks|four|five|six) /);
	else
		expect(silent.split(/, | og | and /).filter(Boolean)).toEqual(
			own.silent.map((number) => nameOf(number, locale))
		);
}

function checkRequests(told: Told, standing: Standing, locale: Locale) {
	const own = requestsOf(standing);
	const sentence = told.summary.get('asked');
	const { whole, reported } = countStatuses(countedOf(standing));
	if (whole === 0) {
		expect(sentence).toBeUndefined();
		return;
	}
	const read = readSentence(sentence!, locale, 'asked');
	if (own.decision + own.money + own.clarification > 0)
		for (const need of ['decision', 'money', 'clarification'] as const)
			expect((read[need] ?? [0])[0], need).toBe(own[need]);
	else if (reported === 0) expect(read).toEqual({ unknown: [] });
	else expect(read).toEqual({ nothing: reported === 1 ? [] : [reported] });
}

function checkPromises(told: Told, standing: Standing, locale: Locale) {
	const own = promisesOf(standing);
	const read = readSentence(told.chart('commitment'), locale, 'promises');
	if (!own) {
		expect(read).toEqual({ nothing: [] });
		return;
	}
	const whole = (all: (number | string)[]) => all[0] ?? 2;
	const due = read.noneDue
		? [0, 0]
		: read.noneMoved
			? [0, whole(read.noneMoved)]
			: read.allMoved
				? [whole(read.allMoved), whole(read.allMoved)]
				: read.moved;
	expect(due).toEqual([own.moved, own.due]);
	expect(read.added?.[0] ?? 0).toBe(own.added || (locale === 'en' ? 0 : read.added?.[0]));
	expect((read.silent ?? [0])[0]).toBe(own.silent);
}

/** The rows of the progress table: percentages, or nothing where there is none. */
function checkTables(told: Told, standing: Standing) {
	const numbers = standing.areas.map(({ number }): number | null => number);
	if (countedOf(standing, null).length > 0) numbers.push(null);
	const sets = [undefined, ...numbers].map((area) => countedOf(standing, area));
	const share = (value: number | null) => (value === null ? '–' : value);
	const cell = (text: string) => (/^\d+[\s\u00a0]?%?$/.test(text) ? Number.parseInt(text, 10) : text);
	const row = (measures: (typeof sets)[number]) => {
		const own: Progress = progressOf(measures, standing);
		return [
			share(own.shared ?? own.known),
			...(tellsYearBefore(standing) ? [share(own.before)] : []),
			share(own.expected),
			share(own.shared === null ? null : own.sharedOf),
			share(own.known),
			expect.stringMatching(new RegExp(`^${own.knownOf} (?:av|of) ${measures.length}$`)) as string
		];
	};
	expect(told.progress.map(({ cells }) => cells.map(cell))).toEqual(sets.map(row));
	// Areas first, the whole plan last: the last two columns are counted and reported.
	const statuses = [...sets.slice(1), sets[0]!].map((measures) => {
		const own = countStatuses(measures);
		return [own.missing, own.whole, own.reported];
	});
	expect(told.status.map(({ cells }) => cells.slice(-3).map(Number))).toEqual(statuses);
}

/** Two reviews: progress of the measures that have it in both, steps, and who was silent. */
function checkComparison(then: Standing, now: Standing) {
	const found = compareReviews(createReviewContent(then), createReviewContent(now));
	const shown = ({ then: first, now: second, n }: (typeof found.total)['progress']) => ({
		n,
		then: first === null ? null : Number.parseInt(formatPercent(first), 10),
		now: second === null ? null : Number.parseInt(formatPercent(second), 10)
	});
	expect(shown(found.total.progress)).toEqual(sharedOf(then, now));
	for (const { area, progress } of found.areas)
		expect(shown(progress)).toEqual(sharedOf(then, now, area === 'X' ? null : Number(area)));
	const places = placesOf(then, now);
	const moved = places.filter(({ from, to }) => from >= 0 && to >= 0 && from !== to);
	expect(new Map(found.moved.map(({ id, steps, way }) => [id, way * steps]))).toEqual(
		new Map(moved.map(({ id, from, to }) => [id, from - to]))
	);
	expect(found.finished.map(({ id }) => id)).toEqual(
		places.filter(({ from, to }) => from < 0 && to === 0).map(({ id }) => id)
	);
	const first = new Set(countedOf(then).map(({ id }) => id));
	const last = new Set(countedOf(now).map(({ id }) => id));
	expect(found.added.map(({ id }) => id)).toEqual([...last].filter((id) => !first.has(id)));
	expect(found.ended.map(({ id }) => id)).toEqual([...first].filter((id) => !last.has(id)));
}

/** Today's plan: how many are reported in the last round, how old the other reports are, and what moved since. */
function checkLastKnown(plan: PlanSnapshot, locale: Locale) {
	overwriteGetLocale(() => locale);
	const { figures, frame, ages } = buildOverview(plan, 180);
	const chart: Told['chart'] = (name) => snapshotCharts[name].finding(figures, chartLabelsFor(plan));
	checkStatus({ chart }, plan, locale);
	checkProgress({ chart }, plan, locale);
	checkMovement({ chart }, plan, locale);

	const counted = plan.measures.filter(({ lifecycle }) =>
		['adopted', 'in-operation', 'completed'].includes(lifecycle)
	);
	const active = counted.filter(({ lifecycle }) => lifecycle !== 'completed');
	const inRound = counted.filter(({ report }) => report?.round === '2026');
	const asked = new Set([...active, ...inRound]).size;
	// Answers that are not approved count in the response rate only.
	const answered = Math.floor((inRound.length + asked) / 2);
	const words = lastKnownText(figures, frame, { ages: ages!, response: { asked, answered } });
	const read = readSentence(words, locale, 'lastKnown');
	const not = { nb: 'ikke', nn: 'ikkje', en: 'not' }[locale];
	if (asked === 0) expect(read.reported).toEqual([]);
	else if (asked === 1) expect(read.reported).toEqual(inRound.length === 0 ? [not] : []);
	else expect(read.reported).toEqual(inRound.length === 0 ? [asked] : [inRound.length, asked]);
	expect(read.response).toEqual(
		asked === 0 ? undefined : [wholeShare(100 * answered, asked), answered, asked]
	);
	const number = (name: string) => (read[name] ?? [0])[0];
	expect(number('stale')).toBe(active.filter(({ report }) => report?.stale).length);
	expect(number('fresh')).toBe(active.filter(({ report }) => report && !report.stale).length);
	expect(number('never')).toBe(active.filter(({ report }) => !report).length);
	expect(number('finished')).toBe(counted.length - asked);
	expect(number('completed')).toBe(asked - active.length);
}

function checkAll(standing: Standing, locale: Locale) {
	const told = tellReview(createReviewContent(standing), locale);
	checkStatus(told, standing, locale);
	checkProgress(told, standing, locale);
	checkMovement(told, standing, locale);
	checkAreas(told, standing, locale);
	checkRequests(told, standing, locale);
	checkPromises(told, standing, locale);
	checkTables(told, standing);
}

describe('figures and sentences, computed once more', () => {
	it.each(locales)('agree for any standing, in %s', (locale) => {
		fc.assert(
			fc.property(anyStanding, (standing) => checkAll(standing, locale)),
			{ numRuns: effort(100, 667) }
		);
	});

	it('agree for two reviews beside each other', () => {
		fc.assert(
			fc.property(anyTwoStandings, ([then, now]) => checkComparison(then, now)),
			{ numRuns: effort(100, 667) }
		);
	});

	it.each(locales)('agree for the last known status, in %s', (locale) => {
		fc.assert(
			fc.property(anyCurrentPlan, (plan) => checkLastKnown(plan, locale)),
			{ numRuns: effort(50, 300) }
		);
	});

	it.each(oddStandings)('agree for $name, in every language', ({ standing }) => {
		for (const locale of locales) checkAll(standing, locale);
	});
});
