import type { ReviewDecisions } from '$lib/domain/review/review-decisions';
import { formatDate } from './format';
import { m } from './paraglide/messages';

/** Returns how many decisions a review shows, since when, how many are replaced, and how many it leaves out. */
export function reviewDecisionsSpan({ after, items, counts, unpublished }: ReviewDecisions): string {
	const { replaced } = counts;
	return [
		m.review_decisions_since({ count: items.length, date: formatDate(after) }),
		replaced > 0 ? m.review_decisions_replaced({ count: replaced }) : '',
		unpublished > 0 ? m.review_decisions_unpublished({ count: unpublished }) : ''
	]
		.filter(Boolean)
		.join(' ');
}

/** Returns the same, with what had become of those that are followed up. */
export function reviewDecisionsFinding(decisions: ReviewDecisions): string {
	const { done, inProgress, notStarted, late, dropped } = decisions.counts;
	const n = done + inProgress + notStarted + late + dropped;
	return [
		reviewDecisionsSpan(decisions),
		n > 0 ? m.decision_finding({ done, n }) : '',
		late > 0 ? m.decision_finding_late({ late }) : ''
	]
		.filter(Boolean)
		.join(' ');
}
