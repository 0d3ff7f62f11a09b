import type { MatterOrigin, MatterState, TriageStep } from '$lib/domain/matter/matter';
import { m } from '../paraglide/messages';

export const matterStateLabel: Record<MatterState, () => string> = {
	received: m.matter_state_received,
	returned: m.matter_state_returned,
	triaged: m.matter_state_triaged,
	'on-agenda': m.matter_state_on_agenda,
	postponed: m.matter_state_postponed,
	treated: m.matter_state_treated,
	declined: m.matter_state_declined,
	merged: m.matter_state_merged
};

/** One sentence about a matter's state. */
export const matterStateSentence: Record<MatterState, typeof m.matter_lead_received> = {
	received: m.matter_lead_received,
	returned: m.matter_lead_returned,
	triaged: m.matter_lead_triaged,
	'on-agenda': m.matter_lead_on_agenda,
	postponed: m.matter_lead_postponed,
	treated: m.matter_lead_treated,
	declined: m.matter_lead_declined,
	merged: m.matter_lead_merged
};

export const matterOriginLabel: Record<MatterOrigin, () => string> = {
	form: m.matter_origin_form,
	need: m.matter_origin_need
};

export const triageStepLabel: Record<TriageStep, () => string> = {
	triage: m.matter_step_triage,
	return: m.matter_step_return,
	decline: m.matter_step_decline,
	merge: m.matter_step_merge,
	reopen: m.matter_step_reopen
};

/** Headings of a matter's events, by their verb. */
export const matterEventLabel: Record<string, () => string> = {
	'register-matter': m.matter_event_register,
	'triage-matter': m.matter_event_triage,
	'return-matter': m.matter_event_return,
	'answer-matter': m.matter_event_answer,
	'decline-matter': m.matter_event_decline,
	'merge-matter': m.matter_event_merge,
	'reopen-matter': m.matter_event_reopen,
	'schedule-matter': m.matter_event_schedule,
	'unschedule-matter': m.matter_event_unschedule,
	'treat-matter': m.matter_event_treat,
	'postpone-matter': m.matter_event_postpone,
	'edit-matter': m.matter_event_edit,
	'add-file-matter': m.matter_event_add_file,
	'remove-file-matter': m.matter_event_remove_file,
	'redact-matter': m.redaction_done
};
