import fc from 'fast-check';
import { needs, statuses, type Need, type Status } from '$lib/domain/evaluation/evaluation';
import type {
	PlanSnapshot,
	PreviousMeasure,
	PreviousReview,
	SnapshotMeasure,
	SnapshotRound
} from '$lib/domain/plan/plan-snapshot';
import { aMeasure, anEvaluation, aPlanSnapshot, aRound } from '../support/plan-snapshots';

/* Standings that follow the product's rules, for figures that are computed a second time. */

export type Standing = PlanSnapshot & { round: SnapshotRound };

/** Names that no sentence of the product contains. */
export const areaNames = ['Nordvika', 'Sørbygda', 'Austlia', 'Vestfossen', 'Midtdalen'];

/** One measure as it is generated: its state now, and in the reviews before. */
interface GeneratedMeasure {
	area: number | null;
	lifecycle: SnapshotMeasure['lifecycle'];
	weight: number;
	expected: number | null;
	deadline: string | null;
	report: { status: Status; progress: number | null; needs: Need[] } | null;
	/** Null if the measure was not in the review. */
	last: { status: Status | null } | null;
	yearBefore: { progress: number | null; deadline: string | null } | null;
}

const emptyMeasure: GeneratedMeasure = {
	area: 1,
	lifecycle: 'adopted',
	weight: 1,
	expected: 50,
	deadline: '2026-12-01',
	report: null,
	last: null,
	yearBefore: null
};

/** Builds the standing of a closing round. */
function standingOf(
	given: readonly GeneratedMeasure[],
	reviews = { last: true, yearBefore: true }
): Standing {
	const measures = given.map((one, index): SnapshotMeasure => {
		const { area, lifecycle, weight, expected, deadline, report } = one;
		return aMeasure({
			id: `m${index}`,
			code: `${area ?? 'X'}.${index + 1}`,
			title: { nb: `Tiltak ${index}`, nn: `Tiltak ${index}` },
			area,
			lifecycle,
			weight,
			expected,
			deadline,
			report:
				report &&
				anEvaluation({
					...report,
					needsText: report.needs.length > 0 ? 'Spørsmål' : '',
					scores: []
				})
		});
	});
	const numbers = areaNames.map((_name, index) => index + 1);
	return {
		...aPlanSnapshot({
			values: [],
			areas: numbers.map((number) => ({
				number,
				name: { nb: areaNames[number - 1]!, nn: areaNames[number - 1]! },
				shortName: null,
				kind: 'patient-group',
				body: null
			})),
			measures,
			last: reviews.last ? reviewBefore('2026-half', given, lastState) : null,
			yearBefore: reviews.yearBefore ? reviewBefore('2025', given, yearBeforeState) : null
		}),
		round: { ...aRound, asked: 0, approved: 0 }
	};
}

type StateBefore = (one: GeneratedMeasure) => Omit<PreviousMeasure, 'id'> | null;

const lastState: StateBefore = ({ last }) =>
	last && { status: last.status, deadline: null, progress: last.status === null ? null : 40 };
const yearBeforeState: StateBefore = ({ yearBefore }) =>
	yearBefore && {
		status: yearBefore.progress === null ? null : 'on-track',
		deadline: yearBefore.deadline,
		progress: yearBefore.progress
	};

function reviewBefore(key: string, given: readonly GeneratedMeasure[], stateOf: StateBefore): PreviousReview {
	const measures = given.flatMap((one, index) => {
		const state = stateOf(one);
		return state ? [{ id: `m${index}`, ...state }] : [];
	});
	return { key, asOf: '2026-06-01', sha256: 'seal', measures, progress: {}, values: {} };
}

/** Returns the review of the annual round before, as it would have been by what the standing says of that year. */
export function annualBefore(standing: Standing): Standing {
	const then = new Map(standing.yearBefore?.measures.map((one) => [one.id, one]));
	return {
		...standing,
		round: { ...standing.round, year: 2025 },
		asOf: '2025-12-10',
		measures: standing.measures.map((one) => {
			const { status = null, progress = null } = then.get(one.id) ?? {};
			const report = status && anEvaluation({ status, progress, round: '2025', scores: [] });
			return { ...one, lifecycle: one.lifecycle === 'completed' ? 'adopted' : one.lifecycle, report };
		}),
		last: null,
		yearBefore: null
	};
}

const orNull = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null, freq: 3 });
/** Values near both ends are common, where rounding matters. */
const percent = fc.oneof(fc.integer({ min: 0, max: 100 }), fc.constantFrom(0, 1, 99, 100));
const deadline = fc.constantFrom<string[]>('2026-03-31', '2026-12-31', '2027-06-30');

