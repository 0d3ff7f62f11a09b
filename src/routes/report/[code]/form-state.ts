import type { ReferenceAnswers } from '$lib/components/evaluation/reference-answers';
import {
	evaluationFromForm,
	toEvaluationFormValues,
	type EvaluationFormValues
} from '$lib/components/evaluation/evaluation-form-values';
import type { StoredEvaluation } from '$lib/components/evaluation/evaluation-submitter.svelte';
import { instantToOsloDate, type Instant } from '$lib/domain/calendar/calendar-date';
import { nextEvaluationState, emptyAnswers, type EvaluationState } from '$lib/domain/evaluation/evaluation';
import { latestRemarks } from '$lib/domain/evaluation/remark';
import type { PostedForm } from '$lib/forms/evaluation';
import { formatDate, formatMoment, formatPercent } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import type { RejectedEvaluation } from './evaluation-conflict.server';
import type { EvaluationPageData } from './evaluation-page.server';

/** Rejected form; nothing if none was submitted. */
type Form = RejectedEvaluation | null | undefined;

/** Initial state of the evaluation form. */
export interface EvaluationFormState {
	start: EvaluationFormValues;
	version: string | number | null;
	round: string;
	/** True if someone else submitted it: it must be withdrawn first. */
	taken: boolean;
	/** True if nothing can be saved any more. */
	shut: boolean;
}

/** Returns the form's state from the rejected form or the saved draft. Null if its author cannot edit it. */
export function toEvaluationFormState(data: EvaluationPageData, form: Form): EvaluationFormState | null {
	const typed = form && evaluationFromForm(form.values);
	if (typed) return typedSheet(data, typed, form);
	const { report, round, lang, open } = data;
	if (!open || !isWritable(report?.state)) return null;
	const start = report ? toEvaluationFormValues(report) : { ...emptyAnswers(lang), readings: [] };
	return { start, version: report?.version ?? null, round: round.key, taken: false, shut: false };
}

function typedSheet(
	data: EvaluationPageData,
	start: EvaluationFormValues,
	form: NonNullable<Form>
): EvaluationFormState {
	const { conflict, values } = form;
	const round = one(values, 'round') ?? data.round.key;
	// The version stays unchanged until the writer has seen what others saved.
	if (!conflict) return { start, version: one(values, 'version') ?? '', round, taken: false, shut: false };
	const taken = conflict.theirs?.state === 'submitted';
	const shut = !taken && (conflict.theirs === null || !isWritable(conflict.theirs.state));
	return { start, version: conflict.version, round, taken, shut };
}

function isWritable(state: EvaluationState | undefined): boolean {
	return nextEvaluationState('save', state ?? 'draft') !== null;
}

function one(values: PostedForm, name: string): string | null {
	const value = values[name];
	return typeof value === 'string' ? value : null;
}

/** Returns the evaluation on the server, for comparison with the form. */
export function toStoredEvaluation({ report }: Pick<EvaluationPageData, 'report'>): StoredEvaluation | null {
	return report && { version: report.version, answers: toEvaluationFormValues(report) };
}

/** Returns the answers beside the fields: the previous evaluation, and the one someone else saved meanwhile. */
export function toReferenceAnswers(
	{ last, report }: Pick<EvaluationPageData, 'last' | 'report'>,
	form: Form
): ReferenceAnswers {
	const conflict = form?.conflict;
	return {
		last: last && {
			title: m.report_last({ date: dateOf(last.submittedAt ?? last.savedAt) }),
			answers: last.answers
		},
		theirs:
			conflict?.theirs && conflict.by !== null && conflict.at !== null
				? {
						title: m.report_theirs({ name: conflict.by, moment: formatMoment(conflict.at) }),
						answers: toEvaluationFormValues(conflict.theirs)
					}
				: null,
		remarks: latestRemarks(report?.remarks ?? [])
	};
}

/**
 * Returns the explanation of "no news since last time". Null outside rounds, and if there is nothing to
 * submit again.
 */
export function unchangedText({ last, report, step }: EvaluationPageData): string | null {
	if (!last || !step || report?.state === 'returned') return null;
	const does = m.report_unchanged_does({ date: dateOf(last.approvedAt ?? last.savedAt) });
	return report ? `${does} ${m.report_unchanged_replaces()}` : does;
}

/** Returns the time of the last saved draft as text; null without one. */
export function savedText({ report }: Pick<EvaluationPageData, 'report'>): string | null {
	if (!report || !isWritable(report.state)) return null;
	const isSince = report.submittedAt === null || report.savedAt > report.submittedAt;
	return isSince ? m.report_saved_at({ moment: formatMoment(report.savedAt) }) : null;
}

export function expectedText({
	expected,
	hasMilestones
}: Pick<EvaluationPageData, 'expected' | 'hasMilestones'>): string | undefined {
	if (expected === null) return undefined;
	const percent = formatPercent(expected);
	return hasMilestones ? m.report_expected_milestones({ percent }) : m.report_expected_dates({ percent });
}

function dateOf(moment: Instant): string {
	return formatDate(instantToOsloDate(moment));
}
