import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import { aMeasure, anEvaluation, aPlanSnapshot, aRound } from '../../../../tests/support/plan-snapshots';
import { createReviewContent } from '$lib/domain/review/review';
import type { SnapshotEvaluation } from '$lib/domain/plan/plan-snapshot';
import AreaSection from './AreaSection.svelte';

const silent = 'Ingen godkjent rapport fra dette området.';
const noDeviation = 'Ingen avvik er meldt i det som er rapportert.';

it.each<[string, SnapshotEvaluation | null, string, string]>([
	['without a report', null, silent, noDeviation],
	['with a report of no deviation', anEvaluation(), noDeviation, silent]
])('an area %s says so in the review', (_, report, says, leavesOut) => {
	const content = createReviewContent({
		...aPlanSnapshot({ measures: [aMeasure({ report })] }),
		round: aRound
	});
	const [figures] = content.figures.areas;
	const { body } = render(AreaSection, { props: { content, figures: figures! } });
	expect(body).toContain(says);
	expect(body).not.toContain(leavesOut);
});
