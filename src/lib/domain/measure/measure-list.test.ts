import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aMeasure, anEvaluation } from '../../../../tests/support/plan-snapshots';
import { toMeasureListRow } from '../figures/plan-overview';
import type { SnapshotMeasure } from '../plan/plan-snapshot';
import {
	isBehind,
	measureListPath,
	measureOrders,
	measureSelections,
	readMeasureFilter,
	selectMeasures,
	type ListedMeasure,
	type MeasureListFilter,
	type OwnSeats
} from './measure-list';

const today = '2026-11-30';
const nobody: OwnSeats = { bodies: [], partners: [] };
const everything = readMeasureFilter(new URLSearchParams());

function aListed(given: Partial<SnapshotMeasure> = {}, facts: Partial<ListedMeasure> = {}): ListedMeasure {
	const row = toMeasureListRow(aMeasure(given));
	return { ...row, area: '1', body: 'fsu-1', partners: [], lacking: [], ...facts };
}

const codes = (measures: readonly ListedMeasure[], filter: Partial<MeasureListFilter>, own = nobody) =>
	selectMeasures(measures, { ...everything, ...filter }, { today, own }).shown.map(({ code }) => code);

describe('isBehind', () => {
	const reported = (status: 'delayed' | 'slightly-delayed' | 'on-track' | 'on-hold' | 'done') =>
		anEvaluation({ status });
	it.each<[boolean, string, Partial<SnapshotMeasure>]>([
		[true, 'delayed', { report: reported('delayed') }],
		[true, 'slightly delayed', { report: reported('slightly-delayed') }],
		[false, 'on hold before its deadline', { report: reported('on-hold'), deadline: '2026-12-01' }],
		[true, 'on track past its deadline', { report: reported('on-track'), deadline: '2026-11-29' }],
		[false, 'on track on its deadline', { report: reported('on-track'), deadline: today }],
		[true, 'silent past its deadline', { report: null, deadline: '2026-11-29' }],
		[false, 'silent without a deadline', { report: null, deadline: null }],
		[false, 'done past its deadline', { report: reported('done'), deadline: '2020-01-01' }],
		[false, 'completed', { lifecycle: 'completed', report: reported('delayed'), deadline: '2020-01-01' }],
		[false, 'proposed', { lifecycle: 'proposed', report: null, deadline: '2020-01-01' }]
	])('is %s for a measure that is %s', (late, _name, given) => {
		expect(isBehind(toMeasureListRow(aMeasure(given)), today)).toBe(late);
	});
});

describe('selectMeasures', () => {
	const measures = [
		aListed({ code: '10.1', title: { nb: 'Årlig møte' } }, { area: '10', partners: ['4003'] }),
		aListed({ code: '2.1', title: { nn: 'Opplæring' } }, { area: '2', body: 'fsu-2', partners: ['4012'] }),
		aListed({ code: '2.2', report: null, deadline: '2026-01-01' }, { lacking: ['contact'] })
	];

	it.each<[string, Partial<MeasureListFilter>, string[]]>([
		['everything by number', {}, ['2.1', '2.2', '10.1']],
		['an area', { area: '10' }, ['10.1']],
		['a body', { body: 'fsu-2' }, ['2.1']],
		['a partner', { partner: '4012' }, ['2.1']],
		['an unknown partner', { partner: 'xx' }, []],
		['words of the other written form, folded', { text: 'OPPLAERING' }, ['2.1']],
		['words without accents', { text: 'arlig MOTE' }, ['10.1']],
		['a code', { text: '2.1' }, ['2.1']],
		['what is late', { selection: 'late' }, ['2.2']],
		['what has no report', { selection: 'unreported' }, ['2.2']],
		['what lacks facts', { selection: 'incomplete' }, ['2.2']],
		['a status', { status: 'not-reported' }, ['2.2']],
		['late ones of a partner without any', { selection: 'late', partner: '4003' }, []]
	])('finds %s', (_name, filter, found) => {
		expect(codes(measures, filter)).toEqual(found);
	});

	it('finds the measures of the reader’s own bodies and partners', () => {
		expect(codes(measures, { partner: 'mine' }, { bodies: ['fsu-2'], partners: ['4003'] })).toEqual([
			'2.1',
			'10.1'
		]);
		expect(codes(measures, { partner: 'mine' })).toEqual([]);
	});

	it('sorts the most troubled, the earliest deadline and the least progress first', () => {
		const three = [
			aListed({ code: '1.1', deadline: null, report: anEvaluation({ status: 'done', progress: 100 }) }),
			aListed({ code: '1.2', deadline: '2028-01-01', report: null }),
			aListed({
				code: '1.3',
				deadline: '2027-01-01',
				report: anEvaluation({ status: 'delayed', progress: 30 })
			})
		];
		expect(codes(three, { order: 'status' })).toEqual(['1.3', '1.2', '1.1']);
		expect(codes(three, { order: 'deadline' })).toEqual(['1.3', '1.2', '1.1']);
		expect(codes(three, { order: 'progress' })).toEqual(['1.3', '1.1', '1.2']);
	});

	it('counts each selection as many as choosing it shows', () => {
		const listed = fc.record({
			lifecycle: fc.constantFrom('proposed' as const, 'adopted' as const, 'completed' as const),
			deadline: fc.constantFrom(null, '2026-01-01', '2027-01-01'),
			silent: fc.boolean(),
			status: fc.constantFrom('delayed' as const, 'on-track' as const, 'done' as const),
			area: fc.constantFrom('1', '2'),
			lacking: fc.constantFrom([], ['contact' as const])
		});
		fc.assert(
			fc.property(
				fc.array(listed, { maxLength: 12 }),
				fc.constantFrom(null, '1', '2'),
				fc.constantFrom(...measureOrders),
				(given, area, order) => {
					const rows = given.map(({ lifecycle, deadline, silent, status, ...facts }, index) =>
						aListed(
							{
								id: String(index),
								code: `1.${index}`,
								...{ lifecycle, deadline },
								report: silent ? null : anEvaluation({ status })
							},
							facts
						)
					);
					for (const selection of measureSelections) {
						const filter = { ...everything, area, order, selection };
						const { shown, counts } = selectMeasures(rows, filter, { today, own: nobody });
						expect(shown).toHaveLength(counts[selection]);
						expect(shown.every((one) => rows.includes(one))).toBe(true);
					}
				}
			)
		);
	});
});

describe('the address of a list', () => {
	it('gives its filter back', () => {
		const filter = fc.record({
			selection: fc.constantFrom(...measureSelections),
			text: fc.string({ maxLength: 30 }).map((text) => text.trim()),
			area: fc.constantFrom(null, '1', 'X'),
			body: fc.constantFrom(null, 'fsu-1'),
			partner: fc.constantFrom(null, 'mine', '4003'),
			status: fc.constantFrom(null, 'delayed' as const),
			order: fc.constantFrom(...measureOrders)
		});
		fc.assert(
			fc.property(filter, (one) => {
				const { searchParams } = new URL(measureListPath(one), 'https://plan.test');
				expect(readMeasureFilter(searchParams)).toEqual(one);
			})
		);
	});

	it('reads the name that earlier addresses had for a partner, and writes the present one', () => {
		const earlier = readMeasureFilter(new URLSearchParams('party=4003'));
		expect(earlier.partner).toBe('4003');
		expect(measureListPath(earlier)).toBe('/measures?partner=4003');
	});

	it('ignores what it does not know', () => {
		const odd = new URLSearchParams('show=everything&status=fine&order=random&page=x');
		expect(readMeasureFilter(odd)).toEqual(everything);
	});
});
