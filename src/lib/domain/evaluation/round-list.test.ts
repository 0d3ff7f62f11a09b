import { describe, expect, it } from 'vitest';
import { readListFilter } from '../list-filter';
import type { EvaluationState } from './evaluation';
import type { VisibleEntry } from './evaluation-progress';
import { filterRoundEntries, roundListChoices } from './round-list';

function anEntry(
	code: string,
	state: EvaluationState | null,
	over: Partial<VisibleEntry> = {}
): VisibleEntry {
	return {
		...{ measureId: code, code, title: { nb: `Tiltak ${code}` }, areaNumber: 1, version: null, status: null },
		...{ bodyId: 1, bodySlug: 'fsu-1', bodyName: { nb: 'FSU 1' }, unchanged: false, imported: false },
		...{ savedAt: null, submittedAt: null, reportedBy: null, readable: true, overdue: false },
		state,
		...over
	};
}

const entries = [
	anEntry('1.10', null, { overdue: true }),
	anEntry('1.2', 'submitted', { savedAt: '2026-11-01T10:00:00Z' }),
	anEntry('1.1', 'returned', { savedAt: '2026-11-02T10:00:00Z' }),
	anEntry('2.1', 'approved', { areaNumber: 2, bodyId: 2, bodySlug: 'fsu-2' }),
	anEntry('X.1', 'draft', { areaNumber: null, bodyId: null, bodySlug: null, bodyName: null })
];

function listed(query: string, ownBodies: number[] = []) {
	const filter = readListFilter(new URLSearchParams(query), roundListChoices);
	return filterRoundEntries(entries, filter, ownBodies);
}
const codes = (query: string, own?: number[]) => listed(query, own).shown.map(({ code }) => code);

describe('filterRoundEntries', () => {
	it.each([
		['all, by code', '', ['1.1', '1.2', '1.10', '2.1', 'X.1']],
		['reports outstanding, returned ones too', 'show=unreported', ['1.1', '1.10', 'X.1']],
		['those past the grace period', 'show=late', ['1.10']],
		['those awaiting approval', 'show=waiting', ['1.2']],
		['those approved', 'show=approved', ['2.1']],
		['an area', 'area=2', ['2.1']],
		['those across areas', 'area=X', ['X.1']],
		['a body', 'body=fsu-1&show=unreported', ['1.1', '1.10']],
		['a code', 'q=1.10', ['1.10']],
		['those saved last first', 'order=saved', ['1.1', '1.2', '1.10', '2.1', 'X.1']]
	])('shows %s', (_what, query, found) => {
		expect(codes(query)).toEqual(found);
	});

	it("shows the reader's own as those of bodies they have a seat in", () => {
		expect(codes('show=mine', [2])).toEqual(['2.1']);
		expect(codes('show=mine')).toEqual([]);
	});

	it('counts each selection as many as choosing it shows', () => {
		for (const own of [[], [1, 2]])
			for (const [selection, count] of Object.entries(listed('area=1', own).counts))
				expect(codes(`area=1&show=${selection}`, own)).toHaveLength(count);
	});
});
