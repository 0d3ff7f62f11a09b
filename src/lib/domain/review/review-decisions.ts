import type { CalendarDate } from '../calendar/calendar-date';
import {
	decisionStanding,
	type DecisionFacts,
	type DecisionKind,
	type DecisionStanding
} from '../decision/decision';
import type { Localized, WrittenForm } from '../localized';

/** A published decision, and what had become of it when the round closed. */
export interface ReviewDecision {
	body: Localized;
	decidedOn: CalendarDate;
	number: string;
	title: string;
	lang: WrittenForm;
	kind: DecisionKind;
	dueOn: CalendarDate | null;
	standing: DecisionStanding;
	/** The last entry about it; null if there is none. */
	entry: { on: CalendarDate; text: string; lang: WrittenForm; unchanged: boolean } | null;
}

/** Decisions that are followed up, by what had become of them. */
interface ReviewDecisionCounts {
	done: number;
	inProgress: number;
	notStarted: number;
	late: number;
	dropped: number;
	replaced: number;
}

/** Decisions taken since the previous annual review, up to the day the round closed. */
export interface ReviewDecisions {
	/** The day after which they were taken. */
	after: CalendarDate;
	/** By day, the latest first. */
	items: ReviewDecision[];
	counts: ReviewDecisionCounts;
	/** Number of decisions of the same time that are not published and so not here. */
	unpublished: number;
}

type OpenDecision = Omit<ReviewDecision, 'standing'> & Omit<DecisionFacts, 'dueOn'>;

/**
 * Builds a review's decisions; undefined if there are none.
 *
 * @param today the day the round closes
 */
export function buildReviewDecisions(
	{
		after,
		decisions,
		unpublished
	}: { after: CalendarDate; decisions: readonly OpenDecision[]; unpublished: number },
	today: CalendarDate
): ReviewDecisions | undefined {
	if (decisions.length === 0 && unpublished === 0) return undefined;
	const items = decisions.map(({ followUp, replaced, ...one }) => ({
		...one,
		standing: decisionStanding({ followUp, replaced, dueOn: one.dueOn }, today)
	}));
	const count = (standing: DecisionStanding) => items.filter((one) => one.standing === standing).length;
	const counts = {
		...{ done: count('done'), inProgress: count('in-progress'), notStarted: count('not-started') },
		...{ late: count('overdue'), dropped: count('dropped'), replaced: count('replaced') }
	};
	return { after, items, counts, unpublished };
}
