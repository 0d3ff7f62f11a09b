import { reportingLinkRefusals, type ReportingLinkRefusal } from '$lib/domain/round/reporting-link';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { EvaluationState } from '$lib/domain/evaluation/evaluation';
import type { Localized } from '$lib/domain/localized';
import { dueDistance } from '$lib/i18n/due-distance';
import { formatDay, formatMoment } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { questionLabel, localize } from '$lib/i18n/labels';
import type { AnswerField } from '$lib/forms/evaluation-answers';
import type { ReportingStep } from '$lib/domain/evaluation/reporting-steps';

/** Returns the state of an evaluation as text for its author. */
export function reportingStepText({ state, unchanged, savedAt }: ReportingStep): string {
	const stage = state ?? 'unopened';
	if (stage === 'draft' && savedAt) return m.report_step_draft({ moment: formatMoment(savedAt) });
	if (stage === 'submitted' && unchanged) return m.report_step_unchanged();
	return words[stage]();
}

const words: Record<EvaluationState | 'unopened', () => string> = {
	unopened: m.report_step_unopened,
	draft: m.report_step_begun,
	submitted: m.report_step_submitted,
	returned: m.report_step_returned,
	approved: m.report_step_approved,
	locked: m.report_step_locked
};

/** Returns why a reporting link was refused, from an error message; null for other errors. */
export function reportingLinkRefusal(message: string | undefined): ReportingLinkRefusal | null {
	return reportingLinkRefusals.find((reason) => message === `link-${reason}`) ?? null;
}

/** Returns the label of each field, for the error summary. */
export function answerFieldLabels(
	values: readonly { code: string; name: Localized }[],
	indicators: readonly { id: number; name: Localized }[] = []
): Record<string, string> {
	return {
		...Object.fromEntries(Object.entries(questionLabel).map(([field, word]) => [field, word()])),
		...Object.fromEntries(
			values.flatMap(({ code, name }) => [
				[`score.${code}`, localize(name)],
				[`comment.${code}`, localize(name)]
			])
		),
		...Object.fromEntries(
			indicators.flatMap(({ id, name }) => [
				[`reading.${id}`, localize(name)],
				[`readingOn.${id}`, localize(name)]
			])
		),
		lang: m.report_lang()
	};
}

/** Returns "rapportfrist fredag 27.11.2026, om 6 dager". */
export function deadlineText(reportBy: CalendarDate, today: CalendarDate): string {
	const day = formatDay(reportBy);
	if (reportBy < today) return m.report_deadline_was({ day });
	if (reportBy === today) return m.report_deadline_today({ day });
	return m.report_deadline({ day, distance: dueDistance(reportBy, today) });
}

/** Returns when reports are read, without a day that is past. */
export function readText(readBy: CalendarDate, today: CalendarDate): string {
	return readBy < today ? m.report_read_later() : m.report_read_by({ read: formatDay(readBy) });
}

/** Returns the receipt's words on when reports are read and what they are used for. */
export function afterReportingText(
	{ readBy, meetingOn }: { readBy: CalendarDate; meetingOn: CalendarDate },
	today: CalendarDate
): string {
	const used =
		meetingOn < today ? m.report_used_later() : m.report_used_at({ meeting: formatDay(meetingOn) });
	return `${readText(readBy, today)} ${used}`;
}

/** Returns the fields of a collapsed section as text: "resultater, behov, kjerneverdier". */
export function collapsedSectionText(fields: readonly AnswerField[]): string {
	return fields.flatMap((field) => folded[field]?.() ?? []).join(', ');
}

const folded: Partial<Record<AnswerField, () => string>> = {
	results: m.report_in_results,
	needs: m.report_in_needs,
	recommendation: m.report_in_recommendation,
	confidence: m.report_in_confidence,
	scores: m.report_in_scores
};
