import type { SnapshotMeasure } from '$lib/domain/plan/plan-snapshot';
import type { Standing } from './standings';

/*
 * The figures once more, from the words of the definitions page (docs/domain-rules.md §5). Nothing here calls the
 * product: only its types are imported.
 */

/** Best first, as the definition of movement lists them. */
const ladder = ['done', 'on-track', 'slightly-delayed', 'delayed', 'on-hold', 'not-started'];

/** A share in whole per cent: halves up, 0 only for nothing, 100 only for everything. Counts in whole numbers. */
export function wholeShare(sum: number, of: number): number {
	if (sum === 0) return 0;
	if (sum === 100 * of) return 100;
	return Math.min(99, Math.max(1, Math.floor((2 * sum + of) / (2 * of))));
}

const counts = ({ lifecycle }: SnapshotMeasure) =>
	['adopted', 'in-operation', 'completed'].includes(lifecycle);
const isAsked = ({ lifecycle, report }: SnapshotMeasure) =>
	lifecycle !== 'completed' || report?.round === '2026';
const statusNow = ({ lifecycle, report }: SnapshotMeasure): string =>
	lifecycle === 'completed' ? 'done' : (report?.status ?? 'none');
const progressNow = ({ lifecycle, report }: SnapshotMeasure) =>
	lifecycle === 'completed' ? 100 : (report?.progress ?? null);

export function countedOf({ measures }: Pick<Standing, 'measures'>, area?: number | null): SnapshotMeasure[] {
	return measures.filter((one) => counts(one) && (area === undefined || one.area === area));
}

/** Whether the measure has said anything since the reviews before; the round of the standings is 2026's. */
const isFromThisRound = ({ lifecycle, report }: SnapshotMeasure) =>
	lifecycle === 'completed' || report?.round === '2026';

export interface Counts {
	whole: number;
	asked: number;
	reported: number;
	good: number;
	late: number;
	notStarted: number;
	missing: number;
	done: number;
}

export function countStatuses(measures: readonly SnapshotMeasure[]): Counts {
	const isReported = ({ report }: SnapshotMeasure) => report?.round === '2026';
	const having = (...some: string[]) => measures.filter((one) => some.includes(statusNow(one))).length;
	return {
		whole: measures.length,
		asked: measures.filter(isAsked).length,
		reported: measures.filter(isReported).length,
		good: having('done', 'on-track'),
		late: having('slightly-delayed', 'delayed', 'on-hold'),
		notStarted: having('not-started'),
		missing: having('none'),
		done: having('done')
	};
}

export interface Progress {
	/** In whole per cent, as are all shares here. */
	known: number | null;
	knownOf: number;
	/** Null if nothing is compared. */
	shared: number | null;
	sharedOf: number;
	expected: number | null;
	before: number | null;
	/** Values that exist but are not compared. */
	left: string[];
}

export function progressOf(
	measures: readonly SnapshotMeasure[],
	standing: Pick<Standing, 'yearBefore'>
): Progress {
	const before = (one: SnapshotMeasure) =>
		isFromThisRound(one)
			? (standing.yearBefore?.measures.find(({ id }) => id === one.id)?.progress ?? null)
			: null;
	const known = measures.filter((one) => progressNow(one) !== null);
	const mean = (some: readonly SnapshotMeasure[], value: (one: SnapshotMeasure) => number | null) => {
		const weight = some.reduce((sum, one) => sum + one.weight, 0);
		const sum = some.reduce((all, one) => all + one.weight * (value(one) ?? 0), 0);
		return some.length === 0 ? null : wholeShare(sum, weight);
	};
	const dated = known.filter((one) => one.expected !== null);
	const earlier = known.filter((one) => before(one) !== null);
	const both = dated.filter((one) => before(one) !== null);
	const enough = (some: readonly unknown[]) => some.length >= 3 && some.length >= measures.length / 2;
	const larger = earlier.length > dated.length ? earlier : dated;
	const smaller = larger === dated ? earlier : dated;
	const set = [both, larger, smaller].find(enough);
	const withExpected = set !== undefined && (set === both || set === dated);
	const withBefore = set !== undefined && (set === both || set === earlier);
	return {
		known: mean(known, progressNow),
		knownOf: known.length,
		shared: set ? mean(set, progressNow) : null,
		sharedOf: set?.length ?? larger.length,
		expected: withExpected ? mean(set, (one) => one.expected) : null,
		before: withBefore ? mean(set, before) : null,
		left: [
			...(dated.length > 0 && !withExpected ? ['expected'] : []),
			...(earlier.length > 0 && !withBefore ? ['before'] : [])
		]
	};
}

