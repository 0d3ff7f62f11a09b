import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	aMeasure,
	aPreviousReview,
	anyPlanSnapshot,
	anEvaluation,
	aRound,
	aPlanSnapshot
} from '../../../../tests/support/plan-snapshots';
import { findMeasuresNeedingAttention, type AttentionReason } from './attention';
import { isReportable } from '../measure/measure';
import type { PreviousReview, PlanSnapshot, SnapshotMeasure } from '../plan/plan-snapshot';

const reasonsFor = (
	measure: Partial<SnapshotMeasure>,
	standing: Partial<PlanSnapshot> = {}
): AttentionReason[] =>
	findMeasuresNeedingAttention(aPlanSnapshot({ measures: [aMeasure(measure)], ...standing })).flatMap(
		(one) => one.reasons
	);

function last(given: Partial<PreviousReview['measures'][number]>): PreviousReview {
	return aPreviousReview({ measures: [{ id: aMeasure().id, status: 'on-track', deadline: null, ...given }] });
}

describe('findMeasuresNeedingAttention without problems', () => {
	it('skips a measure with a body, a report and progress as expected', () => {
		expect(findMeasuresNeedingAttention(aPlanSnapshot())).toEqual([]);
	});

	it.each(['proposed', 'completed', 'discontinued'] as const)('skips a measure that is %s', (lifecycle) => {
		const troubled = aMeasure({ lifecycle, body: null, deadline: '2020-01-01', report: null });
		expect(findMeasuresNeedingAttention(aPlanSnapshot({ measures: [troubled] }))).toEqual([]);
	});

	it('skips a plan without rounds', () => {
		expect(reasonsFor({ report: null }, { round: null })).toEqual([]);
	});
});

describe('findMeasuresNeedingAttention', () => {
	it.each<[string, Partial<SnapshotMeasure>, Partial<PlanSnapshot>, AttentionReason[]]>([
		[
			'somebody asks for something',
			{ report: anEvaluation({ needs: ['decision', 'money'], needsText: 'Avtale med STHF', lang: 'nn' }) },
			{},
			[{ code: 'needs', needs: ['decision', 'money'], text: 'Avtale med STHF', lang: 'nn' }]
		],
		['delayed', { report: anEvaluation({ status: 'delayed' }) }, {}, [{ code: 'behind', status: 'delayed' }]],
		['on hold', { report: anEvaluation({ status: 'on-hold' }) }, {}, [{ code: 'behind', status: 'on-hold' }]],
		['a little delayed is no alarm', { report: anEvaluation({ status: 'slightly-delayed' }) }, {}, []],
		[
			'delayed after being on track',
			{ report: anEvaluation({ status: 'delayed' }) },
			{ last: last({ status: 'on-track' }) },
			[{ code: 'behind', status: 'delayed' }]
		],
		[
			'delayed for the second time',
			{ report: anEvaluation({ status: 'delayed' }) },
			{ last: last({ status: 'on-hold' }) },
			[{ code: 'behind-twice', status: 'delayed' }]
		],
		[
			'delayed in the last review, without a report since',
			{ report: anEvaluation({ status: 'delayed', round: '2026-half' }) },
			{ round: null, last: last({ status: 'delayed' }) },
			[{ code: 'behind', status: 'delayed' }]
		],
		[
			'delayed in the last review, and in a report between rounds',
			{ report: anEvaluation({ status: 'delayed', round: 'extraordinary' }) },
			{ round: null, last: last({ status: 'delayed' }) },
			[{ code: 'behind-twice', status: 'delayed' }]
		],
		['back on track after a delay', {}, { last: last({ status: 'delayed' }) }, []],
		['past its deadline', { deadline: '2026-11-20' }, {}, [{ code: 'overdue', deadline: '2026-11-20' }]],
		['on its deadline', { deadline: '2026-11-21' }, {}, []],
		[
			'past its deadline and done',
			{ deadline: '2026-11-20', report: anEvaluation({ status: 'done', progress: 100 }) },
			{},
			[]
		],
		[
			'no report the day after it was due',
			{ report: null },
			{ asOf: '2026-10-31' },
			[{ code: 'report-missing', reportBy: '2026-10-30' }]
		],
		['no report on the day it is due', { report: null }, { asOf: '2026-10-30' }, []],
		[
			'only last round’s report',
			{ report: anEvaluation({ round: '2026-half' }) },
			{},
			[{ code: 'report-missing', reportBy: '2026-10-30' }]
		],
		[
			'the deadline was moved out',
			{ deadline: '2027-12-31' },
			{ last: last({ deadline: '2027-06-30' }) },
			[{ code: 'deadline-moved', from: '2027-06-30', to: '2027-12-31' }]
		],
		['the deadline stands', { deadline: '2027-06-30' }, { last: last({ deadline: '2027-06-30' }) }, []],
		['the deadline was moved in', { deadline: '2027-06-30' }, { last: last({ deadline: '2027-12-31' }) }, []],
		['the deadline was set', {}, { last: last({ deadline: null }) }, []],
		['the deadline was dropped', { deadline: null }, { last: last({ deadline: '2027-06-30' }) }, []],
		['nobody carries it', { body: null }, {}, [{ code: 'nobody-carries' }]],
		[
			'20 points below what could be expected, when something else is the matter',
			{ expected: 70, body: null },
			{},
			[{ code: 'nobody-carries' }, { code: 'below-expected', progress: 50, expected: 70 }]
		],
		['19 points below', { expected: 69, body: null }, {}, [{ code: 'nobody-carries' }]],
		['far below what could be expected and nothing else: a hint', { expected: 100 }, {}, []],
		['nothing can be expected', { expected: null }, {}, []],
		['no progress was reported', { expected: 100, report: anEvaluation({ progress: null }) }, {}, []],
		[
			'an old report, when something else is the matter',
			{ report: anEvaluation({ stale: true, submittedOn: '2026-02-01' }), body: null },
			{},
			[{ code: 'nobody-carries' }, { code: 'stale', reportedOn: '2026-02-01' }]
		],
		[
			'far below what could be expected, by an old report',
			{
				report: anEvaluation({ stale: true, submittedOn: '2026-02-01' }),
				expected: 90,
				deadline: '2026-11-20'
			},
			{},
			[
				{ code: 'overdue', deadline: '2026-11-20' },
				{ code: 'below-expected', progress: 50, expected: 90, reportedOn: '2026-02-01' },
				{ code: 'stale', reportedOn: '2026-02-01' }
			]
		],
		[
			'without a report in time that is submitted or sent back: no alarm',
			{ report: null },
			{ round: { ...aRound, answered: [aMeasure().id] } },
			[]
		],
		['an old report and nothing else: a hint', { report: anEvaluation({ stale: true }) }, {}, []]
	])('%s', (_case, measure, standing, reasons) => {
		expect(reasonsFor(measure, standing)).toEqual(reasons);
	});

	it('returns the measure and its status', () => {
		const [one] = findMeasuresNeedingAttention(
			aPlanSnapshot({ measures: [aMeasure({ body: null, report: null })], round: null })
		);
		expect(one).toMatchObject({
			measure: { id: 'digital-follow-up', code: '3.1', area: 3 },
			status: 'not-reported',
			reasons: [{ code: 'nobody-carries' }]
		});
	});
});

