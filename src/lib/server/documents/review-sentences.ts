import { summarizeReview } from '$lib/domain/review/review-summary';
import { needsByPriority, groupReportedNeeds, type ReportedNeed } from '$lib/domain/figures/reported-needs';
import { areaShortName } from '$lib/domain/figures/plan-overview';
import type { ReviewContent } from '$lib/domain/review/review';
import { summarySentence, type SummaryNames } from '$lib/i18n/review-summary';
import { m } from '$lib/i18n/paraglide/messages';
import { localize } from '$lib/i18n/labels';

/** Returns the requests of the evaluations, those for a decision first. */
export function reviewRequests(content: ReviewContent): ReportedNeed[] {
	const groups = groupReportedNeeds(content);
	return needsByPriority.flatMap((need) => groups[need]);
}

/** Returns the review's summary, in the same sentences as on the page. */
export function reviewSummarySentences(content: ReviewContent): string[] {
	const { decision, money, clarification } = groupReportedNeeds(content);
	const asked = { decision: decision.length, money: money.length, clarification: clarification.length };
	const names = summaryNames(content);
	return summarizeReview(content.figures, asked).map((one) => summarySentence(one, content.figures, names));
}

function summaryNames({ areas, values }: ReviewContent): SummaryNames {
	return {
		area: (key) => {
			const found = areas.find(({ number }) => String(number) === key);
			return found ? localize(areaShortName(found)) : m.review_brief_across();
		},
		value: (code) => localize(values.find((one) => one.code === code)?.name) || code
	};
}
