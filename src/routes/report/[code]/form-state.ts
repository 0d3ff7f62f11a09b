import type { ReferenceAnswers } from '$lib/components/evaluation/reference-answers';
import {
	evaluationFromForm,
	toEvaluationFormValues,
	type EvaluationFormValues
} from '$lib/components/evaluation/evaluation-form-values';
import type { StoredEvaluation } from '$lib/components/evaluation/evaluation-submitter.svelte';
import { instantToOsloDate, type Instant } from '$lib/domain/calendar/calendar-date';
import { nextEvaluationState, emptyAnswers, type EvaluationState } from '$lib/domain/evaluation/evaluation';
import type { ValidationError } from '$lib/domain/result';
import { latestRemarks } from '$lib/domain/evaluation/remark';
import type { PostedForm } from '$lib/forms/evaluation';
import { formatDate, formatMoment, formatPercent } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import type { EvaluationFailure } from '../reporting.server';
import type { PageData } from './$types';

/** What the form came back with; nothing where it was not sent. */
type Form = EvaluationFailure['data'] | null | undefined;

/** What is needed of a report to fill in its form, be it one of a round or one outside. */
type ToFill = Pick<PageData, 'report' | 'lang' | 'open'> & { round: { key: string } };

/** What the form is filled with and written from. */
export interface EvaluationFormState {
	start: EvaluationFormValues;
	version: string | number | null;
	round: string;
	/** Somebody else has sent the report: it must be taken back first. */
	taken: boolean;
	/** Nothing can be saved any more. */
	shut: boolean;
}

/**
 * The form as it is to be shown: with what was typed where it came back, else with what is saved. Null
 * where the report is out of its giver's hands.
 */
export function toEvaluationFormState(data: ToFill, form: Form): EvaluationFormState | null {
	const typed = form && evaluationFromForm(form.values);
	if (typed) return typedSheet(data, typed, form);
	const { report, round, lang, open } = data;
	if (!open || !isWritable(report?.state)) return null;
	const start = report ? toEvaluationFormValues(report) : { ...emptyAnswers(lang), readings: [] };
	return { start, version: report?.version ?? null, round: round.key, taken: false, shut: false };
}

function typedSheet(data: ToFill, start: EvaluationFormValues, form: NonNullable<Form>): EvaluationFormState {
	const { conflict, values } = form;
	const round = one(values, 'round') ?? data.round.key;
	// Until the writer has seen what others saved, the version stays the one they wrote from.
	if (!conflict) return { start, version: one(values, 'version') ?? '', round, taken: false, shut: false };
	const taken = conflict.state === 'submitted';
	const shut = !taken && (conflict.state === null || !isWritable(conflict.state));
	return { start, version: conflict.version, round, taken, shut };
}

function isWritable(state: EvaluationState | undefined): boolean {
	return nextEvaluationState('save', state ?? 'draft') !== null;
}

function one(values: PostedForm, name: string): string | null {
	const value = values[name];
	return typeof value === 'string' ? value : null;
}

/** What the server has, as the form compares itself with it. */
export function toStoredEvaluation({ report }: Pick<PageData, 'report'>): StoredEvaluation | null {
	return report && { version: report.version, answers: toEvaluationFormValues(report) };
}

/** What stands beside the fields: last time's answers, and what somebody else saved meanwhile. */
export function toReferenceAnswers(
	{ last, report }: Pick<PageData, 'last' | 'report'>,
	form: Form
): ReferenceAnswers {
	const conflict = form?.conflict;
	return {
		last: last && {
			title: m.report_last({ date: dateOf(last.submittedAt ?? last.savedAt) }),
			answers: last.answers
		},
		theirs:
			conflict?.answers && conflict.by !== null && conflict.at !== null
				? {
						title: m.report_theirs({ name: conflict.by, moment: formatMoment(conflict.at) }),
						answers: toEvaluationFormValues({ answers: conflict.answers, readings: conflict.readings })
					}
				: null,
		remarks: latestRemarks(report?.remarks ?? [])
	};
}

/** What is wrong with single fields: what others did meanwhile is said on its own. */
export function fieldErrors(form: Form): ValidationError[] {
	return form?.faults.filter(({ field }) => !form.conflict || field !== '') ?? [];
}

/** What "no news since last time" does; null where there is nothing to send again. */
export function unchangedText({ last, report }: PageData): string | null {
	if (!last || report?.state === 'returned') return null;
	const does = m.report_unchanged_does({ date: dateOf(last.approvedAt ?? last.savedAt) });
	return report ? `${does} ${m.report_unchanged_replaces()}` : does;
}

/** When the report was last saved without being sent; null where it was not. */
export function savedText({ report }: Pick<PageData, 'report'>): string | null {
	if (!report || !isWritable(report.state)) return null;
	const isSince = report.submittedAt === null || report.savedAt > report.submittedAt;
	return isSince ? m.report_saved_at({ moment: formatMoment(report.savedAt) }) : null;
}

export function expectedText({
	expected,
	hasMilestones
}: Pick<PageData, 'expected' | 'hasMilestones'>): string | undefined {
	if (expected === null) return undefined;
	const percent = formatPercent(expected);
	return hasMilestones ? m.report_expected_milestones({ percent }) : m.report_expected_dates({ percent });
}

function dateOf(moment: Instant): string {
	return formatDate(instantToOsloDate(moment));
}