describe('order of attention', () => {
	const everything = aMeasure({
		id: 'everything',
		body: null,
		deadline: '2026-06-30',
		expected: 100,
		report: anEvaluation({
			status: 'delayed',
			round: '2025',
			needs: ['money'],
			needsText: 'Midlar',
			stale: true
		})
	});

	it('sorts reasons: a request, delay, silence, then hints', () => {
		const standing = aPlanSnapshot({
			measures: [everything],
			last: aPreviousReview({
				key: '2025-half',
				measures: [{ id: 'everything', status: 'delayed', deadline: '2026-01-31' }]
			})
		});
		expect(findMeasuresNeedingAttention(standing)[0]?.reasons.map(({ code }) => code)).toEqual([
			'needs',
			'behind-twice',
			'overdue',
			'report-missing',
			'deadline-moved',
			'nobody-carries',
			'below-expected',
			'stale'
		]);
	});

	it('puts a first delay after a passed deadline and a missing report', () => {
		const late = anEvaluation({ status: 'delayed', round: '2025' });
		const reasons = reasonsFor({ report: late, deadline: '2026-06-30', body: null });
		expect(reasons.map(({ code }) => code)).toEqual([
			'overdue',
			'report-missing',
			'behind',
			'nobody-carries'
		]);
	});

	it('sorts measures by weight, then by code', () => {
		const standing = aPlanSnapshot({
			measures: [
				aMeasure({ id: 'only-a-hint', code: '1.1', expected: 100 }),
				aMeasure({ id: 'nobody', code: '1.2', body: null }),
				aMeasure({ id: 'nobody-either', code: '1.10', body: null }),
				everything,
				aMeasure({ id: 'late', code: '3.9', report: anEvaluation({ status: 'delayed' }) })
			]
		});
		expect(findMeasuresNeedingAttention(standing).map(({ measure }) => measure.id)).toEqual([
			'everything',
			'late',
			'nobody',
			'nobody-either'
		]);
	});
});

describe('findMeasuresNeedingAttention for any plan', () => {
	it('returns each measure once, with at least one reason and none twice', () => {
		fc.assert(
			fc.property(anyPlanSnapshot, (standing) => {
				const attention = findMeasuresNeedingAttention({ ...standing, round: standing.round ?? aRound });
				const ids = attention.map(({ measure }) => measure.id);
				expect(new Set(ids).size).toBe(ids.length);
				for (const { reasons } of attention) {
					expect(reasons).not.toHaveLength(0);
					expect(new Set(reasons.map(({ code }) => code)).size).toBe(reasons.length);
				}
				const asked = standing.measures.filter((one) => isReportable(one.lifecycle)).map((one) => one.id);
				expect(asked).toEqual(expect.arrayContaining(ids));
			})
		);
	});
});
