import fc from 'fast-check';
import { emptyAnswers, statuses, type Status } from '$lib/domain/evaluation/evaluation';
import { computeFigures } from '$lib/domain/figures/figures';
import { lifecycles } from '$lib/domain/measure/measure';
import { toPreviousReview, createReviewContent } from '$lib/domain/review/review';
import type { PlanSnapshot, SnapshotMeasure } from '$lib/domain/plan/plan-snapshot';

/* Random plan snapshots that follow the domain's rules. */

const areas: PlanSnapshot['areas'] = [
	{ nb: 'Barn og unge', nn: 'Barn og unge' },
	{ nb: 'Psykiske lidelser og rus', nn: 'Psykiske lidingar og rus' },
	{ nb: 'Flere kroniske lidelser' }
].map((name, index) => ({
	number: index + 1,
	name,
	shortName: null,
	kind: 'patient-group',
	body: null,
	verdict: null
}));

const values: PlanSnapshot['values'] = [
	{ code: 'engasjert', name: { nb: 'Engasjert', nn: 'Engasjert' } },
	{ code: 'losningsorientert', name: { nb: 'Løsningsorientert', nn: 'Løysingsorientert' } },
	{ code: 'ambisios', name: { nb: 'Ambisiøs', nn: 'Ambisiøs' } }
];

/** Builds a snapshot without earlier reviews. */
export function chartSnapshot(measures: SnapshotMeasure[], year = 2026): PlanSnapshot & { round: object } {
	return {
		partnership: { slug: 'telemark', name: { nb: 'Helsefellesskapet i Telemark' } },
		plan: { slug: 'plan', name: { nb: 'Plan' }, from: 2025, to: 2029 },
		round: {
			year,
			kind: 'annual',
			reportBy: `${year}-11-13`,
			readBy: `${year}-12-04`,
			meetingOn: `${year}-12-15`,
			asked: measures.length,
			approved: measures.filter(({ report }) => report).length
		},
		asOf: `${year}-11-20`,
		values,
		areas,
		measures,
		last: null,
		yearBefore: null
	};
}

/** Builds one counted measure with a status, or without a report. */
export function measureWithStatus(
	id: number,
	status: Status | null,
	progress: number | null = null
): SnapshotMeasure {
	return {
		id: `m${id}`,
		code: `1.${id}`,
		title: { nb: `Tiltak ${id}` },
		area: 1 + (id % 3),
		lifecycle: 'adopted',
		weight: 1,
		body: null,
		startsOn: null,
		deadline: null,
		deadlineWords: null,
		expected: null,
		report: status && {
			...emptyAnswers('nb'),
			status,
			progress,
			round: '2026',
			unchanged: false,
			reportedBy: 'FSU',
			submittedOn: '2026-11-10',
			stale: false
		}
	};
}

const percent = fc.option(fc.integer({ min: 0, max: 100 }));

const measure = fc
	.record({
		id: fc.integer({ min: 1, max: 400 }),
		area: fc.constantFrom(1, 2, 3, null),
		lifecycle: fc.constantFrom(...lifecycles),
		weight: fc.integer({ min: 1, max: 3 }),
		status: fc.option(fc.constantFrom(...statuses)),
		progress: percent,
		expected: percent,
		scores: fc.array(fc.option(fc.integer({ min: 1, max: 5 })), { minLength: 3, maxLength: 3 })
	})
	.map(({ id, status, progress, scores, ...rest }): SnapshotMeasure => {
		const made = measureWithStatus(id, status, progress);
		const given = values.map(({ code }, index) => ({
			value: code,
			score: scores[index] ?? null,
			comment: ''
		}));
		return { ...made, ...rest, report: made.report && { ...made.report, scores: given } };
	});

const measures = fc.uniqueArray(measure, { selector: ({ id }) => id, maxLength: 100, size: 'max' });

/** Generates snapshots with or without an earlier review, and with 0 to 100 measures. */
const anyChartSnapshot = fc.tuple(measures, fc.option(measures)).map(([now, then]): PlanSnapshot => {
	const standing = chartSnapshot(now);
	if (!then) return standing;
	const earlier = toPreviousReview(createReviewContent(chartSnapshot(then, 2025)), 'seal');
	return { ...standing, last: earlier, yearBefore: earlier };
});

export const anyShownFigures = anyChartSnapshot.map((standing) => ({
	standing,
	figures: computeFigures(standing)
}));