/** True if the year before is told of anything: as a figure, or as left out. */
export function tellsYearBefore(standing: Standing): boolean {
	const numbers = standing.areas.map(({ number }): number | null => number);
	return [undefined, ...numbers, null].some((area) => {
		const { before, left } = progressOf(countedOf(standing, area), standing);
		return before !== null || left.includes('before');
	});
}

/** What two reviews share: mean progress in whole per cent, and measures by how they moved. */
export function sharedOf(then: Standing, now: Standing, area?: number | null) {
	const earlier = new Map(countedOf(then).map((one) => [one.id, one]));
	const counted = countedOf(now, area);
	const both = counted.flatMap((one) => {
		const before = earlier.get(one.id);
		return before && progressNow(before) !== null && progressNow(one) !== null ? [{ before, one }] : [];
	});
	const weight = both.reduce((sum, { one }) => sum + one.weight, 0);
	const sum = (of: (pair: (typeof both)[number]) => SnapshotMeasure) =>
		both.reduce((all, pair) => all + pair.one.weight * (progressNow(of(pair)) ?? 0), 0);
	const enough = both.length >= 3 && both.length >= counted.length / 2;
	return {
		n: both.length,
		then: enough
			? wholeShare(
					sum(({ before }) => before),
					weight
				)
			: null,
		now: enough
			? wholeShare(
					sum(({ one }) => one),
					weight
				)
			: null
	};
}

/** Ids of the measures in both reviews with their places on the ladder; -1 for none. */
export function placesOf(then: Standing, now: Standing): { id: string; from: number; to: number }[] {
	const earlier = new Map(countedOf(then).map((one) => [one.id, one]));
	return countedOf(now).flatMap((one) => {
		const before = earlier.get(one.id);
		return before
			? [{ id: one.id, from: ladder.indexOf(statusNow(before)), to: ladder.indexOf(statusNow(one)) }]
			: [];
	});
}

/** Of the measures with a status in both reviews: how many they are, and how many were well and late then and now. */
export function twiceOf(then: Standing, now: Standing, area?: number | null) {
	const own = new Set(countedOf(now, area).map(({ id }) => id));
	const both = placesOf(then, now).filter(({ id, from, to }) => own.has(id) && from >= 0 && to >= 0);
	const within = (end: 'from' | 'to', least: number, most: number) =>
		both.filter((one) => one[end] >= least && one[end] <= most).length;
	const count = (least: number, most: number) =>
		both.length === 0 ? [null, null] : [within('from', least, most), within('to', least, most)];
	return { both: both.length, good: count(0, 1), behind: count(2, 4) };
}

/** Progress in two rounds of the same measures, weighted as in the second; with what was expected if they are enough. */
export function seriesOf(then: Standing, now: Standing, area: number) {
	const [first, last] = [then, now].map((one) => countedOf(one, area));
	const known = (some: readonly SnapshotMeasure[]) => some.filter((one) => progressNow(one) !== null);
	const [newest, older] = known(last!).length > 0 ? [last!, first!] : [first!, []];
	const inBoth = known(newest).filter(({ id }) => known(older).some((one) => one.id === id));
	const enough = (n: number) => n >= 3 && n >= newest.length / 2;
	const shared = enough(inBoth.length) ? inBoth : known(newest);
	const mean = (some: readonly SnapshotMeasure[], value: (one: SnapshotMeasure) => number | null) => {
		const own = shared.map(({ id, weight }) => ({
			weight,
			value: value(some.find((one) => one.id === id)!)
		}));
		if (own.length === 0 || own.some((one) => one.value === null)) return null;
		const weight = own.reduce((sum, one) => sum + one.weight, 0);
		return wholeShare(
			own.reduce((sum, one) => sum + one.weight * (one.value ?? 0), 0),
			weight
		);
	};
	const point = (some: readonly SnapshotMeasure[], drawn: boolean) =>
		drawn
			? [mean(some, progressNow), enough(shared.length) ? mean(some, ({ expected }) => expected) : null]
			: [null, null];
	const newestIsLast = newest === last;
	return [point(first!, !newestIsLast || shared === inBoth), point(last!, newestIsLast)];
}

