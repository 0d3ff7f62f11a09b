import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import { aMeasure, anEvaluation, aPlanSnapshot } from '../../../tests/support/plan-snapshots';
import { groupReportedNeeds } from '$lib/domain/figures/reported-needs';
import type { SnapshotEvaluation } from '$lib/domain/plan/plan-snapshot';
import Page from './+page.svelte';

it.each<[string, SnapshotEvaluation | null, string, string]>([
	['nothing is reported', null, 'Ingen rapporter er godkjent ennå', 'Ingen ber om noe'],
	['no report asks', anEvaluation(), 'Ingen ber om noe', 'Ingen rapporter er godkjent ennå']
])('the page of needs does not take silence for an answer: %s', (_, report, says, leavesOut) => {
	const standing = aPlanSnapshot({ measures: [aMeasure({ report })] });
	const data = {
		groups: groupReportedNeeds(standing),
		reported: standing.measures.some((one) => one.report),
		areas: standing.areas,
		asOf: standing.asOf,
		reading: null
	};
	const context = new Map([['__request__', { page: { form: null, data } }]]);
	const { body } = render(Page, { props: { data } as never, context });
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
	const data = { groups: groupReportedNeeds(standing), areas: standing.areas, mayRegister, matters };
	// Kit gives the form its page so.
	const context = new Map([['__request__', { page: { form: null } }]]);
	const { body } = render(Page, { props: { data } as never, context });
	expect(body).toContain(says);
	expect(body).not.toContain(leavesOut);
});
