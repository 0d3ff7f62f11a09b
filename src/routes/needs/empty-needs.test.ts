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
	const { body } = render(Page, { props: { data } as never });
	expect(body).toContain(says);
	expect(body).not.toContain(leavesOut);
});
