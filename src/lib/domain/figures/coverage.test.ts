import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeCoverage, findUncovered, type CoverageMeasure } from './coverage';
import { isReportable, lifecycles } from '../measure/measure';

const plan = {
	areas: [{ number: 1 }, { number: 2 }],
	values: [{ code: 'engasjert' }],
	drivers: [
		{ code: 'M1', kind: 'opportunity' as const },
		{ code: 'U1', kind: 'challenge' as const },
		{ code: 'U2', kind: 'challenge' as const }
	]
};
const measure = (given: Partial<CoverageMeasure>): CoverageMeasure => ({
	code: '1.1',
	lifecycle: 'adopted',
	area: 1,
	furtherAreas: [],
	values: [],
	drivers: ['U1'],
	...given
});
const of = (...measures: CoverageMeasure[]) => computeCoverage({ ...plan, measures });
const answered = (given: Partial<CoverageMeasure>) =>
	of(measure(given)).rows.find(({ code }) => code === 'U1')?.measures.length === 1;

describe('computeCoverage', () => {
	it.each([
		['adopted', true],
		['in-operation', true],
		['proposed', false],
		['completed', false],
		['discontinued', false]
	] as const)('a measure that is %s: %s', (lifecycle, answers) => {
		expect(answered({ lifecycle })).toBe(answers);
	});

	it('lists challenges, opportunities and values in the plan’s order', () => {
		expect(of().rows.map(({ kind, code }) => `${kind} ${code}`)).toEqual([
			'challenge U1',
			'challenge U2',
			'opportunity M1',
			'value engasjert'
		]);
	});

	it('counts a measure once in total, and once in each of its areas', () => {
		const { areas, rows } = of(
			measure({ code: '1.10', furtherAreas: [2] }),
			measure({ code: '1.2' }),
			measure({ code: 'X.1', area: null })
		);
		expect(areas).toEqual(['1', '2', 'X']);
		expect(rows[0]).toEqual({
			kind: 'challenge',
			code: 'U1',
			measures: ['1.2', '1.10', 'X.1'],
			cells: [
				{ area: '1', measures: ['1.2', '1.10'] },
				{ area: '2', measures: ['1.10'] },
				{ area: 'X', measures: ['X.1'] }
			]
		});
	});

	it('leaves out the area across without active measures', () => {
		expect(of(measure({ code: 'X.1', area: null, lifecycle: 'completed' })).areas).toEqual(['1', '2']);
	});

	it('lists uncovered items and measures without links', () => {
		const coverage = of(measure({ values: ['engasjert'] }), measure({ code: '2.1', area: 2, drivers: [] }));
		expect(findUncovered(coverage.rows).map(({ code }) => code)).toEqual(['U2', 'M1']);
		expect(coverage.untied).toEqual(['2.1']);
		expect(coverage.active).toBe(2);
	});
});

describe('computeCoverage for any plan', () => {
	const aMeasure = fc.record({
		lifecycle: fc.constantFrom(...lifecycles),
		area: fc.constantFrom(1, 2, null),
		furtherAreas: fc.subarray([1, 2]),
		values: fc.subarray(['engasjert']),
		drivers: fc.subarray(['U1', 'U2', 'M1'])
	});
	const aPlan = fc
		.array(aMeasure, { maxLength: 30 })
		.map((measures) => measures.map((one, index) => ({ ...one, code: `1.${index + 1}` })));

	it('puts a row’s measures in its cells, once in each', () => {
		fc.assert(
			fc.property(aPlan, (measures) => {
				for (const row of computeCoverage({ ...plan, measures }).rows) {
					const inCells = new Set(row.cells.flatMap((cell) => cell.measures));
					expect([...inCells].sort()).toEqual([...row.measures].sort());
					for (const cell of row.cells) expect(new Set(cell.measures).size).toBe(cell.measures.length);
				}
			})
		);
	});

	it('puts exactly the linked active measures in a row', () => {
		fc.assert(
			fc.property(aPlan, (measures) => {
				for (const { code, measures: found } of computeCoverage({ ...plan, measures }).rows) {
					const tied = measures.filter(
						(one) => isReportable(one.lifecycle) && [...one.values, ...one.drivers].includes(code)
					);
					expect(found).toEqual(tied.map((one) => one.code));
				}
			})
		);
	});
});
