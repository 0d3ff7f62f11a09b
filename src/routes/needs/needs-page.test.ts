import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import { aMeasure, anEvaluation, aPlanSnapshot } from '../../../tests/support/plan-snapshots';
import { groupReportedNeeds } from '$lib/domain/figures/reported-needs';
import type { PlanSnapshot, SnapshotEvaluation } from '$lib/domain/plan/plan-snapshot';
import { filterNeeds, needsListChoices } from '$lib/domain/figures/needs-list';
import { readListFilter } from '$lib/domain/list-filter';
import Page from './+page.svelte';

/** Returns the page of a plan's needs, as its load gives it. */
function pageOf(standing: PlanSnapshot, query = '', given: Record<string, unknown> = {}): string {
	const filter = readListFilter(new URLSearchParams(query), needsListChoices);
	const matters = (given.matters ?? []) as { measureId: string }[];
	const groups = groupReportedNeeds(standing);
	const listed = (need: keyof typeof groups) =>
		groups[need].map((one) => ({
			...one,
			hasMatter: matters.some(({ measureId }) => measureId === one.measure.id)
		}));
	const list = filterNeeds(
		{ decision: listed('decision'), money: listed('money'), clarification: listed('clarification') },
		filter
	);
	const data = {
		...{ filter, list, reported: standing.measures.some(({ report }) => report), areas: standing.areas },
		...{ reading: null, showsMatters: true, matters: [], mayRegister: false },
		...given
	};
	// Kit gives the page its form and its address so.
	const request = { page: { form: null, data, url: new URL(`http://localhost/needs?${query}`) } };
	return render(Page, { props: { data } as never, context: new Map([['__request__', request]]) }).body;
}

it.each<[string, SnapshotEvaluation | null, string, string]>([
	['nothing is reported', null, 'Ingen rapporter er godkjent ennå', 'Ingen ber om noe'],
	['no report asks', anEvaluation(), 'Ingen ber om noe', 'Ingen rapporter er godkjent ennå']
])('the page of needs does not take silence for an answer: %s', (_, report, says, leavesOut) => {
	const standing = aPlanSnapshot({ measures: [aMeasure({ report })] });
	const body = pageOf(standing);
	expect(body).toContain(says);
	expect(body).not.toContain(leavesOut);
});

it.each([
	['offers to make a matter to those who may', true, [], 'Lag sak', 'På saksliste'],
	['shows the state of the matter that was made', true, ['on-agenda'], 'På saksliste', 'Lag sak'],
	['offers nothing to others', false, [], 'Trenger penger', 'Lag sak']
])('a need %s', (_what, mayRegister, states, says, leavesOut) => {
	const report = anEvaluation({ needs: ['decision'], needsText: 'Trenger penger.' });
	const measure = aMeasure({ report });
	const standing = aPlanSnapshot({ measures: [measure] });
	const matters = states.map((state) => ({
		...{ id: 7, state, measureId: measure.id, submittedOn: report.submittedOn }
	}));
	const body = pageOf(standing, '', { mayRegister, matters });
	expect(body).toContain(says);
	expect(body).not.toContain(leavesOut);
});

it('the page of needs shows what its address asks for, and how many each choice would show', () => {
	const asking = (code: string, area: number, need: 'money' | 'decision') =>
		aMeasure({
			...{ id: code, code, area },
			report: anEvaluation({ needs: [need], needsText: `Gjelder ${code}.` })
		});
	const standing = aPlanSnapshot({
		measures: [asking('1.1', 1, 'money'), asking('2.1', 2, 'money'), asking('2.2', 2, 'decision')]
	});
	const areas = [1, 2].map((number) => ({ number, name: { nb: `Område ${number}` }, shortName: null }));
	const body = pageOf(standing, 'show=money&area=2', { areas });
	expect(body).toContain('Gjelder 2.1.');
	expect(body).not.toContain('Gjelder 1.1.');
	expect(body).not.toContain('Gjelder 2.2.');
	// Selections are counted in area 2, and areas under the selection.
	expect(body).toMatch(/show=money[^>]*>[^<]*<b class="num[^"]*">1</);
	expect(body).toMatch(/<option value="1"[^>]*>[^<]*\(1\)/);
	const none = pageOf(standing, 'q=finnes-ikke');
	expect(none).toContain('Ingenting passer med det du har valgt');
	expect(none).not.toContain('Ingen ber om noe');
});