export interface Moves {
	forward: number;
	backward: number;
	steps: number;
	same: number;
	finished: number;
	silent: number;
	once: number;
	added: number;
	ended: number;
}

export function movesOf(standing: Pick<Standing, 'measures' | 'last'>): Moves | null {
	if (!standing.last) return null;
	const then = new Map(standing.last.measures.map(({ id, status }) => [id, status ?? 'none']));
	const now = countedOf(standing);
	const moves = { forward: 0, backward: 0, steps: 0, same: 0, finished: 0, silent: 0, once: 0 };
	for (const one of now) {
		const [from, to] = [then.get(one.id), isFromThisRound(one) ? statusNow(one) : 'none'];
		if (from === undefined) continue;
		if (from === 'none' || to === 'none') {
			if (from === to) moves.silent += 1;
			else if (to === 'done') moves.finished += 1;
			else moves.once += 1;
			continue;
		}
		const fall = ladder.indexOf(to) - ladder.indexOf(from);
		if (fall === 0) moves.same += 1;
		else if (fall < 0) moves.forward += 1;
		else {
			moves.backward += 1;
			moves.steps += fall;
		}
	}
	const ids = new Set(now.map(({ id }) => id));
	return {
		...moves,
		added: now.filter(({ id }) => !then.has(id)).length,
		ended: [...then.keys()].filter((id) => !ids.has(id)).length
	};
}

/** The areas that may be named, by their numbers; null is across the areas. */
export interface NamedAreas {
	best: (number | null)[];
	heaviest: (number | null)[];
	silent: (number | null)[];
}

export function namedAreas(standing: Standing): NamedAreas {
	const numbers: (number | null)[] = standing.areas.map(({ number }) => number);
	if (countedOf(standing, null).length > 0) numbers.push(null);
	const rows = numbers.map((number) => ({ number, ...countStatuses(countedOf(standing, number)) }));
	const eligible = rows.filter(({ reported }) => reported >= 3);
	const top = (part: 'good' | 'late') => {
		const share = (row: (typeof rows)[number]) => Math.round((1e6 * row[part]) / row.whole);
		const most = Math.max(0, ...eligible.map(share));
		const first = eligible.filter((row) => most > 0 && share(row) === most).map(({ number }) => number);
		return first.length === eligible.length ? [] : first;
	};
	const [best, heaviest] = [top('good'), top('late')];
	return {
		best,
		heaviest: best.length === 0 || heaviest.some((one) => best.includes(one)) ? [] : heaviest,
		silent: rows.filter(({ asked, reported }) => asked > 0 && reported === 0).map(({ number }) => number)
	};
}

/** Measures by their most important request. */
export function requestsOf({ measures }: Standing): {
	decision: number;
	money: number;
	clarification: number;
} {
	const first = measures.map(({ report }) =>
		(['decision', 'money', 'clarification'] as const).find((need) => report?.needs.includes(need))
	);
	const having = (need: string) => first.filter((one) => one === need).length;
	return { decision: having('decision'), money: having('money'), clarification: having('clarification') };
}

export function promisesOf(
	standing: Standing
): { due: number; moved: number; added: number; silent: number } | null {
	const base = standing.yearBefore ?? standing.last;
	if (!base) return null;
	const now = countedOf(standing);
	const then = (id: string) => base.measures.find((one) => one.id === id);
	const due = now.filter(({ id }) => then(id)?.deadline?.startsWith('2026'));
	const wasSilent = (id: string) =>
		standing.last?.measures.some((one) => one.id === id && one.status === null);
	return {
		due: due.length,
		moved: due.filter(({ deadline }) => !deadline?.startsWith('2026')).length,
		added: now.filter(({ id }) => !then(id)).length,
		silent: now.filter((one) => one.lifecycle !== 'completed' && one.report === null && wasSilent(one.id))
			.length
	};
}
