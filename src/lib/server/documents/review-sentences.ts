import { yearInBrief } from '$lib/domain/brief';
import { needOrder, requestsIn, type Request } from '$lib/domain/need';
import { shortNameOf } from '$lib/domain/overview';
import type { ReviewContent } from '$lib/domain/review';
import { summarySentence, type SummaryNames } from '$lib/i18n/review-summary';
import { m } from '$lib/i18n/paraglide/messages';
import { localize } from '$lib/i18n/labels';

/** What the reports ask others for, decisions first: they are what the meeting is for. */
export function reviewRequests(content: ReviewContent): Request[] {
	const groups = requestsIn(content);
	return needOrder.flatMap((need) => groups[need]);
}

/** The year in sentences of figures, the same as on the page. */
export function reviewSummarySentences(content: ReviewContent): string[] {
	const { decision, money, clarification } = requestsIn(content);
	const asked = { decision: decision.length, money: money.length, clarification: clarification.length };
	const names = summaryNames(content);
	return yearInBrief(content.figures, asked).map((one) => summarySentence(one, content.figures, names));
}

function summaryNames({ areas, values }: ReviewContent): SummaryNames {
	return {
		area: (key) => {
			const found = areas.find(({ number }) => String(number) === key);
			return found ? localize(shortNameOf(found)) : m.review_brief_across();
		},
		value: (code) => localize(values.find((one) => one.code === code)?.name) || code
	};
}
