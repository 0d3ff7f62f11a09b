import { summarizeReview } from '$lib/domain/review/review-summary';
import { needsByPriority, groupReportedNeeds, type ReportedNeed } from '$lib/domain/figures/reported-needs';
import type { ReviewContent } from '$lib/domain/review/review';
import { summaryNamesFor, summarySentence } from '$lib/i18n/review-summary';

/** Returns the requests of the evaluations, those for a decision first. */
export function reviewRequests(content: ReviewContent): ReportedNeed[] {
	const groups = groupReportedNeeds(content);
	return needsByPriority.flatMap((need) => groups[need]);
}

/** Returns the review's summary, in the same sentences as on the page. */
export function reviewSummarySentences(content: ReviewContent): string[] {
	const { decision, money, clarification } = groupReportedNeeds(content);
	const asked = { decision: decision.length, money: money.length, clarification: clarification.length };
	const names = summaryNamesFor(content);
	return summarizeReview(content.figures, asked).map((one) => summarySentence(one, content.figures, names));
}
