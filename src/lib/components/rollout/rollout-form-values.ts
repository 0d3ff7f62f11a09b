import type { CalendarDate, Instant } from '$lib/domain/calendar/calendar-date';
import { writtenForms, type Localized, type WrittenForm } from '$lib/domain/localized';
import type { PostedForm } from '$lib/forms/evaluation';
import { nextVersion, type FormState } from '$lib/forms/form-state';
import { rolloutStates, type RolloutState } from '$lib/domain/rollout';

/** A partner's answer about a measure. */
export interface PartyAnswer {
	state: RolloutState;
	since: CalendarDate | null;
	note: string;
	lang: WrittenForm;
	reportedBy: string;
	reportedAt: Instant;
	version: number;
}

/** A measure on a partner's page. */
export interface PartyMeasure {
	code: string;
	title: Localized;
	/** True if it can be answered; ended measures cannot. */
	open: boolean;
	answer: PartyAnswer | null;
}

/** A submitted form that was not saved, with the current answer after a conflict. */
export type ReturnedRolloutForm = FormState<PostedForm, PartyAnswer | null>;

/** Values of the form, text as typed. */
export interface RolloutFormValues {
	version: string;
	state: RolloutState | null;
	since: string;
	note: string;
	lang: WrittenForm;
}

/** Returns the submitted values if the form came back, otherwise the saved ones. */
export function toRolloutFormValues(
	answer: PartyAnswer | null,
	lang: WrittenForm,
	returned: ReturnedRolloutForm | null
): RolloutFormValues {
	if (returned && 'lang' in returned.values) {
		const { values } = returned;
		return {
			version: nextVersion(returned, null),
			state: rolloutStates.find((state) => state === values.state) ?? null,
			since: one(values.since),
			note: one(values.note),
			lang: writtenForms.find((form) => form === values.lang) ?? lang
		};
	}
	return {
		version: String(answer?.version ?? ''),
		state: answer?.state ?? null,
		// A date belongs to the state it was given for; an empty date keeps it.
		since: '',
		note: answer?.note ?? '',
		lang: answer?.lang ?? lang
	};
}

function one(value: string | string[] | undefined): string {
	return typeof value === 'string' ? value : '';
}

/** Returns the id of a measure's section, also the prefix of ids within it. */
export function rolloutFieldPrefix(code: string): string {
	return `measure-${code.replace('.', '-')}`;
}
