import fc from 'fast-check';
import { emptyAnswers, needs, statuses } from '../../src/lib/domain/evaluation/evaluation';
import { writtenForms, type Localized } from '../../src/lib/domain/localized';
import { lifecycles } from '../../src/lib/domain/measure/measure';
import { areaKinds } from '../../src/lib/domain/plan/plan';
import { roundKinds } from '../../src/lib/domain/round/round';
import type {
	PreviousReview,
	SnapshotEvaluation,
	PlanSnapshot,
	SnapshotMeasure,
	SnapshotRound
} from '../../src/lib/domain/plan/plan-snapshot';

/*
 * Standings for the domain's tests: a plain one to change a thing or two in, and an endless supply
 * of odd ones for the properties that hold for all of them.
 */

const name = (text: string): Localized => ({ nb: text, nn: text });

export const aRound: SnapshotRound = {
	year: 2026,
	kind: 'annual',
	reportBy: '2026-10-30',
	readBy: '2026-11-13',
	meetingOn: '2026-11-27',
	asked: 1,
	approved: 1
};

/** A report that gives no cause for worry. */
export function anEvaluation(given: Partial<SnapshotEvaluation> = {}): SnapshotEvaluation {
	return {
		...emptyAnswers('nb'),
		status: 'on-track',
		progress: 50,
		round: '2026',
		unchanged: false,
		reportedBy: 'Kari Nordmann',
		submittedOn: '2026-10-20',
		stale: false,
		...given
	};
}

/** An adopted measure that is well: carried by somebody, reported and on its way. */
export function aMeasure(given: Partial<SnapshotMeasure> = {}): SnapshotMeasure {
	return {
		id: 'digital-follow-up',
		code: '3.1',
		title: name('Digital hjemmeoppfølging'),
		area: 3,
		lifecycle: 'adopted',
		weight: 1,
		body: name('FSU 3'),
		startsOn: '2026-01-01',
		deadline: '2027-12-31',
		deadlineWords: null,
		expected: 45,
		report: anEvaluation(),
		...given
	};
}

export function aPreviousReview(given: Partial<PreviousReview> = {}): PreviousReview {
	return {
		key: '2026-half',
		asOf: '2026-05-29',
		sha256: '',
		measures: [],
		progress: {},
		values: {},
		...given
	};
}

/** A plan with one area, the measures given and nothing before it. */
export function aPlanSnapshot(given: Partial<PlanSnapshot> = {}): PlanSnapshot {
	return {
		partnership: { slug: 'telemark', name: name('Helsefellesskapet i Telemark') },
		plan: { slug: 'telemark-2025-2029', name: name('Strategi'), from: 2025, to: 2029 },
		round: aRound,
		asOf: '2026-11-21',
		values: [{ code: 'engasjert', name: name('Engasjert') }],
		areas: [
			{
				number: 3,
				name: name('Kroniske lidelser'),
				shortName: null,
				kind: 'patient-group',
				body: null,
				verdict: null
			}
		],
		measures: [aMeasure()],
		last: null,
		yearBefore: null,
		...given
	};
}

const day = fc
	.date({ min: new Date('2024-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
	.map((moment) => moment.toISOString().slice(0, 10));
const orNull = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });
const perCent = fc.integer({ min: 0, max: 100 });
const words = fc.constantFrom('', 'Venter på avklaring', 'Går som planlagt');
const localized = fc.constantFrom<Localized>({ nb: 'Én' }, { nn: 'Ein' }, { nb: 'Én', nn: 'Ein' });

const valueCodes = ['engasjert', 'losningsorientert', 'ambisios'] as const;
const measureIds = Array.from({ length: 14 }, (_, index) => `measure-${index}`);

const report: fc.Arbitrary<SnapshotEvaluation> = fc
	.record({
		status: orNull(fc.constantFrom(...statuses)),
		progress: orNull(perCent),
		needs: fc.subarray([...needs]),
		needsText: words,
		done: words,
		scores: fc.subarray([...valueCodes]).chain((codes) =>
			fc.tuple(
				...codes.map((value) =>
					fc.record({
						value: fc.constant<string>(value),
						score: orNull(fc.integer({ min: 1, max: 5 })),
						comment: words
					})
				)
			)
		),
		lang: fc.constantFrom(...writtenForms),
		round: fc.constantFrom('2025', '2026-half', '2026'),
		unchanged: fc.boolean(),
		submittedOn: day,
		stale: fc.boolean()
	})
	.map((given) => anEvaluation(given));

const measure = (id: string, place: number, areas: readonly number[]): fc.Arbitrary<SnapshotMeasure> =>
	fc
		.record({
			area: fc.constantFrom<(number | null)[]>(null, ...areas),
			lifecycle: fc.constantFrom(...lifecycles),
			weight: fc.double({ min: 0.1, max: 10, noNaN: true }),
			body: orNull(localized),
			startsOn: orNull(day),
			deadline: orNull(day),
			expected: orNull(perCent),
			report: orNull(report)
		})
		.map((given) => aMeasure({ ...given, id, code: `${given.area ?? 'X'}.${place + 1}` }));

const earlier: fc.Arbitrary<PreviousReview> = fc
	.record({
		asOf: day,
		measures: fc.subarray(measureIds).chain((ids) =>
			fc.tuple(
				...ids.map((id) =>
					fc.record({
						id: fc.constant(id),
						status: orNull(fc.constantFrom(...statuses)),
						deadline: orNull(day)
					})
				)
			)
		),
		progress: fc.dictionary(fc.constantFrom('all', 'X', '1', '9', '10'), orNull(perCent)),
		values: fc.dictionary(fc.constantFrom(...valueCodes), orNull(fc.double({ min: 1, max: 5, noNaN: true })))
	})
	.map((given) => aPreviousReview(given));

/** Any plan at any moment: areas without measures, measures nobody carries, silence, old reviews. */
export const anyPlanSnapshot: fc.Arbitrary<PlanSnapshot> = fc
	.record({
		numbers: fc.subarray([1, 2, 3, 4, 9, 10, 11]),
		ids: fc.subarray(measureIds),
		valueCodes: fc.subarray([...valueCodes])
	})
	.chain(({ numbers, ids, valueCodes: codes }) =>
		fc
			.record({
				asOf: day,
				round: orNull(fc.record({ kind: fc.constantFrom(...roundKinds), reportBy: day })),
				kind: fc.constantFrom(...areaKinds),
				measures: fc.tuple(...ids.map((id, place) => measure(id, place, numbers))),
				last: orNull(earlier),
				yearBefore: orNull(earlier)
			})
			.map(({ kind, round, ...given }) =>
				aPlanSnapshot({
					...given,
					round: round && { ...aRound, ...round },
					values: codes.map((code) => ({ code, name: name(code) })),
					areas: numbers.map((number) => ({
						number,
						name: name(`Område ${number}`),
						shortName: null,
						kind,
						body: null
					}))
				})
			)
	);