const report: fc.Arbitrary<NonNullable<GeneratedMeasure['report']>> = fc
	.record({
		status: fc.constantFrom<Status[]>(...statuses),
		progress: percent,
		needs: fc.oneof({ weight: 3, arbitrary: fc.constant<Need[]>([]) }, fc.subarray([...needs]))
	})
	.map((one) => (one.status === 'done' ? { ...one, progress: 100 } : one));

const measure: fc.Arbitrary<GeneratedMeasure> = fc.record({
	area: fc.constantFrom<(number | null)[]>(1, 1, 2, 2, 3, 4, null),
	lifecycle: fc.oneof(
		{ weight: 6, arbitrary: fc.constant<GeneratedMeasure['lifecycle']>('adopted') },
		fc.constantFrom<GeneratedMeasure['lifecycle'][]>('in-operation', 'completed', 'proposed', 'discontinued')
	),
	weight: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 5 })),
	expected: orNull(percent),
	deadline: orNull(deadline),
	report: fc.option(report, { nil: null, freq: 2 }),
	last: orNull(fc.record({ status: orNull(fc.constantFrom<Status[]>(...statuses)) })),
	yearBefore: orNull(fc.record({ progress: orNull(percent), deadline: orNull(deadline) }))
});

export const anyStanding: fc.Arbitrary<Standing> = fc
	.tuple(
		fc.array(measure, { maxLength: 24, size: 'max' }),
		fc.record({ last: fc.boolean(), yearBefore: fc.boolean() })
	)
	.map(([measures, reviews]) => standingOf(measures, reviews));

/** Two reviews of one plan, the second with more or fewer measures. */
export const anyTwoStandings: fc.Arbitrary<[Standing, Standing]> = fc
	.tuple(fc.array(measure, { maxLength: 16, size: 'max' }), fc.array(measure, { maxLength: 16, size: 'max' }))
	.map(([then, now]) => [standingOf(then), standingOf(now)]);

/** A plan between rounds: some reports are from the last round, some older, and some too old. */
export const anyCurrentPlan: fc.Arbitrary<PlanSnapshot> = fc
	.tuple(
		anyStanding,
		fc.array(fc.record({ current: fc.boolean(), stale: fc.boolean() }), { minLength: 24, maxLength: 24 })
	)
	.map(([standing, ages]) => ({
		...standing,
		round: null,
		lastRound: '2026',
		measures: standing.measures.map((one, index) => ({
			...one,
			report: one.report && {
				...one.report,
				round: ages[index]!.current ? '2026' : '2025',
				stale: ages[index]!.stale
			}
		}))
	}));

const told = (progress: number, given: Partial<GeneratedMeasure> = {}): GeneratedMeasure => ({
	...emptyMeasure,
	report: { status: progress === 100 ? 'done' : 'on-track', progress, needs: [] },
	last: { status: 'delayed' },
	yearBefore: { progress: 20, deadline: '2026-12-31' },
	...given
});
const many = (n: number, make: (index: number) => GeneratedMeasure) =>
	Array.from({ length: n }, (_, i) => make(i));

/** Silence then and now, dates and values of the year before that only some have, and weights. */
export const mixedStanding: { name: string; standing: Standing } = {
	name: 'a mix of silence, dates and weights',
	standing: standingOf(
		many(24, (i) => {
			const mix = {
				area: 1 + (i % 3),
				weight: 1 + (i % 4),
				expected: i % 5 === 0 ? null : 30 + i,
				yearBefore: { progress: i % 4 === 1 ? null : 3 * i, deadline: null }
			};
			return i % 7 === 2 ? { ...emptyMeasure, ...mix } : told(4 * i, mix);
		})
	)
};

/** Standings that are odd in one way each. */
export const oddStandings: readonly { name: string; standing: Standing }[] = [
	{
		name: 'nothing reported',
		standing: standingOf(many(9, (i) => ({ ...emptyMeasure, area: 1 + (i % 3) })))
	},
	{ name: 'all done', standing: standingOf(many(6, (i) => told(100, { area: 1 + (i % 2) }))) },
	{ name: 'one area', standing: standingOf(many(4, (i) => told(20 * i))) },
	{ name: 'one measure', standing: standingOf([told(99)]) },
	{
		name: 'silent both times',
		standing: standingOf(many(5, () => ({ ...emptyMeasure, last: { status: null } })))
	},
	{
		name: 'weights',
		standing: standingOf(many(8, (i) => told(10 * i, { weight: 1 + (i % 4), area: 1 + (i % 2) })))
	},
	{
		name: 'silence in half of the areas',
		standing: standingOf(
			many(12, (i) => (i % 4 < 2 ? told(60, { area: 1 + (i % 4) }) : { ...emptyMeasure, area: 3 }))
		)
	},
	{
		name: '340 measures',
		standing: standingOf(
			many(340, (i) => (i % 7 === 0 ? emptyMeasure : told(i % 101, { area: 1 + (i % 5) })))
		)
	}
];
